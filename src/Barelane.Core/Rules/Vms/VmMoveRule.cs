using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Vms;

/// <summary>A VM that is not where its card is can be moved there.</summary>
internal sealed class VmMoveRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "VM-MOVE-001",
        Title = "The VM is on the card's host or can be moved there",
        Why = "A card serves VMs of its own host only. The VM is moved cold, with its disks staying where they are, so the host must reach its storage and networks.",
        Source = "vSphere API, RelocateVM_Task; derived",
        Reads = [VmFacts.Host, VmFacts.Storage, VmFacts.Networks, HostFacts.Storage, HostFacts.Networks, ClusterFacts.ManagesFleet],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Vm is not { } vm)
        {
            yield break;
        }

        var host = subject.Host;
        var required = $"on '{host.Name}', or all its storage and networks there";
        var place = subject.Read(VmFacts.Host, vm);
        var remedy = $"Connect '{host.Name}' to them, move the VM's disks to shared storage first (Storage vMotion), or choose a card on the VM's own host.";
        if (place.HasValue && place.Value == host.Ref)
        {
            yield return subject.Pass(vm.Ref, $"it is on '{host.Name}'", required);
            yield break;
        }

        var storage = subject.Read(VmFacts.Storage, vm).Or([]);
        var missing = storage.Where(s => !subject.Read(HostFacts.Storage, host).Or([]).Contains(s)).Select(s => $"storage '{s}'")
            .Concat(subject.Read(VmFacts.Networks, vm).Or([]).Where(n => !subject.Read(HostFacts.Networks, host).Or([]).Contains(n)).Select(n => $"network '{n}'"))
            .ToList();
        yield return !subject.Read(ClusterFacts.ManagesFleet, subject.Assignment.Site).Value
            ? subject.Say(Severity.Block, vm.Ref, "it is on another host, and this site manages one host only", required, "Name the vCenter as the site, or a VM on this host.")
            : missing.Count > 0 ? subject.Say(Severity.Block, vm.Ref, $"'{host.Name}' does not reach {string.Join(", ", missing)}", required, remedy)
            : storage.Count == 0 ? subject.Say(Severity.Unknown, vm.Ref, "the storage it lives on is not known", required, remedy)
            : subject.Pass(vm.Ref, $"'{host.Name}' reaches its storage and networks", required);
    }
}
