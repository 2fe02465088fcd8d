using Barelane.Core.Goals;
using Barelane.Core.Rules;

namespace Barelane.Cli.Parsing;

/// <summary>Knows which rules there are.</summary>
internal static class RuleNames
{
    /// <summary>Refuses an accepted rule that does not exist: it would accept nothing, and its writer would not know.</summary>
    public static void Require(IEnumerable<string> rules, string where)
    {
        var known = RuleCatalog.All.Select(r => r.Info.Id).ToList();
        foreach (var rule in rules)
        {
            // Findings of adapters and of the planner have ids of their own; only rules that look like a catalogue entry are checked.
            var area = rule.Split('-')[0];
            if (known.Exists(k => k.StartsWith(area + "-", StringComparison.Ordinal)) && !known.Contains(rule, StringComparer.Ordinal) && Nearest.To(rule, known).Count > 0)
            {
                throw new UsageException($"{where} names '{rule}', which is no rule.{Nearest.Hint(rule, known)}");
            }
        }
    }
}
