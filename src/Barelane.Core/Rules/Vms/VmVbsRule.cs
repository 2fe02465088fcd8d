using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Vms;

/// <summary>Virtualisation-based security needs what a device excludes.</summary>
internal sealed class VmVbsRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "VM-VBS-001",
        Title = "Virtualisation-based security is off",
        Why = "VBS needs hardware virtualisation in the guest, which a device excludes. Switching it off under a running guest takes Credential Guard and its like away, so that is for the guest's owner to do.",
        Source = "KB 437651; vSphere documentation, virtualization-based security",
        Reads = [VmFacts.Vbs],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Hypervisor != Hypervisor.VSphere || subject.Vm is not { } vm)
        {
            yield break;
        }

        const string Required = "VBS off";
        var remedy = $"Switch VBS off in the guest (Group Policy > Device Guard), then vSphere Client > '{vm.Name}' > Edit Settings > VM Options > Virtualization Based Security: off.";
        var fact = subject.Read(VmFacts.Vbs, vm);
        if (!fact.IsKnown)
        {
            yield return subject.Unseen(vm.Ref, "VBS", fact, Required, remedy);
        }
        else if (!fact.Or(false))
        {
            yield return subject.Pass(vm.Ref, "VBS is off", Required);
        }
        else
        {
            yield return subject.Say(subject.IsDirect ? Severity.Block : Severity.Warn, vm.Ref, "VBS is on", Required, remedy);
        }
    }
}
