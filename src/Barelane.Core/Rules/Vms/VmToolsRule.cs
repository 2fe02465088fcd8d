using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Vms;

/// <summary>The guest of a running VM can be asked to shut down.</summary>
internal sealed class VmToolsRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "VM-TOOLS-001",
        Title = "The guest can be asked to shut down",
        Why = "Without its agent a running guest can only be powered off hard, with what it has not written lost (consent 'vm-hard-off'); nor can the result be proved inside it.",
        Source = "vSphere API, ShutdownGuest: ToolsUnavailable; QEMU guest agent; Hyper-V integration services",
        Reads = [VmFacts.Power, VmFacts.GuestTools],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Vm is not { } vm)
        {
            yield break;
        }

        const string Required = "'running' where the VM is on";
        var remedy = subject.Words(
            "Install or start VMware Tools ('open-vm-tools' on Linux), or shut the guest down yourself before the run.",
            "Install or start 'qemu-guest-agent', or shut the guest down yourself before the run.",
            "Switch on the integration service 'Shutdown', or shut the guest down yourself before the run.");
        var power = subject.Read(VmFacts.Power, vm);
        var tools = subject.Read(VmFacts.GuestTools, vm);
        yield return power.HasValue && power.Value != PowerState.On ? subject.Pass(vm.Ref, "the VM is not running", Required)
            : !tools.IsKnown ? subject.Unseen(vm.Ref, "The guest's agent", tools, Required, remedy)
            : tools.Or("notInstalled") == "running" ? subject.Pass(vm.Ref, "'running'", Required)
            : subject.Say(Severity.Warn, vm.Ref, $"'{tools.Or("notInstalled")}'", Required, remedy);
    }
}
