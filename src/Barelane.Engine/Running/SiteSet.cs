using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Engine.Running;

/// <summary>The adapters of a plan's sites, by the sites' identity.</summary>
public sealed class SiteSet
{
    private readonly Dictionary<string, ISiteAdapter> _byInstance;

    private SiteSet(Dictionary<string, ISiteAdapter> byInstance) => _byInstance = byInstance;

    /// <summary>The adapters.</summary>
    public IEnumerable<ISiteAdapter> All => _byInstance.Values;

    /// <summary>Matches a plan's sites with adapters by alias.</summary>
    /// <exception cref="EngineException">A site has no adapter.</exception>
    public static SiteSet Of(Plan plan, IReadOnlyList<ISiteAdapter> adapters)
    {
        var set = new Dictionary<string, ISiteAdapter>(StringComparer.Ordinal);
        foreach (var site in plan.Sites)
        {
            set[site.Instance] = adapters.FirstOrDefault(a => string.Equals(a.Alias, site.Alias, StringComparison.Ordinal))
                ?? throw new EngineException(
                    new Problem
                    {
                        Code = "site-missing",
                        Message = $"The run touches site '{site.Alias}' ({site.Product}), and no connection to a site of that alias is open.",
                        Remedy = "Use the document that names this site.",
                    },
                    ExitMeaning.Error);
        }

        return new SiteSet(set);
    }

    /// <summary>The adapter of the site that an object belongs to.</summary>
    /// <exception cref="EngineException">The object's site is none of the plan's.</exception>
    public ISiteAdapter For(ObjectRef target) => _byInstance.TryGetValue(target.Site, out var adapter)
        ? adapter
        : throw new EngineException(
            new Problem { Code = "site-missing", Message = $"'{target}' belongs to site '{target.Site}', which the plan does not name.", Remedy = "Make the plan again." },
            ExitMeaning.Error);
}
