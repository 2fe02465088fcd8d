using Barelane.Core.Adapters;
using Barelane.Kvm.Libvirt;

namespace Barelane.Kvm.Steps;

/// <summary>Starts a VM. libvirt takes the managed devices from the host as part of it, and gives them back where the start fails.</summary>
internal sealed class PowerOnAction : IStepAction
{
    public async Task<StepResult> RunAsync(StepRun run)
    {
        var vm = run.Vm;
        var state = await run.Libvirt.StateAsync(vm, run.CancellationToken).ConfigureAwait(false) ?? throw LibvirtProblems.NoDomain(vm);
        if (state is DomainState.Running or DomainState.Blocked)
        {
            return StepResult.AlreadySo;
        }

        run.Report("starting it");
        await run.SendAsync($"start:{vm}", () => run.Libvirt.StartAsync(vm, CancellationToken.None)).ConfigureAwait(false);
        return StepResult.Done;
    }
}
