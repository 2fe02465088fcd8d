using Barelane.Core.Goals;
using Barelane.Core.Plans;

namespace Barelane.Engine.Documents;

/// <summary>Reads consents, bystanders and accepted rules.</summary>
internal static class ConsentReader
{
    private const string Everyone = "all";

    /// <summary>Consents by name; unknown ones are refused.</summary>
    public static List<string> Consents(MapReader map)
    {
        var names = new List<string>();
        foreach (var (text, node) in map.Texts("consent"))
        {
            if (!ConsentNames.All.ContainsKey(text))
            {
                var hint = Nearest.Hint(text, ConsentNames.All.Keys);
                map.Add(node, $"'{text}' is not a consent.{(hint.Length > 0 ? hint : $" Known are {string.Join(", ", ConsentNames.All.Keys.Order(StringComparer.Ordinal))}.")}");
            }

            names.Add(text);
        }

        return names;
    }

    /// <summary>Bystanders: VMs by <c>alias/name</c>, or <c>all</c>, alone or as the one entry.</summary>
    public static IReadOnlyList<string> Bystanders(MapReader map, IReadOnlyList<SiteSpec> sites)
    {
        if (map.Node("bystanders") is YamlScalar { IsNull: false, Text: Everyone })
        {
            return [Everyone];
        }

        var entries = map.Texts("bystanders");
        foreach (var (text, node) in entries)
        {
            if (text == Everyone && entries.Count > 1)
            {
                map.Add(node, "'all' stands for every bystander; leave the others out, or 'all'.");
            }
            else if (text != Everyone && Names.ProblemOfPath(text, sites) is { } problem)
            {
                map.Add(node, problem);
            }
        }

        return entries.Select(e => e.Text).ToList();
    }

    /// <summary>Ids of rules whose Unknown is accepted.</summary>
    public static List<string> Accepted(MapReader map)
    {
        var rules = new List<string>();
        foreach (var (text, node) in map.Texts("accept"))
        {
            if (!Names.IsRuleId(text))
            {
                map.Add(node, $"'{text}' is not a rule's id; 'preflight' shows them, e.g. 'HOST-IOMMU-001'.");
            }

            rules.Add(text);
        }

        return rules;
    }
}
