using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Vms;

/// <summary>A suspended VM cannot be given a device.</summary>
internal sealed class VmPowerRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "VM-POWER-001",
        Title = "The VM is on or off, not suspended",
        Why = "A suspended VM's memory knows nothing of the device; powering it off would throw that memory away.",
        Source = "vSphere API, ReconfigVM_Task: InvalidPowerState",
        Reads = [VmFacts.Power],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Vm is not { } vm)
        {
            yield break;
        }

        const string Required = "'On' or 'Off'";
        const string Remedy = "Resume the VM and shut its guest down properly, then plan again.";
        var fact = subject.Read(VmFacts.Power, vm);
        yield return fact.TryGet(out var power)
            ? power == PowerState.Suspended ? subject.Say(Severity.Block, vm.Ref, "'Suspended'", Required, Remedy) : subject.Pass(vm.Ref, $"'{power}'", Required)
            : subject.Unseen(vm.Ref, "The power state", fact, Required, Remedy);
    }
}
