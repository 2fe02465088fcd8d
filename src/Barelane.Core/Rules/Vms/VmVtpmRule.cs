using Barelane.Core.Facts;

namespace Barelane.Core.Rules.Vms;

/// <summary>A guest whose disk is sealed to a TPM may ask for its recovery key.</summary>
internal sealed class VmVtpmRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "VM-VTPM-001",
        Title = "The guest's recovery key is at hand where it has a TPM",
        Why = "BitLocker and its like measure firmware and devices: after a new card or a changed firmware the guest may stop and ask for its recovery key.",
        Source = "Microsoft, BitLocker: TPM platform validation profile",
        Reads = [VmFacts.Vtpm, VmFacts.GuestOs],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Vm is not { } vm)
        {
            yield break;
        }

        const string Required = "no TPM, or a recovery key at hand";
        var fact = subject.Read(VmFacts.Vtpm, vm);
        var isWindows = subject.Read(VmFacts.GuestOs, vm).Or("").Contains("win", StringComparison.OrdinalIgnoreCase);
        var remedy = isWindows
            ? "In the guest: 'manage-bde -protectors -get C:', keep the key, and 'manage-bde -protectors -disable C: -RebootCount 2' before the run."
            : "In the guest: keep a passphrase for each LUKS volume that is bound to the TPM ('systemd-cryptenroll', 'clevis').";
        yield return fact.IsKnown
            ? fact.Or(false)
                ? subject.Say(Severity.Note, vm.Ref, "it has a virtual TPM: its disk may be sealed to it", Required, remedy)
                : subject.Pass(vm.Ref, "no virtual TPM", Required)
            : subject.Unseen(vm.Ref, "A virtual TPM", fact, Required, remedy);
    }
}
