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
        Title = "Devices that the VM has already are still in its host",
        Why = "A VM that points at a device which is not there does not power on: 'The systemId does not match the current system …'.",
        Source = "KB 2001216; govmomi #2248",
        Reads = [VmFacts.Attached],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Vm is not { } vm || vm.Host != subject.Host.Ref)
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
            && !subject.PlanSets(vm.Ref, Field.Attached(a.Backing), null) && !IsThere(host, a)).Select(a => $"'{a.Backing}'").ToList();
        yield return missing.Count == 0
            ? subject.Pass(vm.Ref, "all its fixed devices are there, or it has none", required)
            : subject.Say(Severity.Block, vm.Ref, $"{string.Join(", ", missing)} is not on '{host.Name}'", required, remedy);
    }

    /// <summary>The backing names the host behind <c>at</c> and the card's ids; a card of another model at the address is another card.</summary>
    private static bool IsThere(Host host, AttachedDevice attached) => attached.Address is { } address
        && host.DeviceAt(address) is { } device
        && (attached.Id is not { } id || (id.Vendor == device.Id.Vendor && id.Device == device.Id.Device))
        && (!attached.Backing.Contains(" at ", StringComparison.Ordinal) || attached.Backing.EndsWith(" at " + host.Ref.Id, StringComparison.Ordinal));
}
