using Barelane.Core.Facts;

namespace Barelane.Core.Rules.Vms;

/// <summary>Fault tolerance and a device exclude each other.</summary>
internal sealed class VmFaultToleranceRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "VM-FT-001",
        Title = "Fault Tolerance is off",
        Why = "A VM that runs twice in step cannot hold a device; the change is refused.",
        Source = "vSphere documentation, DirectPath I/O; message msg.pciPassthru.noMigration",
        Reads = [VmFacts.FaultTolerance],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Vm is not { } vm)
        {
            yield break;
        }

        const string Required = "Fault Tolerance off";
        var remedy = $"Agree with the VM's owner, then vSphere Client > '{vm.Name}' > Fault Tolerance > Turn Off.";
        var fact = subject.Read(VmFacts.FaultTolerance, vm);
        yield return fact.IsKnown
            ? fact.Or(false) ? subject.Say(Severity.Block, vm.Ref, "Fault Tolerance is on", Required, remedy) : subject.Pass(vm.Ref, "Fault Tolerance is off", Required)
            : subject.Unseen(vm.Ref, "Fault Tolerance", fact, Required, remedy);
    }
}
