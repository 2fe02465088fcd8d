using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Core.Rules.Devices;

/// <summary>The device is in a state from which it can be given.</summary>
internal sealed class DeviceStateRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "DEVICE-STATE-001",
        Title = "The device is free to be claimed",
        Why = "A card in shared mode serves other VMs' slices, and one on which an operation hangs may hang the next one too.",
        Source = "vSphere API, HostPciPassthruInfo; core.vmware.com: vGPU and passthrough exclude each other on one card",
        Reads = [DeviceFacts.State],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.IsDirect)
        {
            yield break;
        }

        foreach (var device in subject.Assignment.Gpus.Select(g => g.Main))
        {
            const string Required = "owned by the host, waiting for the plan's reboot, or ready";
            var fact = subject.Read(DeviceFacts.State, device);
            yield return fact.TryGet(out var state)
                ? Judge(subject, device, state, Required)
                : subject.Unseen(device.Ref, "The device's state", fact, Required, $"Inspect '{subject.Host.Name}' again.");
        }
    }

    private static Finding Judge(RuleSubject subject, Device device, DeviceState state, string required) => state switch
    {
        DeviceState.Sliced => subject.Say(Severity.Block, device.Ref, "in shared (vGPU) mode", required, subject.Words(
            $"Take the slices off, then vSphere Client > '{subject.Host.Name}' > Configure > Graphics > Graphics Devices > set the card to 'Shared', or choose another card.",
            $"Remove its mediated devices or virtual functions ('mdevctl list', 'sriov_numvfs'), or choose another card.",
            "Remove the VMs' GPU partition adapters, or choose another card.")),
        DeviceState.Stuck => subject.Say(Severity.Block, device.Ref, "an operation on it never came back", required,
            $"Reboot '{subject.Host.Name}' in a window; nothing is written to the device before that."),
        DeviceState.WaitingForReboot when subject.HostNeed != HostNeed.Reboot => subject.Say(Severity.Warn, device.Ref,
            "passthrough is on, but the host has not been rebooted since", required,
            subject.Words(
                $"Reboot '{subject.Host.Name}'. If it still waits after that, see 'esxcli system settings kernel list -o vga', the missing ACS switch (KB 391460) or KB 445893.",
                $"Reboot '{subject.Host.Name}'.",
                $"Reboot '{subject.Host.Name}'.")),
        DeviceState.ReleaseWaitingForReboot => subject.Say(Severity.Warn, device.Ref, "passthrough was taken off, but the host has not been rebooted since", required,
            "Ask who took it off; the plan puts it on again."),
        _ => subject.Pass(device.Ref, $"'{state}'", required),
    };
}
