using Barelane.Core.Facts;

namespace Barelane.Core.Rules.Vms;

/// <summary>Under Secure Boot the guest loads signed drivers only.</summary>
internal sealed class VmSecureBootRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "VM-SECUREBOOT-001",
        Title = "Secure Boot does not keep the guest's driver out",
        Why = "With Secure Boot on, a driver that is built in the guest (DKMS) is refused unless its key is enrolled: the card is seen, but no driver is loaded.",
        Source = "vSphere documentation, UEFI Secure Boot for virtual machines; derived",
        Reads = [VmFacts.SecureBoot],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Vm is not { } vm)
        {
            yield break;
        }

        const string Required = "a signed driver, or Secure Boot off";
        const string Remedy = "Windows: the vendor's drivers are signed. Linux: install a signed driver package, or enroll the module's key in the guest: 'mokutil --import'.";
        var fact = subject.Read(VmFacts.SecureBoot, vm);
        yield return fact.IsKnown
            ? fact.Or(false) ? subject.Say(Severity.Note, vm.Ref, "Secure Boot is on", Required, Remedy) : subject.Pass(vm.Ref, "Secure Boot is off", Required)
            : subject.Unseen(vm.Ref, "Secure Boot", fact, Required, Remedy);
    }
}
