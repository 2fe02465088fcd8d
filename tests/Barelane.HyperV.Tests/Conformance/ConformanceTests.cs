using Barelane.TestKit.Conformance;

namespace Barelane.HyperV.Tests.Conformance;

/// <summary>The conformance suite over every scenario: each check on a host of its own.</summary>
public class ConformanceTests
{
    // A promise takes a second; this is for one that is waited for in vain.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Every scenario with each of its checks: all of them for one host of each way, the whole way there and back for the others.</summary>
    public static TheoryData<string, string> Cells()
    {
        var cells = new TheoryData<string, string>();
        foreach (var scenario in HyperVScenario.All)
        {
            foreach (var check in ChecksOf(scenario))
            {
                cells.Add(scenario.Name, check.Name);
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task An_adapter_keeps_its_promises(string scenario, string promise)
    {
        var found = HyperVScenario.All.Single(s => s.Name == scenario);
        await using var site = new HyperVConformanceSite(found);

        await ChecksOf(found).Single(c => c.Name == promise).RunAsync(site, Token).WaitAsync(Patience, Token);
    }

    private static IReadOnlyList<ConformanceCheck> ChecksOf(HyperVScenario scenario) => scenario.IsWhole ? ConformanceSuite.All : ConformanceSuite.Journeys;
}
