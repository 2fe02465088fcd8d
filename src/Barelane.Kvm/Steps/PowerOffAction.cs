using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.Kvm.Libvirt;

namespace Barelane.Kvm.Steps;

/// <summary>Asks the guest to shut down; pulls the plug only with the consent <c>vm-hard-off</c>, where the guest can't be asked or does not do it.</summary>
internal sealed class PowerOffAction : IStepAction
{
    private static readonly TimeSpan GuestPatience = TimeSpan.FromMinutes(5);

    public async Task<StepResult> RunAsync(StepRun run)
    {
        var vm = run.Vm;
        var state = await StateAsync(run, vm).ConfigureAwait(false);
        if (IsOff(state))
        {
            return StepResult.AlreadySo;
        }

        var hardOff = run.Context.Consents.Contains(ConsentNames.VmHardOff);
        if (state is DomainState.Running or DomainState.Blocked or DomainState.ShuttingDown)
        {
            var patience = run.Context.Deadline / 2 < GuestPatience ? run.Context.Deadline / 2 : GuestPatience;
            await run.SendAsync($"shutdown:{vm}", () => run.Libvirt.ShutdownAsync(vm, CancellationToken.None)).ConfigureAwait(false);
            if (await run.UntilAsync(async () => IsOff(await StateAsync(run, vm).ConfigureAwait(false)), "the guest shuts down", hardOff ? patience : null).ConfigureAwait(false))
            {
                return StepResult.Done;
            }

            run.Report($"the guest did not shut down within {patience.TotalMinutes:0.#} minutes");
        }
        else if (!hardOff)
        {
            return StepResult.Failed(new Problem
            {
                Code = "guest-not-asked",
                Message = $"The guest of '{run.Step.TargetName}' can't be asked to shut down: the VM is '{state.ToString().ToLowerInvariant()}'.",
                Remedy = $"Resume it and shut it down yourself, and run the command again, or consent to '{ConsentNames.VmHardOff}'.",
            });
        }

        await run.SendAsync($"destroy:{vm}", () => run.Libvirt.DestroyAsync(vm, CancellationToken.None)).ConfigureAwait(false);
        return StepResult.Done;
    }

    private static bool IsOff(DomainState state) => state is DomainState.Off or DomainState.Crashed;

    private static async Task<DomainState> StateAsync(StepRun run, Guid vm) =>
        await run.Libvirt.StateAsync(vm, run.CancellationToken).ConfigureAwait(false) ?? throw LibvirtProblems.NoDomain(vm);
}
