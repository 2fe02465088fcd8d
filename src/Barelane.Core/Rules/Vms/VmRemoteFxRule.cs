using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Core.Rules.Vms;

/// <summary>RemoteFX was withdrawn; what is left of it keeps a VM from starting.</summary>
internal sealed class VmRemoteFxRule : IRule
{
    private static readonly Dictionary<string, string> NoOptions = [];

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "VM-REMOTEFX-001",
        Title = "The VM has no RemoteFX 3D adapter",
        Why = "RemoteFX (1 GB of video memory, 30 frames a second, Windows guests) was switched off by the updates of July 2020 and removed by those of April 2021, as its design could not be made safe.",
        Source = "Microsoft, KB 4570006; Plan for GPU acceleration in Windows Server",
        Reads = [VmFacts.Options],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Hypervisor != Hypervisor.HyperV || subject.Vm is not { } vm)
        {
            yield break;
        }

        const string Required = "a device (DDA) or a partition instead";
        var remedy = $"'Remove-VMRemoteFx3dVideoAdapter -VMName {vm.Name}', with the VM off; also delete checkpoints that hold one.";
        var fact = subject.Read(VmFacts.Options, vm);
        yield return !fact.IsKnown ? subject.Unseen(vm.Ref, "A RemoteFX adapter", fact, Required, remedy)
            : !fact.Or(NoOptions).ContainsKey("remotefx") ? subject.Pass(vm.Ref, "none", Required)
            : subject.PlanSets(vm.Ref, new Field("remotefx"), null) ? subject.Say(Severity.Warn, vm.Ref, "it has one; the plan takes it off, which has no way back", Required, remedy)
            : subject.Say(Severity.Block, vm.Ref, "it has one", Required, remedy);
    }
}
