using Barelane.Core.Adapters;

namespace Barelane.HyperV.Steps;

/// <summary>Puts the files of the host's driver into a guest that runs. That it can be asked is seen before anything is noted or sent.</summary>
internal sealed class GuestFilesAction : IStepAction
{
    public async Task<StepResult> RunAsync(StepRun run)
    {
        if (run.Step.Changes.FirstOrDefault(c => !DriverFileChange.Makes(c.Field) || c.After is null) is { } foreign)
        {
            return StepResult.Failed(new Problem { Code = "unsupported-step", Message = $"'{foreign.Field}' of '{run.Step.TargetName}' can't be made so inside of its guest." });
        }

        await run.ReadAsync().ConfigureAwait(false);
        if (run.Open().Select(c => c.Change).ToList() is not { Count: > 0 } open)
        {
            return StepResult.AlreadySo;
        }

        var guest = await RunningGuest.OpenAsync(run).ConfigureAwait(false);
        await DriverFileChange.ApplyAsync(run, open, _ => Task.FromResult<IGuestFiles>(guest)).ConfigureAwait(false);
        return run.Sent ? StepResult.Done : StepResult.AlreadySo;
    }
}
