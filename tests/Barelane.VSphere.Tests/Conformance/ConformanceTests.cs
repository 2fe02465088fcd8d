using Barelane.TestKit.Conformance;

namespace Barelane.VSphere.Tests.Conformance;

/// <summary>The conformance suite over every site: each check on a site of its own.</summary>
public class ConformanceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Every site with each of its checks.</summary>
    public static TheoryData<string, string> Cells()
    {
        var cells = new TheoryData<string, string>();
        foreach (var site in ConformanceSites.Names)
        {
            foreach (var check in ConformanceSites.ChecksOf(site))
            {
                cells.Add(site, check.Name);
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task An_adapter_keeps_its_promises(string site, string promise)
    {
        await using var under = await ConformanceSites.StartAsync(site, Token);

        await ConformanceSites.ChecksOf(site).Single(c => c.Name == promise).RunAsync(under, Token);
    }

    [Fact]
    public void Names_of_checks_and_sites_are_unique()
    {
        Assert.Distinct(ConformanceSites.Names);
        Assert.Distinct(ConformanceSuite.All.Select(c => c.Name));
    }
}
