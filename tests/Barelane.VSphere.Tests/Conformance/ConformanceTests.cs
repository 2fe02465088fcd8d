namespace Barelane.VSphere.Tests.Conformance;

/// <summary>The conformance suite over a group of sites: each check on a site of its own. The groups run side by side, as most of their time is waiting.</summary>
public abstract class ConformanceTests<TGroup>
    where TGroup : ISiteGroup
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Every site of the group with each of its checks.</summary>
    public static TheoryData<string, string> Cells()
    {
        var cells = new TheoryData<string, string>();
        foreach (var site in TGroup.Names)
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
}
