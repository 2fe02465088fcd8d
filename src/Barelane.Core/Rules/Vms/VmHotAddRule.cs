using Barelane.Core.Facts;

namespace Barelane.Core.Rules.Vms;

/// <summary>Memory that is locked cannot grow.</summary>
internal sealed class VmHotAddRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "VM-HOTADD-001",
        Title = "Memory hot-add is not counted on",
        Why = "With a device the whole memory is reserved and locked, so adding some while the VM runs no longer works, although the setting stays on.",
        Source = "vSphere documentation, PCI devices: the whole memory is reserved; Microsoft, Plan for DDA: no dynamic memory",
        Reads = [VmFacts.MemoryHotAdd],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Vm is not { } vm)
        {
            yield break;
        }

        const string Required = "memory hot-add off, or not relied on";
        var remedy = subject.Words(
            $"vSphere Client > '{vm.Name}' > Edit Settings > Memory > Memory Hot Plug: off, and give it all the memory it will need.",
            $"Remove 'maxMemory' from the domain '{vm.Name}', and give it all the memory it will need.",
            $"'Set-VMMemory {vm.Name} -DynamicMemoryEnabled $false', with the VM off.");
        var fact = subject.Read(VmFacts.MemoryHotAdd, vm);
        yield return fact.IsKnown
            ? fact.Or(false) ? subject.Say(Severity.Warn, vm.Ref, "memory hot-add is on", Required, remedy) : subject.Pass(vm.Ref, "memory hot-add is off", Required)
            : subject.Unseen(vm.Ref, "Memory hot-add", fact, Required, remedy);
    }
}
