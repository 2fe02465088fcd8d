using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Devices;

/// <summary>Everything in the card's isolation group leaves the host: each member is named, and what the host lives on stands in the way.</summary>
internal sealed class DeviceGroupRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "DEVICE-GROUP-001",
        Title = "The isolation group holds nothing that the host needs",
        Why = "VFIO hands out whole groups ('group N is not viable'): every endpoint of it has to leave its driver, a disk or a network of the host too.",
        Source = "Linux, drivers/vfio/group.c, drivers/iommu/iommu.c; Documentation/driver-api/vfio.rst",
        Reads = [HostFacts.FirmwareWords, DeviceFacts.IsolationGroup, DeviceFacts.HostUse, DeviceFacts.Class, DeviceFacts.Driver],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.IsDirect || subject.Hypervisor != Hypervisor.Kvm)
        {
            yield break;
        }

        foreach (var gpu in subject.Assignment.Gpus)
        {
            const string Required = "a group of the card's own functions alone, and nothing that the host uses";
            var group = subject.Read(DeviceFacts.IsolationGroup, gpu.Main);
            if (!group.TryGet(out var number))
            {
                yield return subject.Wants.Any(w => w.Target == subject.Host.Ref && w.Field.Prefix == "kernel-argument")
                    ? subject.Say(Severity.Note, gpu.Main.Ref, "groups are not known before the IOMMU is on", Required, "Plan again after the host's reboot: members that are seen then go along or stand in the way.")
                    : subject.Unseen(gpu.Main.Ref, "Its isolation group", group, Required, $"Look at '/sys/bus/pci/devices/{gpu.Main.Address}/iommu_group' on '{subject.Host.Name}'.");
                continue;
            }

            var findings = gpu.Functions.Select(f => OfMember(subject, gpu, f, number, Required)).OfType<Finding>().ToList();
            if (findings.Count == 0)
            {
                yield return subject.Pass(gpu.Main.Ref, $"group {number} holds the card's own functions alone", Required);
            }

            foreach (var finding in findings)
            {
                yield return finding;
            }
        }
    }

    private static Finding? OfMember(RuleSubject subject, Gpu gpu, Device member, string group, string required)
    {
        var use = subject.Read(DeviceFacts.HostUse, member);
        var kind = subject.Read(DeviceFacts.Class, member).Value;
        var driver = subject.Read(DeviceFacts.Driver, member).Or("none");
        var name = $"'{member.Address}' {member.Name} [{member.Id}], driver '{driver}',".Replace("  ", " ", StringComparison.Ordinal);
        var elsewhere = $"Put the card into a slot with a group of its own (another root port, ACS on in firmware{FirmwareWords.Hint(subject, FirmwareSetting.Acs)}), or move what the host uses elsewhere.";
        if (use.TryGet(out var what))
        {
            return subject.Say(Severity.Block, member.Ref, $"{name} is in group {group} and in use by the host: {what}", required, elsewhere);
        }

        if (member.Address.IsSameDevice(gpu.Main.Address))
        {
            return null;
        }

        return kind.IsGpu || (kind.Code >> 8) is 0x04 or 0x0c
            ? subject.Say(Severity.Note, member.Ref, $"{name} shares group {group} and goes along", required, "Nothing: the plan takes it along.")
            : subject.Say(Severity.Warn, member.Ref, $"{name} shares group {group} and leaves the host with the card", required, elsewhere);
    }
}
