using System.Globalization;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Sizing;

namespace Barelane.Core.Rules.Vms;

/// <summary>The 64-bit window is large enough, a power of two, and known.</summary>
internal sealed class VmMmioRule : IRule
{
    private const string Size = "pciPassthru.64bitMMIOSizeGB";

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "VM-MMIO-001",
        Title = "The 64-bit MMIO window fits the devices",
        Why = "Set too low the VM does not boot, or dies right after its firmware starts; the hypervisor takes powers of two only.",
        Source = "KB 323402; NVIDIA AI Enterprise, MMIO Space Required; Dell 000199172",
        Reads = [VmFacts.Options, DeviceFacts.BarMiB, DeviceFacts.MemoryMiB, DeviceFacts.VendorMmioGiB],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.IsDirect || subject.Hypervisor != Hypervisor.VSphere)
        {
            yield break;
        }

        var sizing = RuleSizing.Of(subject);
        var required = sizing.IsNeeded ? $"a power of two of at least {Text(sizing.ComputedGiB)} GiB" : "no window";
        var remedy = $"Write 'mmio-gib: {Text(Math.Max(sizing.ComputedGiB, 32))}' into the assignment, or leave it out and let Barelane compute it.";
        if (subject.Assignment.Assignment.MmioGiB is { } asked)
        {
            yield return !MmioWindow.IsPowerOfTwo(asked) ? subject.Say(Severity.Block, subject.Assignment.VmRef, $"the file asks for {Text(asked)} GiB, no power of two", required, remedy)
                : asked < sizing.ComputedGiB ? subject.Say(Severity.Warn, subject.Assignment.VmRef, $"the file asks for {Text(asked)} GiB, less than computed. {sizing.Evidence}", required, remedy)
                : subject.Pass(subject.Assignment.VmRef, $"the file asks for {Text(asked)} GiB", required);
            yield break;
        }

        if (sizing.Derivation == MmioDerivation.TakenLarge)
        {
            yield return subject.Say(Severity.Warn, subject.Assignment.VmRef, sizing.Evidence, "cards of known size", "Write 'mmio-gib: N' into the assignment, or add the card to your own catalogue file with its memory.");
        }

        if (subject.Vm is { } vm)
        {
            yield return OfVm(subject, vm, sizing, required, remedy);
        }
        else
        {
            yield return subject.Pass(subject.Assignment.VmRef, $"it is created with {Text(sizing.GiB)} GiB", required);
        }
    }

    private static Finding OfVm(RuleSubject subject, Vm vm, MmioSizing sizing, string required, string remedy)
    {
        var fact = subject.Read(VmFacts.Options, vm);
        if (!fact.IsKnown)
        {
            return subject.Unseen(vm.Ref, "Its advanced options", fact, required, $"Look at '{Size}' in the VM's advanced configuration.");
        }

        if (!sizing.IsNeeded)
        {
            return subject.Pass(vm.Ref, sizing.Evidence, required);
        }

        var isSet = fact.Or(new Dictionary<string, string>()).TryGetValue(Size, out var text);
        var isFit = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var found) && found >= sizing.ComputedGiB && MmioWindow.IsPowerOfTwo(found);
        var seen = isSet ? $"'{Size}' is '{text}'" : $"'{Size}' is not set";
        return isFit ? subject.Pass(vm.Ref, seen, required)
            : !isSet || subject.Wants.Any(w => w.Target == vm.Ref && w.Field == Field.Option(Size))
                ? subject.Say(Severity.Note, vm.Ref, $"{seen}; the plan sets {Text(sizing.GiB)}. {sizing.Evidence}", required, "Nothing: the plan sets it.")
                : subject.Say(Severity.Block, vm.Ref, seen, required, remedy);
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
