using Barelane.Core.Facts;
using Barelane.Core.Goals;

namespace Barelane.Core.Rules.Slices;

/// <summary>The host has room for the slices.</summary>
internal sealed class SliceCapacityRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "SLICE-CAPACITY-001",
        Title = "Slices of the profile are free on the host",
        Why = "A card serves a limited number of slices, on many cards of one size only; what does not fit fails at power-on.",
        Source = "vSphere API, InsufficientGraphicsResourcesFault; NVIDIA vGPU user guide, homogeneous and heterogeneous profiles",
        Reads = [HostFacts.Profiles, VmFacts.Attached, VmFacts.Host, DeviceFacts.SlicesWaitFor],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Variant != WayVariant.Slice || subject.Assignment.Assignment.Gpu.Profile is not { } name)
        {
            yield break;
        }

        var host = subject.Host;
        var wanted = subject.Assignment.Assignment.Gpu.Count - Held(subject, name);
        var required = $"{Amount.Of(Math.Max(0, wanted), "more free slice")} of '{name}'";
        var remedy = $"Power off VMs with slices on '{host.Name}', or choose a smaller profile or another host; cards that serve another profile size may be full for this one.";
        var profiles = subject.Read(HostFacts.Profiles, host);
        var profile = profiles.Or([]).FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.Ordinal));
        if (wanted <= 0)
        {
            yield return subject.Pass(host.Ref, "the VM has its slices already", required);
        }
        else if (profiles.IsKnown && (profile is null || profile.Free.Or(wanted) < wanted) && SlicesToCome.Of(subject, name) is { } card)
        {
            yield return subject.Say(Severity.Warn, host.Ref, $"how many fit is told only once slices can be cut from {card.Address}, which the plan sees to; power-on will show", required,
                $"Nothing, if {card.Address} ({card.Name}) holds {Amount.Of(wanted, "slice")} of '{name}'.");
        }
        else if (profile is null)
        {
            yield return profiles.IsKnown
                ? subject.Say(Severity.Block, host.Ref, "0 free: the profile is not offered", required, remedy)
                : subject.Unseen(host.Ref, "The profiles", profiles, required, remedy);
        }
        else if (profile.Free.TryGet(out var free))
        {
            yield return subject.Weigh(profile.Free, free >= wanted
                ? subject.Pass(host.Ref, $"{free} free", required)
                : subject.Say(Severity.Block, host.Ref, $"{free} free", required, remedy));
        }
        else
        {
            yield return profile.Free.State == ObservedState.Absent
                ? subject.Say(Severity.Warn, host.Ref, "how many are free is not told by the hypervisor; power-on will show", required, remedy)
                : subject.Unseen(host.Ref, "The number of free slices", profile.Free, required, remedy);
        }
    }

    /// <summary>Slices of the profile that the VM has on this host and keeps.</summary>
    private static int Held(RuleSubject subject, string profile) => subject.Vm is { } vm && subject.Read(VmFacts.Host, vm).Or(default) == subject.Host.Ref
        ? subject.Read(VmFacts.Attached, vm).Or([]).Count(a => string.Equals(a.Backing, "profile " + profile, StringComparison.Ordinal))
        : 0;
}
