using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>Asks the guest to shut down; pulls the plug only with the consent <c>vm-hard-off</c>, where the guest can't be asked or does not do it.</summary>
internal sealed class PowerOffAction : IStepAction
{
    private static readonly TimeSpan GuestPatience = TimeSpan.FromMinutes(5);

    public async Task<StepResult> RunAsync(StepRun run)
    {
        var vm = await run.FindAsync(run.Step.Target).ConfigureAwait(false);
        var now = await run.ReadAsync(vm, VmRow.Properties).ConfigureAwait(false);
        if (now.PowerState == "poweredOff")
        {
            return StepResult.AlreadySo;
        }

        var hardOff = run.Context.Consents.Contains(ConsentNames.VmHardOff);
        if (now.Tools == "guestToolsRunning")
        {
            var patience = run.Context.Deadline / 2 < GuestPatience ? run.Context.Deadline / 2 : GuestPatience;
            await run.DoAsync(VirtualMachineCalls.ShutdownGuest(vm)).ConfigureAwait(false);
            try
            {
                await run.UntilAsync(vm, VmRow.Properties, row => row.PowerState == "poweredOff", "the guest shuts down", hardOff ? patience : null).ConfigureAwait(false);
                return StepResult.Done;
            }
            catch (VimTimeoutException) when (hardOff)
            {
                run.Report(null, $"the guest did not shut down within {patience.TotalMinutes:0.#} minutes");
            }
        }
        else if (!hardOff)
        {
            return StepResult.Failed(new Problem
            {
                Code = "guest-not-asked",
                Message = $"The guest of '{run.Step.TargetName}' can't be asked to shut down: VMware Tools is '{(now.Tools.Length == 0 ? "unknown" : now.Tools)}'.",
                Remedy = $"Shut it down yourself and run the command again, or consent to '{ConsentNames.VmHardOff}'.",
            });
        }

        await run.TaskAsync(VirtualMachineCalls.PowerOff(vm), "powering off").ConfigureAwait(false);
        return StepResult.Done;
    }
}
