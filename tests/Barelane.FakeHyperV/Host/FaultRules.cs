namespace Barelane.FakeHyperV.Host;

/// <summary>The planted faults of a host.</summary>
public sealed class FaultRules
{
    private readonly List<(FaultRule Rule, int[] Counts)> _rules = [];

    /// <summary>How often one struck.</summary>
    public int Struck => _rules.Sum(r => r.Counts[1]);

    public void Add(FaultRule rule) => _rules.Add((rule, new int[2]));

    public void Clear() => _rules.Clear();

    /// <summary>The rule that strikes this call; null where none does.</summary>
    internal FaultRule? Strike(string cmdlet, bool changes)
    {
        foreach (var (rule, counts) in _rules)
        {
            if ((rule.Cmdlet == "*" ? changes : string.Equals(rule.Cmdlet, cmdlet, StringComparison.OrdinalIgnoreCase))
                && counts[0]++ >= rule.Skip && (rule.Times is not { } times || counts[1] < times))
            {
                counts[1]++;
                return rule;
            }
        }

        return null;
    }
}
