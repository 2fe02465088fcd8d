using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Devices;

/// <summary>Firmware must not work through the device behind the system's back.</summary>
internal sealed class DeviceFirmwareMemoryRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "DEVICE-RMRR-001",
        Title = "Firmware keeps no memory of its own behind the device",
        Why = "Where firmware demands a fixed mapping for a device (RMRR), the kernel does not hand it out: a VM could reach that memory.",
        Source = "Linux, drivers/iommu/iommu.c: 'Firmware has requested this device have a 1:1 IOMMU mapping'; sysfs-kernel-iommu_groups, type 'direct'; Microsoft, SurveyDDA.ps1: RequiresReservedMemoryRegion",
        Reads = [DeviceFacts.ReservedByFirmware],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.IsDirect || subject.Hypervisor == Hypervisor.VSphere)
        {
            yield break;
        }

        foreach (var device in subject.Assignment.Gpus.Select(g => g.Main))
        {
            var required = subject.Words("", "no region of type 'direct'", "no memory that firmware keeps for it");
            var fact = subject.Read(DeviceFacts.ReservedByFirmware, device);
            var remedy = $"Switch the shared memory features for this slot off in the firmware of '{subject.Host.Name}' (HPE: 'conrep'), or use another slot; no software helps.";
            yield return fact.State == ObservedState.Absent ? subject.Pass(device.Ref, "no IOMMU guards it yet", required)
                : !fact.TryGet(out var isReserved) ? subject.Unseen(device.Ref, "Memory that firmware keeps", fact, required, remedy)
                : isReserved ? subject.Say(Severity.Block, device.Ref, subject.Words("", "firmware keeps memory reachable by it (a region of type 'direct')", "firmware demands that it stays attached to memory of its own"), required, remedy)
                : subject.Pass(device.Ref, "none", required);
        }
    }
}
