using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Vms;

/// <summary>What a failed hot-add leaves in the configuration.</summary>
internal sealed class VmDeviceLeftoverRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "VM-OPTION-003",
        Title = "No device of a failed hot-add is left",
        Why = "A refused hot-add leaves 'pciPassthruN.present' = FALSE behind: harmless, but it makes the numbers of the devices jump.",
        Source = "recorded on vCenter 8.0.3",
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

        const string Required = "no 'pciPassthruN.present' = 'FALSE'";
        var fact = subject.Read(VmFacts.Options, vm);
        if (!fact.IsKnown)
        {
            yield return subject.Unseen(vm.Ref, "Its advanced options", fact, Required, "Inspect with an account that may read the VM's configuration.");
            yield break;
        }

        var left = LeftOver.Keys(fact.Or(new Dictionary<string, string>()), ".present");
        yield return left.Count == 0
            ? subject.Pass(vm.Ref, "no such key", Required)
            : subject.Say(Severity.Note, vm.Ref, $"{string.Join(", ", left.Select(k => $"'{k}'"))} is FALSE", Required, "Nothing; it may be deleted with the VM off.");
    }
}
