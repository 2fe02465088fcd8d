using System.Collections.Frozen;

namespace Barelane.Core.Plans;

/// <summary>Everything a user agreed to, by where it was said.</summary>
public sealed record GivenConsents
{
    /// <summary>The word that consents to every bystander.</summary>
    public const string AllBystanders = "all";

    /// <summary>Nothing is agreed to.</summary>
    public static readonly GivenConsents None = new();

    /// <summary>Consents for all assignments: of the document, and those given on the command line.</summary>
    public IReadOnlySet<string> ForAll { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Consents of single assignments, by the assignment's id.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> ByUnit { get; init; } = FrozenDictionary<string, IReadOnlySet<string>>.Empty;

    /// <summary>Bystanders by name (<c>dc1/web-03</c>), or <see cref="AllBystanders"/>.</summary>
    public IReadOnlySet<string> Bystanders { get; init; } = FrozenSet<string>.Empty;

    /// <summary>What was typed at the prompt; it holds for that plan alone.</summary>
    public TypedConsents? Typed { get; init; }

    /// <summary>The consents that hold for steps of one unit of the plan <paramref name="planId"/>.</summary>
    public IReadOnlySet<string> Of(string unit, string planId)
    {
        var names = new HashSet<string>(ForAll, StringComparer.Ordinal);
        names.UnionWith(ByUnit.GetValueOrDefault(unit) ?? FrozenSet<string>.Empty);
        if (Typed is { } typed && string.Equals(typed.PlanId, planId, StringComparison.Ordinal))
        {
            names.UnionWith(typed.Names);
        }

        return names;
    }

    /// <summary>Whether a bystander may be hit by the plan <paramref name="planId"/>.</summary>
    public bool AllowsBystander(string name, string planId) =>
        Bystanders.Contains(AllBystanders) || Bystanders.Contains(name)
        || (Typed is { } typed && string.Equals(typed.PlanId, planId, StringComparison.Ordinal)
            && (typed.Bystanders.Contains(AllBystanders) || typed.Bystanders.Contains(name)));
}
