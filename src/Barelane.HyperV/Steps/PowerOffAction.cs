using System.Text.Json.Nodes;
using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.HyperV.PowerShell;

namespace Barelane.HyperV.Steps;

/// <summary>Asks the guest to shut down; pulls the plug only with the consent <c>vm-hard-off</c>, where the guest can't be asked or does not do it.</summary>
internal sealed class PowerOffAction : IStepAction
{
    private const int Off = 3;
    private static readonly TimeSpan GuestPatience = TimeSpan.FromMinutes(5);

    public async Task<StepResult> RunAsync(StepRun run)
    {
        var state = await run.StateAsync().ConfigureAwait(false) ?? throw run.NoVm();
        if (state == Off)
        {
            return StepResult.AlreadySo;
        }

        var hardOff = run.Context.Consents.Contains(ConsentNames.VmHardOff);
        var patience = run.Context.Deadline / 2 < GuestPatience ? run.Context.Deadline / 2 : GuestPatience;
        try
        {
            run.Report("the guest shuts down");
            await run.SendAsync(ChangeScripts.StopVm, new JsonObject { ["Vm"] = run.Vm }, hardOff ? patience : null).ConfigureAwait(false);
            return StepResult.Done;
        }
        catch (TimeoutException)
        {
            run.Report($"the guest did not shut down within {patience.TotalMinutes:0.#} minutes");
        }
        catch (SiteException e) when (e.InnerException is HostScriptException { Kind: HostScriptFailure.Refused } refused)
        {
            if (!hardOff)
            {
                return StepResult.Failed(e.Problem with
                {
                    Code = "guest-not-asked",
                    Message = $"The guest of '{run.Step.TargetName}' could not be asked to shut down: {refused.Error?.Message ?? e.Problem.Message}",
                    Remedy = $"Shut it down yourself and run the command again, or consent to '{ConsentNames.VmHardOff}'.",
                });
            }

            run.Report("the guest can't be asked to shut down");
        }

        await run.SendAsync(ChangeScripts.TurnOffVm, new JsonObject { ["Vm"] = run.Vm }).ConfigureAwait(false);
        return StepResult.Done;
    }
}
