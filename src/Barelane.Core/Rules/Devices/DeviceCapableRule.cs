using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Devices;

/// <summary>The hypervisor must call the device capable of passthrough.</summary>
internal sealed class DeviceCapableRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "DEVICE-CAPABLE-001",
        Title = "The device can be passed through",
        Why = "The hypervisor itself decides this from IOMMU, isolation (ACS) and topology; what it refuses cannot be forced.",
        Source = "vSphere API, HostPciPassthruInfo.passthruCapable; KB 312208; KB 1036811",
        Reads = [HostFacts.FirmwareWords, DeviceFacts.State],
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
            const string Required = "a device that the hypervisor can pass through";
            var remedy = subject.Words(
                $"Switch on VT-d/AMD-Vi{FirmwareWords.Hint(subject, FirmwareSetting.Iommu)} and ACS{FirmwareWords.Hint(subject, FirmwareSetting.Acs)} in the firmware of '{subject.Host.Name}'; look at 'esxcli hardware pci pcipassthru list'. Where a regression of ESXi 8.0.3 applies, see KB 391460.",
                $"Look at 'dmesg | grep -i -e DMAR -e IOMMU' on '{subject.Host.Name}' and at the device's isolation group.",
                $"Look at '(Get-VMHost).IovSupportReasons' on '{subject.Host.Name}', and at the device's BARs and interrupts.");
            var fact = subject.Read(DeviceFacts.State, device);
            yield return fact.TryGet(out var state)
                ? state == DeviceState.NotPossible
                    ? subject.Say(Severity.Block, device.Ref, "the hypervisor says that it cannot be passed through", Required, remedy)
                    : subject.Pass(device.Ref, "it can be passed through", Required)
                : subject.Unseen(device.Ref, "The device's state", fact, Required, remedy);
        }
    }
}
