using Barelane.Core.Facts;

namespace Barelane.Core.Rules.Vms;

/// <summary>Snapshots and a device do not go together.</summary>
internal sealed class VmSnapshotRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "VM-SNAPSHOT-001",
        Title = "The VM has no snapshots that the device makes useless",
        Why = "A snapshot with memory cannot be reverted to once the VM has a device, and one of the disk takes the device away again when it is reverted to.",
        Source = "vSphere documentation, DirectPath I/O; KB 428701; KB 312208",
        Reads = [VmFacts.Snapshots],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Vm is not { } vm)
        {
            yield break;
        }

        const string Required = "no snapshots with memory";
        var remedy = subject.Words(
            $"Delete or consolidate them: vSphere Client > '{vm.Name}' > Snapshots > Manage Snapshots; keep a clone where a way back is wanted.",
            $"'virsh snapshot-list {vm.Name}', then 'virsh snapshot-delete'.",
            $"'Get-VMSnapshot -VMName {vm.Name} | Remove-VMSnapshot'.");
        var fact = subject.Read(VmFacts.Snapshots, vm);
        if (!fact.IsKnown)
        {
            yield return subject.Unseen(vm.Ref, "Its snapshots", fact, Required, remedy);
            yield break;
        }

        var snapshots = fact.Or([]);
        var withMemory = snapshots.Where(s => s.WithMemory).Select(s => $"'{s.Name}'").ToList();
        if (withMemory.Count > 0)
        {
            yield return subject.Say(subject.IsDirect ? Severity.Block : Severity.Warn, vm.Ref, $"{Amount.Of(withMemory.Count, "snapshot")} with memory: {string.Join(", ", withMemory)}", Required, remedy);
        }
        else if (snapshots.Count > 0)
        {
            yield return subject.Say(Severity.Warn, vm.Ref, $"{Amount.Of(snapshots.Count, "snapshot")} of the disk, the last '{snapshots[^1].Name}': reverting takes the device away", Required, remedy);
        }
        else
        {
            yield return subject.Pass(vm.Ref, "no snapshots", Required);
        }
    }
}
