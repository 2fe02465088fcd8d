using Barelane.FakeHyperV.Host;

namespace Barelane.FakeHyperV.Cmdlets;

/// <summary>A node of the host's device tree. A function that VMs may have shows as two: the host's, which is a phantom while it is dismounted, and the dismounted one.</summary>
internal sealed record PnpNode(string InstanceId, string Name, string? Class, string? Service, string Maker, int Problem, bool IsPresent, FakeDevice? Device, bool IsDismountedNode = false)
{
    /// <summary>OK, Error, or Unknown for what is not there (azure-stack-docs, gpu-manage-via-device.md).</summary>
    public string Status => !IsPresent ? "Unknown" : Problem == 0 ? "OK" : "Error";

    public static IEnumerable<PnpNode> All(FakeHost host)
    {
        foreach (var d in host.Devices)
        {
            var isThere = !d.IsGone && !d.IsDismounted;
            var maker = d.DriverProvider ?? "";
            // Without a driver a card shows as a "3D Video Controller" of no class (azure-stack-docs, gpu-preparation.md).
            yield return new PnpNode(d.InstanceId, d.Class is null ? "3D Video Controller" : d.Name, d.Class, d.Service, maker, d.ProblemCode, isThere, d);
            if (d.IsDismounted || d.HasPhantom)
            {
                yield return new PnpNode(d.DismountedId, "PCI Express Graphics Processing Unit - Dismounted", "System", "pcip", "Microsoft", d.IsDismounted && !d.IsGone ? 0 : 45, d.IsDismounted && !d.IsGone, d, IsDismountedNode: true);
            }
        }
    }
}
