using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Devices;

/// <summary>A virtual function of a card that vfio-pci has needs a token that libvirt can't give.</summary>
internal sealed class DeviceTokenRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "DEVICE-TOKEN-001",
        Title = "A virtual function's card is not on vfio-pci",
        Why = "The kernel gives such a function only to whoever knows the token of the program that has its card ('VF token required to access device'), and libvirt has no place for one.",
        Source = "Linux, drivers/vfio/pci/vfio_pci_core.c, vfio_pci_validate_vf_token; QEMU, vfio-pci, vf-token",
        Reads = [DeviceFacts.PhysicalFunction, DeviceFacts.Driver],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Hypervisor != Hypervisor.Kvm)
        {
            yield break;
        }

        foreach (var device in subject.Functions)
        {
            var physical = subject.Read(DeviceFacts.PhysicalFunction, device);
            if (!physical.TryGet(out var address))
            {
                continue;
            }

            var required = $"another driver than 'vfio-pci' for its card, {address}";
            var card = subject.Host.Devices.FirstOrDefault(d => d.Address == address);
            var driver = card is null ? Observed<string>.Unreadable($"{address} was not found") : subject.Read(DeviceFacts.Driver, card);
            yield return driver.State == ObservedState.Absent ? subject.Pass(device.Ref, $"{address} has no driver", required)
                : !driver.TryGet(out var name) ? subject.Unseen(device.Ref, "Its card's driver", driver, required, $"'readlink /sys/bus/pci/devices/{address}/driver' on '{subject.Host.Name}'.")
                : name != "vfio-pci" ? subject.Pass(device.Ref, $"{address} has '{name}'", required)
                : subject.Say(Severity.Block, device.Ref, $"{address} is on 'vfio-pci'", required, $"Give {address} back to its own driver and make the virtual functions from there, or give the whole card.");
        }
    }
}
