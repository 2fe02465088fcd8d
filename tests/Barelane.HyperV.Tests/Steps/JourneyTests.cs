using Barelane.Core.Goals;
using Barelane.FakeHyperV.Host;
using Barelane.TestKit.Conformance;

namespace Barelane.HyperV.Tests.Steps;

/// <summary>The whole way there and back on the fake host, for each way.</summary>
public class JourneyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Cells()
    {
        var cells = new TheoryData<string, string>();
        foreach (var scenario in (string[])["dda", "gpu-p", "gpu-pv", "gpu-pv-server", "pool"])
        {
            foreach (var check in ConformanceSuite.Journeys)
            {
                cells.Add(scenario, check.Name);
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_VM_gets_its_card_and_gives_it_back(string scenario, string promise)
    {
        await using var site = new BenchSite(FakeScenarios.Make(scenario), WishOf(scenario));

        await ConformanceSuite.Journeys.Single(c => c.Name == promise).RunAsync(site, Token);
    }

    private static Assignment WishOf(string scenario) => scenario switch
    {
        "gpu-p" => BenchSite.Slice("gpu-p-10de:2235-4"),
        "gpu-pv" or "gpu-pv-server" => BenchSite.Slice("gpu-pv-10de:2235"),
        "pool" => BenchSite.Pooled(),
        _ => BenchSite.Direct(),
    };
}
