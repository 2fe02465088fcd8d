using Barelane.Core.Rules;

namespace Barelane.Core.Tests.Rules;

/// <summary>One sentence about one rule: in this world it says this.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Says">The worst severity it has to say; null where it has to say nothing.</param>
/// <param name="Sentence">The scenario in words.</param>
/// <param name="World">What is changed in the healthy world.</param>
/// <param name="Mentions">Text that has to occur in the observed part or the remedy.</param>
internal sealed record RuleScenario(string Rule, Severity? Says, string Sentence, Func<RuleWorld, RuleWorld> World, string Mentions = "")
{
    public string Name => $"{Rule}: {Sentence}";

    public (IRule Rule, RuleSubject Subject, IReadOnlyList<Finding> Findings) Run()
    {
        var rule = RuleCatalog.Find(Rule) ?? throw new InvalidOperationException($"There is no rule '{Rule}'.");
        var subject = World(new RuleWorld()).For(rule);
        return (rule, subject, [.. rule.Check(subject)]);
    }
}
