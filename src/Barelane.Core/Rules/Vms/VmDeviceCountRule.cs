using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Vms;

/// <summary>The virtual hardware holds only so many devices.</summary>
internal sealed class VmDeviceCountRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "VM-HARDWARE-002",
        Title = "The VM can hold this many devices",
        Why = "Beyond the limit the change is refused with TooManyDevices; beyond the documented number it works at your own risk.",
        Source = "KB 309986; vSphere config option numPCIPassthroughDevices by hardware version",
        Reads = [VmFacts.HardwareVersion, VmFacts.Attached],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Hypervisor != Hypervisor.VSphere || !subject.IsDirect || subject.Vm is not { } vm)
        {
            yield break;
        }

        var version = subject.Read(VmFacts.HardwareVersion, vm);
        var attached = subject.Read(VmFacts.Attached, vm);
        const string Remedy = "Upgrade the virtual hardware (vmx-20 holds 32, vmx-21 holds 128), or give fewer devices.";
        if (!attached.IsKnown || !version.TryGet(out var text) || HardwareVersion.Parse(text) is not { } number)
        {
            yield return attached.IsKnown
                ? subject.Unseen(vm.Ref, "The hardware version", version, "a known limit", Remedy)
                : subject.Unseen(vm.Ref, "The devices it has", attached, "a known number", Remedy);
            yield break;
        }

        var present = attached.Or([]).Where(a => a.Way == Way.Direct).ToList();
        var described = present.Where(p => p.Address is null).Select(p => p.Id).ToList();
        var added = subject.Functions.Count(f => present.All(p => p.Address != f.Address) && !described.Remove(new PciId(f.Id.Vendor, f.Id.Device)));
        var (limit, documented) = HardwareVersion.MaxDevices(number);
        var total = present.Count + added;
        var seen = $"{total} devices ({present.Count} now, {added} more) on '{text}'";
        var required = $"at most {documented} documented, {limit} possible";
        yield return total > limit ? subject.Say(Severity.Block, vm.Ref, seen, required, Remedy)
            : total > documented ? subject.Say(Severity.Warn, vm.Ref, seen, required, Remedy)
            : subject.Pass(vm.Ref, seen, required);
    }
}
