using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Core.Rules.Vms;

/// <summary>What the VM has already must be there too when it is powered on.</summary>
internal sealed class VmAttachedRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "VM-ATTACHED-001",
        Title = "Devices that the VM has already are on the card's host",
        Why = "A VM that points at a device which is not there does not power on: 'The systemId does not match the current system …'.",
        Source = "KB 2001216; govmomi #2248",
        Reads = [VmFacts.Attached],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Vm is not { } vm)
        {
            yield break;
        }

        var host = subject.Host;
        var required = $"every fixed device present on '{host.Name}'";
        var fact = subject.Read(VmFacts.Attached, vm);
        var remedy = $"'barelane rebind {subject.Assignment.Id}' points it at the card's new place; or remove the device from the VM.";
        if (!fact.IsKnown)
        {
            yield return subject.Unseen(vm.Ref, "The devices it has", fact, required, remedy);
            yield break;
        }

        var missing = fact.Or([]).Where(a => a.Way == Way.Direct && a.Backing.StartsWith("fixed ", StringComparison.Ordinal)
            && !subject.PlanSets(vm.Ref, Field.Attached(a.Backing), null)
            && !IsThere(host, a)).Select(a => $"'{a.Backing}'").ToList();
        yield return missing.Count == 0
            ? subject.Pass(vm.Ref, "all its fixed devices are there, or it has none", required)
            : subject.Say(Severity.Block, vm.Ref, $"{string.Join(", ", missing)} is not on '{host.Name}'", required, remedy);
    }

    private static bool IsThere(Host host, AttachedDevice attached) => attached.Address is { } address
        && host.DeviceAt(address) is { } device
        && (attached.Backing.Split(' ') is not [_, _, var id, ..] || !PciId.TryParse(id, out var named) || (named.Vendor == device.Id.Vendor && named.Device == device.Id.Device));
}
