using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Vms;

/// <summary>A hidden hypervisor is a workaround for old consumer drivers.</summary>
internal sealed class VmCpuidRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "VM-OPTION-002",
        Title = "The hypervisor is not hidden from the guest without need",
        Why = "'hypervisor.cpuid.v0' = FALSE was for GeForce drivers before R465; hiding the hypervisor costs speed, and on 7.0 and later reports about it disagree.",
        Source = "field reports (thegnome.nchar.com, t2.re); NVIDIA a_id 5173",
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

        const string Required = "'hypervisor.cpuid.v0' not FALSE";
        var fact = subject.Read(VmFacts.Options, vm);
        yield return !fact.IsKnown
            ? subject.Unseen(vm.Ref, "Its advanced options", fact, Required, "Inspect with an account that may read the VM's configuration.")
            : fact.Or(new Dictionary<string, string>()).TryGetValue("hypervisor.cpuid.v0", out var value) && value.Equals("FALSE", StringComparison.OrdinalIgnoreCase)
                ? subject.Say(Severity.Note, vm.Ref, "'hypervisor.cpuid.v0' is FALSE", Required, "Install a driver of R465 or later in the guest, then delete the key with the VM off.")
                : subject.Pass(vm.Ref, "the hypervisor is not hidden", Required);
    }
}
