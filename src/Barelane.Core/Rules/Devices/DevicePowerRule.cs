using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Devices;

/// <summary>A card that has lost its power may not come back.</summary>
internal sealed class DevicePowerRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "DEVICE-POWER-001",
        Title = "The card is not without power",
        Why = "Some cards don't come back from D3cold: the VM does not start ('stuck in D3'), and the card answers nothing until the machine was without power.",
        Source = "Linux, drivers/pci/pci.c ('Unable to change power state from D3cold to D0'); Documentation/ABI/testing/sysfs-bus-pci, d3cold_allowed",
        Reads = [DeviceFacts.PowerState],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.IsDirect || subject.Hypervisor != Hypervisor.Kvm)
        {
            yield break;
        }

        foreach (var device in subject.Assignment.Gpus.SelectMany(g => g.Functions))
        {
            const string Required = "a power state other than 'D3cold'";
            var at = $"/sys/bus/pci/devices/{device.Address}";
            var fact = subject.Read(DeviceFacts.PowerState, device);
            yield return fact.State == ObservedState.Absent ? subject.Pass(device.Ref, "its kernel tells of none", Required)
                : !fact.TryGet(out var state) ? subject.Unseen(device.Ref, "Its power state", fact, Required, $"Look at '{at}/power_state' on '{subject.Host.Name}'.")
                : state != "D3cold" ? subject.Pass(device.Ref, $"'{state}'", Required)
                : subject.Say(Severity.Warn, device.Ref, "'D3cold': it is without power now", Required,
                    $"'echo 0 >{at}/d3cold_allowed' and 'echo on >{at}/power/control' on '{subject.Host.Name}'; where that does not last, 'options vfio-pci disable_idle_d3=1' in /etc/modprobe.d.");
        }
    }
}
