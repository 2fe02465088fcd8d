using Barelane.Core.Adapters;

namespace Barelane.HyperV.Steps;

/// <summary>
/// Changes a VM: devices and partitions leave first, then the settings, then devices and partitions come, then driver files, the mark last. Every cmdlet is a call of its own; what is so already is not done again.
/// </summary>
internal sealed class ConfigureAction : IStepAction
{
    public async Task<StepResult> RunAsync(StepRun run)
    {
        if (run.Step.Changes.FirstOrDefault(c => !VmDeviceChanges.Makes(c.Field) && !VmSettingChanges.Makes(c.Field) && !DriverFileChange.Makes(c.Field) && c.Field.Prefix is not ("attached" or "mark")) is { } foreign)
        {
            return StepResult.Failed(new Problem { Code = "unsupported-step", Message = $"'{foreign.Field}' of '{run.Step.TargetName}' can't be changed in a VM's configuration." });
        }

        if (await run.StateAsync().ConfigureAwait(false) is null)
        {
            throw run.NoVm();
        }

        await run.ReadAsync().ConfigureAwait(false);
        var open = run.Open().Select(c => c.Change).ToList();
        var devices = await VmDeviceChanges.OfAsync(run, open).ConfigureAwait(false);
        await devices.RemoveAsync(run).ConfigureAwait(false);
        foreach (var setting in open.Where(c => VmSettingChanges.Makes(c.Field)).OrderBy(c => VmSettingChanges.Rank(c.Field)).ToList())
        {
            await VmSettingChanges.ApplyAsync(run, setting, open).ConfigureAwait(false);
        }

        await devices.AddAsync(run).ConfigureAwait(false);
        await DriverFileChange.ApplyAsync(run, open, async vm => await GuestDisk.MountAsync(run, vm.Storage).ConfigureAwait(false)).ConfigureAwait(false);
        if (open.Where(c => c.Field.Prefix == "mark").ToList() is { Count: > 0 } marks)
        {
            await MarkChange.ApplyAsync(run, marks).ConfigureAwait(false);
        }

        return run.Sent ? StepResult.Done : StepResult.AlreadySo;
    }
}
