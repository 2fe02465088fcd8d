using Barelane.Core.Adapters;
using Barelane.Kvm.Libvirt;
using Barelane.Kvm.Steps.Domains;

namespace Barelane.Kvm.Steps;

/// <summary>Changes a VM's definition: everything about it in one definition, while the host's lock is held and only if nobody changed it since it was read.</summary>
internal sealed class ConfigureAction : IStepAction
{
    public async Task<StepResult> RunAsync(StepRun run)
    {
        if (run.Step.Changes.FirstOrDefault(c => !DomainEdits.Makes(c.Field)) is { } foreign)
        {
            return StepResult.Failed(new Problem { Code = "unsupported-step", Message = $"'{foreign.Field}' of '{run.Step.TargetName}' can't be changed in a VM's definition." });
        }

        var vm = run.Vm;
        var found = await run.Libvirt.EditableXmlAsync(vm, run.CancellationToken).ConfigureAwait(false);
        var basis = XmlHash.Of(found);
        var wanted = DomainEdits.Apply(found, run.Step.Changes);
        if (XmlHash.Of(wanted) == basis)
        {
            return StepResult.AlreadySo;
        }

        var held = await run.LockAsync().ConfigureAwait(false);
        await run.SendAsync($"define:{vm}", () => DefineAsync(run.Libvirt, vm, basis, wanted, held)).ConfigureAwait(false);
        return StepResult.Done;
    }

    /// <summary>The lock stays held until libvirt has answered, whether or not anybody still waits for that, or until settling has seen that the call is over.</summary>
    private static async Task DefineAsync(ILibvirt libvirt, Guid vm, string basis, string xml, IAsyncDisposable held)
    {
        await using (held.ConfigureAwait(false))
        {
            await libvirt.RedefineAsync(vm, basis, xml, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
