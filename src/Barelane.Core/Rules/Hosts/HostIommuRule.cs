using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Hosts;

/// <summary>Direct assignment needs an IOMMU that is on.</summary>
internal sealed class HostIommuRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "HOST-IOMMU-001",
        Title = "The host's IOMMU (VT-d, AMD-Vi) is on",
        Why = "Without an IOMMU a device could write anywhere in memory, so no hypervisor hands one to a VM.",
        Source = "KB 312208; KB 407601; Linux, Documentation/driver-api/vfio.rst; Microsoft, Plan for deploying devices by using Discrete Device Assignment",
        Reads = [HostFacts.Iommu, HostFacts.IommuInFirmware, HostFacts.IommuReasons, HostFacts.CpuVendor, HostFacts.FirmwareWords, DeviceFacts.State],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.IsDirect)
        {
            yield break;
        }

        var host = subject.Host;
        const string Required = "an IOMMU that is on";
        var fact = subject.Read(HostFacts.Iommu, host);
        var states = subject.Functions.Select(d => subject.Read(DeviceFacts.State, d)).ToList();
        if (states.Any(s => s is { State: ObservedState.Read, Value: DeviceState.Ready or DeviceState.InUse }))
        {
            yield return subject.Pass(host.Ref, "the chosen device is ready for passthrough, which takes an IOMMU", Required);
        }
        else if (fact.State == ObservedState.Read && !fact.Value && subject.Wants.FirstOrDefault(w => w.Target == host.Ref && w.Field.Prefix == "kernel-argument") is { } argument)
        {
            var inFirmware = subject.Read(HostFacts.IommuInFirmware, host);
            yield return subject.Say(
                inFirmware.Or(false) ? Severity.Note : Severity.Warn,
                host.Ref,
                $"the IOMMU is off; the plan changes the kernel's command line ('{argument.Field.Qualifier}') and reboots the host{(inFirmware.Or(false) ? "" : ". Whether firmware offers an IOMMU is not known: " + (inFirmware.Note ?? "it was not told"))}",
                Required,
                inFirmware.Or(false) ? "Nothing: it is part of the plan." : Remedy(subject));
        }
        else if (fact.State == ObservedState.Read)
        {
            yield return fact.Value
                ? subject.Pass(host.Ref, "the IOMMU is on", Required)
                : subject.Say(Severity.Block, host.Ref, "the IOMMU is off" + Reasons(subject), Required, Remedy(subject));
        }
        else if (fact.Or(false) || (subject.Hypervisor == Hypervisor.VSphere
            && states.Any(s => s is { State: ObservedState.Read, Value: DeviceState.HostOwned or DeviceState.WaitingForReboot })))
        {
            yield return subject.Say(
                Severity.Note,
                host.Ref,
                $"the IOMMU seems to be on: {fact.Note ?? "the hypervisor calls the device capable of passthrough"}",
                Required,
                "Nothing, unless the device does not become ready.");
        }
        else
        {
            yield return subject.Unseen(host.Ref, "Whether the IOMMU is on", fact, Required, Remedy(subject));
        }
    }

    /// <summary>The hypervisor's own words, which are in the host's language.</summary>
    private static string Reasons(RuleSubject subject) => subject.Read(HostFacts.IommuReasons, subject.Host).Or([]) is { Count: > 0 } reasons
        ? $", or Hyper-V can't give devices to VMs: {string.Join(' ', reasons.Select(r => $"'{r}'"))}"
        : "";

    private static string Remedy(RuleSubject subject)
    {
        var setting = FirmwareWords.Of(subject, FirmwareSetting.Iommu, subject.Read(HostFacts.CpuVendor, subject.Host).Or("").ToLowerInvariant() switch
        {
            "amd" => "'IOMMU' (AMD-Vi) and 'SVM'",
            "intel" => "'VT-d' and 'VT-x'",
            _ => "'VT-d' (Intel) or 'IOMMU' (AMD)",
        });
        return subject.Words(
            $"Switch on {setting} in the firmware of '{subject.Host.Name}' and reboot it.",
            $"Switch on {setting} in the firmware of '{subject.Host.Name}', add 'intel_iommu=on' on Intel to the kernel's command line, and reboot it.",
            $"Switch on {setting} in the firmware of '{subject.Host.Name}' and reboot it; then '(Get-VMHost).IovSupportReasons' says what is missing.");
    }
}
