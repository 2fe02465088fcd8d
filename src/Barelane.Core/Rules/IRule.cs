namespace Barelane.Core.Rules;

/// <summary>One requirement. Pure: the same subject gives the same findings in the same order.</summary>
public interface IRule
{
    /// <summary>What the rule is.</summary>
    RuleInfo Info { get; }

    /// <summary>Checks one subject; yields nothing where the rule has nothing to say about it (another hypervisor or way).</summary>
    IEnumerable<Finding> Check(RuleSubject subject);
}
