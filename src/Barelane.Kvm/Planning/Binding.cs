using Barelane.Core.Inventory;

namespace Barelane.Kvm.Planning;

/// <summary>
/// Who takes a card from its driver: libvirt when the VM starts, or Barelane before that. libvirt gives back by itself even after crashes; but an unbind
/// that may hang has to be watched, and would hang libvirt.
/// </summary>
internal static class Binding
{
    /// <summary>Drivers whose unbind waits for everybody who has the card open, or draws a console.</summary>
    private static readonly string[] Holding = ["nvidia", "nouveau", "amdgpu", "radeon", "i915", "xe"];

    /// <summary>Whether Barelane binds the card itself. Not before an IOMMU is on: there is nothing to bind it to.</summary>
    public static bool IsOwn(Host host, Gpu gpu) => host.Iommu.Or(false)
        && gpu.Functions.Any(f => Holding.Contains(f.Driver.Or("")) || f.IsHostConsole.Or(false) || Setting(f, "boot-driver") == KvmFields.Vfio);

    public static void Add(Proposing p, Gpu gpu)
    {
        foreach (var function in gpu.Functions)
        {
            const string Reason = "its driver may not let go by itself, so Barelane takes the card from it before the VM starts";
            p.Want(function.Ref, KvmFields.Driver, KvmFields.Vfio, Reason);
            p.Want(function.Ref, KvmFields.DriverOverride, KvmFields.Vfio, "nothing else binds it");
            p.Want(function.Ref, KvmFields.BootDriver, KvmFields.Vfio, "it stays so after a reboot of the host");
        }
    }

    private static string? Setting(Device device, string name) => device.Settings.TryGetValue(name, out var value) && value.HasValue ? value.Value : null;
}
