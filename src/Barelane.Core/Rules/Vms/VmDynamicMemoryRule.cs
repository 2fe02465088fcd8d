using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Core.Rules.Vms;

/// <summary>A VM with a device or a partition has all its memory from the start.</summary>
internal sealed class VmDynamicMemoryRule : IRule
{
    private static readonly Dictionary<string, string> NoOptions = [];

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "VM-DYNAMIC-001",
        Title = "Dynamic memory is off, or cannot shrink",
        Why = "Beside a device Hyper-V refuses dynamic memory whose startup and minimum differ, and a guest that got one anyhow sees only a part of its memory.",
        Source = "Microsoft, Plan for deploying devices by using Discrete Device Assignment; ExHyperV #5, #60",
        Reads = [VmFacts.Options],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Hypervisor != Hypervisor.HyperV || subject.Vm is not { } vm)
        {
            yield break;
        }

        const string Required = "dynamic memory off";
        var remedy = $"'Set-VMMemory -VMName {vm.Name} -DynamicMemoryEnabled $false', with the VM off.";
        var fact = subject.Read(VmFacts.Options, vm);
        var options = fact.Or(NoOptions);
        yield return !fact.IsKnown || !options.TryGetValue("dynamic-memory", out var memory) ? subject.Unseen(vm.Ref, "Dynamic memory", fact, Required, remedy)
            : memory == "off" ? subject.Pass(vm.Ref, "dynamic memory is off", Required)
            : subject.PlanSets(vm.Ref, new Field("dynamic-memory"), "off") ? subject.Say(Severity.Note, vm.Ref, $"dynamic memory is on ({memory} MiB); the plan switches it off", Required, "Nothing: the plan does it, and undo puts it back.")
            : !subject.IsDirect && options.GetValueOrDefault("startup-equals-minimum") == "true" ? subject.Pass(vm.Ref, "dynamic memory is on, with startup and minimum equal", Required)
            : subject.Say(Severity.Block, vm.Ref, $"dynamic memory is on ({memory} MiB)", Required, remedy);
    }
}
