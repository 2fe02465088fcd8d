using Barelane.Core.Goals;
using Barelane.TestKit;
using Barelane.TestKit.Matrix;

namespace Barelane.Engine.Tests.Running;

/// <summary>Sites that many tests begin with.</summary>
internal static class Benches
{
    public const string Card = "0000:3b:00.0";

    public static Document OneVmDocument { get; } = PlanShapes.Document(PlanShapes.Give("a", Card));

    public static Document TwoHostsDocument { get; } = PlanShapes.Document(PlanShapes.Give("a", Card), PlanShapes.Give("b", "0000:af:00.0"));

    /// <summary>One host, one card, one running VM.</summary>
    public static Workbench OneVm(TimeSpan? skips = null)
    {
        var bench = new Workbench(skips);
        bench.Site.AddVm("a", bench.Site.AddHost("h1", "c1", Card));
        return bench;
    }

    /// <summary>The same, with the card ready: no host work is needed.</summary>
    public static Workbench ReadyCard(TimeSpan? skips = null)
    {
        var bench = OneVm(skips);
        (bench.Site.Hosts[0].Devices[0].Wanted, bench.Site.Hosts[0].Devices[0].Active) = (true, true);
        return bench;
    }

    /// <summary>Two hosts with a card and a running VM each.</summary>
    public static Workbench TwoHosts(string? secondCluster = "c1")
    {
        var bench = OneVm();
        bench.Site.AddVm("b", bench.Site.AddHost("h2", secondCluster, "0000:af:00.0"));
        return bench;
    }

    public static FakeVm Vm(this Workbench bench, string name) => bench.Site.Vms.Single(v => v.Name == name);
}
