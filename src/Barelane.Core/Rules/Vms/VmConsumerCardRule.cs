using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Vms;

/// <summary>Old drivers of consumer cards refuse to run in a VM that says so.</summary>
internal sealed class VmConsumerCardRule : IRule
{
    private static readonly Dictionary<string, string> NoOptions = [];

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "VM-CONSUMER-001",
        Title = "The guest's driver of a consumer card runs in a VM",
        Why = "GeForce drivers before R465 stop with Code 43 in a VM that shows that it is one.",
        Source = "NVIDIA, custhelp a_id/5173 (GeForce GPU passthrough for Windows VMs from R465)",
        Reads = [VmFacts.Options],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.IsDirect || subject.Hypervisor != Hypervisor.Kvm || subject.Vm is not { } vm || !subject.Assignment.Gpus.Any(g => g.Main.Name.Contains("GeForce", StringComparison.Ordinal)))
        {
            yield break;
        }

        const string Required = "a driver of R465 or later, or a VM that hides itself";
        const string Remedy = "Use a driver of R465 or later in the guest; for an older one: <kvm><hidden state='on'/></kvm> and <hyperv><vendor_id state='on' value='KVM Hv'/></hyperv> under <features>.";
        var fact = subject.Read(VmFacts.Options, vm);
        yield return !fact.IsKnown ? subject.Unseen(vm.Ref, "The VM's features", fact, Required, Remedy)
            : fact.Or(NoOptions).GetValueOrDefault("kvm-hidden") == "true" ? subject.Pass(vm.Ref, "the VM hides itself ('kvm hidden')", Required)
            : subject.Say(Severity.Note, vm.Ref, "a GeForce card, and the VM does not hide itself", Required, Remedy);
    }
}
