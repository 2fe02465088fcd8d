using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Devices;

/// <summary>A card has to be reset between two users.</summary>
internal sealed class DeviceResetRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "DEVICE-RESET-001",
        Title = "The card can be reset",
        Why = "A card that can't be reset keeps its last user's state: the VM's second start fails, or the host has to be rebooted.",
        Source = "Linux, Documentation/ABI/testing/sysfs-bus-pci, reset_method; gnif/vendor-reset",
        Reads = [DeviceFacts.ResetMethods],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.IsDirect || subject.Hypervisor != Hypervisor.Kvm)
        {
            yield break;
        }

        foreach (var device in subject.Assignment.Gpus.Select(g => g.Main))
        {
            const string Required = "a function's own reset ('flr'), or one that its bus gives";
            var fact = subject.Read(DeviceFacts.ResetMethods, device);
            var remedy = device.Id.Vendor == PciId.Amd
                ? "Polaris, Vega and Navi 1x need the module 'vendor-reset', loaded before vfio-pci; plan the host's reboot between two users otherwise."
                : "Plan the host's reboot between two users, or choose another card.";
            yield return !fact.TryGet(out var methods) ? subject.Unseen(device.Ref, "How it can be reset", fact, Required, $"Look at '/sys/bus/pci/devices/{device.Address}/reset_method' on '{subject.Host.Name}'.")
                : methods.Count == 0 ? subject.Say(Severity.Warn, device.Ref, "it has no way to be reset", Required, remedy)
                : methods.Any(m => m is "flr" or "af_flr" or "device_specific" or "acpi") ? subject.Pass(device.Ref, $"'{string.Join(' ', methods)}'", Required)
                : subject.Say(Severity.Note, device.Ref, $"'{string.Join(' ', methods)}': all functions behind its port are reset with it", Required, "Nothing, as all of them go along.");
        }
    }
}
