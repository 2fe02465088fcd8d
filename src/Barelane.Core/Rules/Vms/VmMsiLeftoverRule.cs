using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Core.Rules.Vms;

/// <summary>A workaround of ESXi 5 that does harm today.</summary>
internal sealed class VmMsiLeftoverRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "VM-OPTION-001",
        Title = "No interrupt workaround of ESXi 5 is left",
        Why = "'msiEnabled' = FALSE was needed on ESXi 5.1 and 5.5 only; left in place it costs speed, and drivers that need MSI fail.",
        Source = "NVIDIA a_id 4135: 'does not appear with ESXi 6.0 and later'; KB 2092964",
        Reads = [VmFacts.Options],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Hypervisor != Hypervisor.VSphere || subject.Vm is not { } vm)
        {
            yield break;
        }

        const string Required = "no 'pciPassthruN.msiEnabled' = 'FALSE'";
        var fact = subject.Read(VmFacts.Options, vm);
        if (!fact.IsKnown)
        {
            yield return subject.Unseen(vm.Ref, "Its advanced options", fact, Required, "Inspect with an account that may read the VM's configuration.");
            yield break;
        }

        var left = LeftOver.Keys(fact.Or(new Dictionary<string, string>()), ".msiEnabled");
        yield return left.Count == 0
            ? subject.Pass(vm.Ref, "no such key", Required)
            : left.All(k => subject.PlanSets(vm.Ref, Field.Option(k), null))
            ? subject.Say(Severity.Note, vm.Ref, $"{string.Join(", ", left.Select(k => $"'{k}'"))} is FALSE; the plan takes it out", Required, "Nothing: it is part of the plan.")
            : subject.Say(Severity.Warn, vm.Ref, $"{string.Join(", ", left.Select(k => $"'{k}'"))} is FALSE", Required,
                $"With the VM off: vSphere Client > '{vm.Name}' > Edit Settings > Advanced Parameters, and delete it.");
    }
}
