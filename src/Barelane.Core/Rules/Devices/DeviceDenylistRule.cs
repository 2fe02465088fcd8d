using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Devices;

/// <summary>Some devices are kept from guests by the kernel itself.</summary>
internal sealed class DeviceDenylistRule : IRule
{
    private static readonly ushort[] Denied = [0x0435, 0x0443, 0x0b25, 0x0cfe, 0x19e2, 0x19e3, 0x37c8, 0x37c9];

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "DEVICE-DENYLIST-001",
        Title = "The kernel does not keep the device from guests",
        Why = "vfio-pci refuses devices with which a guest could bring the host down: 'exists in vfio-pci device denylist, driver probing disallowed'.",
        Source = "Linux, drivers/vfio/pci/vfio_pci.c, vfio_pci_dev_in_denylist (Intel QAT, DSA and IAX)",
        Reads = [HostFacts.DenylistDisabled],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Hypervisor != Hypervisor.Kvm || !subject.IsDirect)
        {
            yield break;
        }

        foreach (var device in subject.Functions)
        {
            const string Required = "a device that is not on vfio-pci's denylist";
            if (device.Id.Vendor != PciId.Intel || !Denied.Contains(device.Id.Device))
            {
                yield return subject.Pass(device.Ref, $"[{device.Id}] is not on it", Required);
                continue;
            }

            var fact = subject.Read(HostFacts.DenylistDisabled, subject.Host);
            var remedy = $"Choose another device. Only where every guest that gets it is trusted: 'options vfio-pci disable_denylist=1' in /etc/modprobe.d on '{subject.Host.Name}'.";
            yield return !fact.TryGet(out var isOff) ? subject.Unseen(device.Ref, "Whether the denylist holds", fact, Required, remedy)
                : isOff ? subject.Say(Severity.Warn, device.Ref, $"[{device.Id}] is on it, and the denylist is switched off", Required, "Give it to guests only that are trusted as the host is.")
                : subject.Say(Severity.Block, device.Ref, $"[{device.Id}] is on it", Required, remedy);
        }
    }
}
