using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Slices;

/// <summary>The host offers the profile.</summary>
internal sealed class SliceProfileRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "SLICE-PROFILE-001",
        Title = "The host offers the profile",
        Why = "A profile that the host's driver does not know is refused, or fails at power-on with 'insufficient graphics resources'.",
        Source = "vSphere API, ConfigTarget.sharedGpuPassthroughTypes; NVIDIA vGPU user guide §2.7.6; Linux, mdev_supported_types",
        Reads = [HostFacts.FirmwareWords, HostFacts.Profiles, DeviceFacts.SlicesWaitFor],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Variant != WayVariant.Slice || subject.Assignment.Assignment.Gpu.Profile is not { } name)
        {
            yield break;
        }

        var host = subject.Host;
        var required = $"profile '{name}'";
        var fact = subject.Read(HostFacts.Profiles, host);
        if (!fact.IsKnown)
        {
            yield return subject.Unseen(host.Ref, "The profiles", fact, required, "Inspect the host again; its vendor's driver must be installed.");
            yield break;
        }

        if (SlicesToCome.Of(subject, name) is { } card && !fact.Or([]).Any(p => string.Equals(p.Name, name, StringComparison.Ordinal)))
        {
            yield return subject.Say(Severity.Warn, host.Ref,
                $"it does not offer '{name}' yet: slices of {card.Address} ({card.Name}) wait for {subject.Read(DeviceFacts.SlicesWaitFor, card).Or("")}. The plan makes that change and assumes that '{name}' is offered then",
                required, $"Nothing, if the driver on '{host.Name}' and the card know '{name}'. The run checks it before the VM is configured; where it is not so, the VM is put back as it was, and 'barelane undo' puts the host back.");
            yield break;
        }

        var sriov = FirmwareWords.Hint(subject, FirmwareSetting.SrIov);
        var offered = fact.Or([]).Select(p => p.Name).ToList();
        yield return offered.Contains(name, StringComparer.Ordinal)
            ? subject.Pass(host.Ref, $"it offers '{name}'", required)
            : subject.Say(Severity.Block, host.Ref, offered.Count == 0 ? "it offers no profiles" : $"it offers {offered.Count} profiles, not '{name}'.{Nearest.Hint(name, offered)}", required, subject.Words(
                $"Name an offered profile. Where there is none: install the vGPU driver (VIB) on '{host.Name}' and set the card to 'Shared Direct'; cards of Ampere and later also need SR-IOV on in firmware{sriov}.",
                $"Name an offered profile ('mdevctl types' on '{host.Name}'). Where there is none: install the vendor's vGPU driver; cards that are cut into virtual functions also need SR-IOV on in firmware{sriov}.",
                $"Name an offered profile ('Get-VMHostPartitionableGpu' on '{host.Name}'). Where there is none: SR-IOV has to be on in firmware{sriov}."));
    }
}
