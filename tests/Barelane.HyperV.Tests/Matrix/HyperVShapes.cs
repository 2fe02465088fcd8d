using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.HyperV.Tests.Conformance;
using Barelane.TestKit.Matrix;

namespace Barelane.HyperV.Tests.Matrix;

/// <summary>The shapes of plans on Hyper-V. Beside what they are about each host has a second card, which nobody may touch.</summary>
internal static class HyperVShapes
{
    public static IReadOnlyList<PlanShape<HyperVMatrixSite>> All { get; } =
    [
        Shape("direct, the VM is off", s => s.Use("dda"), HyperVScenario.Direct()),
        Shape("direct, the VM runs", s => (s.Use("dda").Vms[0].State, s.Host.Vms[0].Started) = (2, DateTime.UnixEpoch), HyperVScenario.Direct()),
        Shape("a partition with its own units, the card is cut anew", s => s.Use("gpu-p"), HyperVScenario.Slice("gpu-p-10de:2235-4")),
        Shape("a paravirtual partition on a server, with policies", s => s.Use("gpu-pv-server"), HyperVScenario.Slice("gpu-pv-10de:2235")),
        Shape("a paravirtual partition for a running guest, which gets the driver's files before it is shut down", s => s.Asking(s.Use("gpu-pv")), HyperVScenario.Slice("gpu-pv-10de:2235")),
        new PlanShape<HyperVMatrixSite>
        {
            Name = "a card is taken back",
            Fill = s => s.Use("dda"),
            Before = Document(HyperVScenario.Direct()),
            Document = Document(),
        },
    ];

    private static Document Document(params Assignment[] assignments) => new()
    {
        Name = "farm",
        Sites = [new SiteSpec { Alias = "hv01", Hypervisor = Hypervisor.HyperV, Endpoint = "local" }],
        Assignments = assignments,
    };

    private static PlanShape<HyperVMatrixSite> Shape(string name, Action<HyperVMatrixSite> fill, Assignment wish) => new() { Name = name, Fill = fill, Document = Document(wish) };
}
