using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Core.Rules.Slices;

/// <summary>Several slices in one VM need a version that allows them.</summary>
internal sealed class SliceCountRule : IRule
{
    private static readonly Version Eight = new(8, 0);

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "SLICE-COUNT-001",
        Title = "The VM can hold this many slices",
        Why = "vmx-11 holds one vGPU, vmx-15 four, vmx-20 eight and vmx-21 sixteen; before 8.0 several are possible only with profiles that take the whole card.",
        Source = "vSphere config option, VirtualPCIPassthroughVmiop maxInstances by hardware version; NVIDIA vGPU user guide",
        Reads = [VmFacts.HardwareVersion, ClusterFacts.ApiVersion],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Hypervisor != Hypervisor.VSphere || subject.Variant != WayVariant.Slice || subject.Vm is not { } vm)
        {
            yield break;
        }

        var count = subject.Assignment.Assignment.Gpu.Count;
        var required = $"room for {Amount.Of(count, "slice")}";
        const string Remedy = "Upgrade the virtual hardware, or give fewer slices of a larger profile.";
        var fact = subject.Read(VmFacts.HardwareVersion, vm);
        if (!fact.TryGet(out var text) || HardwareVersion.Parse(text) is not { } number)
        {
            yield return subject.Unseen(vm.Ref, "The hardware version", fact, required, Remedy);
            yield break;
        }

        var limit = HardwareVersion.MaxSlices(number);
        var seen = $"'{text}' holds {limit}";
        if (count > limit)
        {
            yield return subject.Wants.Any(w => w.Target == vm.Ref && w.Field == Field.HardwareVersion && HardwareVersion.Parse(w.Value ?? "") is { } next && HardwareVersion.MaxSlices(next) >= count)
                ? subject.Say(Severity.Warn, vm.Ref, $"{seen}; the plan upgrades it, which has no way back", required, Remedy)
                : subject.Say(Severity.Block, vm.Ref, seen, required, Remedy);
        }
        else if (count > 1 && subject.Read(ClusterFacts.ApiVersion, subject.Assignment.Site).Or(Eight) < Eight)
        {
            yield return subject.Say(Severity.Warn, vm.Ref, $"{seen}; before 8.0 only with profiles that take a whole card", required, "Use the largest profile of the card, or upgrade to 8.0.");
        }
        else
        {
            yield return subject.Pass(vm.Ref, seen, required);
        }
    }
}
