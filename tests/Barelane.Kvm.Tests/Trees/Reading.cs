using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Kvm.Inventory;

namespace Barelane.Kvm.Tests.Trees;

/// <summary>Inspects a tree.</summary>
internal static class Reading
{
    public static SiteInventory Inspect(this HostTree tree, FakeLibvirt? libvirt = null, string alias = "rack7") =>
        new KvmInventorySource(tree.Files, libvirt ?? new FakeLibvirt(), alias).ReadAsync(InspectScope.Whole, TestContext.Current.CancellationToken).GetAwaiter().GetResult();

    public static Host Host(this HostTree tree, FakeLibvirt? libvirt = null) => tree.Inspect(libvirt).Hosts[0];

    public static Device Device(this HostTree tree, string address, FakeLibvirt? libvirt = null) => tree.Host(libvirt).DeviceAt(PciAddress.Parse(address))!;
}
