using Barelane.Core.Facts;

namespace Barelane.Core.Rules.Vms;

/// <summary>A template is no VM to be given anything.</summary>
internal sealed class VmTemplateRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "VM-TEMPLATE-001",
        Title = "The VM is no template",
        Why = "A template cannot be reconfigured or powered on, and every clone of it would ask for the same card.",
        Source = "vSphere API, VirtualMachine.config.template",
        Reads = [VmFacts.IsTemplate],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Vm is { } vm)
        {
            yield return subject.Read(VmFacts.IsTemplate, vm).Value
                ? subject.Say(Severity.Block, vm.Ref, "a template", "a VM", $"Name a new VM in the file and '{vm.Name}' under its 'create: template', or convert it to a VM.")
                : subject.Pass(vm.Ref, "a VM", "a VM");
        }
    }
}
