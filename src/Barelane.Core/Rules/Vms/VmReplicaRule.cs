using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Vms;

/// <summary>A replica of the VM has no card where it would have to take over.</summary>
internal sealed class VmReplicaRule : IRule
{
    private static readonly Dictionary<string, string> NoOptions = [];

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "VM-REPLICA-001",
        Title = "The VM is not replicated to another host",
        Why = "A replica is started without the card, or not at all: the place that its configuration names is not that of a card on the other host.",
        Source = "Microsoft, Hyper-V Replica; derived",
        Reads = [VmFacts.Options],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Hypervisor != Hypervisor.HyperV || subject.Vm is not { } vm)
        {
            yield break;
        }

        const string Required = "no replication, or a plan for the replica without its card";
        var remedy = $"'Remove-VMReplication -VMName {vm.Name}', or prepare the replica for a start without the card.";
        var fact = subject.Read(VmFacts.Options, vm);
        yield return !fact.IsKnown || !fact.Or(NoOptions).TryGetValue("replication", out var mode) ? subject.Unseen(vm.Ref, "Replication", fact, Required, remedy)
            : mode is "None" or "" ? subject.Pass(vm.Ref, "it is not replicated", Required)
            : subject.Say(Severity.Warn, vm.Ref, $"it is replicated ('{mode}')", Required, remedy);
    }
}
