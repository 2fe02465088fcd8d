using Barelane.Core.Rules;

namespace Barelane.Core.Tests.Rules;

public sealed class RuleScenarioTests
{
    public static TheoryData<string> Names => [.. Scenarios.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_rule_says_what_its_scenario_expects(string name)
    {
        var scenario = Scenarios.All.Single(s => s.Name == name);

        var (_, _, findings) = scenario.Run();

        if (scenario.Says is not { } expected)
        {
            Assert.Empty(findings);
            return;
        }

        Assert.NotEmpty(findings);
        Assert.Equal(expected, findings.MaxBy(f => Order(f.Severity))!.Severity);
        Assert.Contains(findings, f => f.Severity == expected
            && (f.Observed.Contains(scenario.Mentions, StringComparison.Ordinal) || f.Remedy.Contains(scenario.Mentions, StringComparison.Ordinal)));
    }

    private static int Order(Severity severity) => severity switch
    {
        Severity.Pass => 0,
        Severity.Note => 1,
        Severity.Warn => 2,
        Severity.Unknown => 3,
        _ => 4,
    };
}
