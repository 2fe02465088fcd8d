using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>Sets the wish for passthrough of a card's functions, with the device each depends on, in one call.</summary>
internal sealed class PassthroughAction : IStepAction
{
    public async Task<StepResult> RunAsync(StepRun run)
    {
        var host = await run.FindAsync(run.Step.Target).ConfigureAwait(false);
        var state = await run.ReadAsync(host, PassthruRow.For(run.Session.Client.Version)).ConfigureAwait(false);
        if (state.System is not { } system || state.Devices.Count == 0)
        {
            return StepResult.Failed(new Problem
            {
                Code = "no-passthrough-system",
                Message = $"The server shows no passthrough settings of the host of '{run.Step.TargetName}'.",
                Remedy = "Passthrough needs vSphere 6.5 or later, and the privilege Host.Config.PciPassthru.",
            });
        }

        var wishes = run.Step.AllChanges().Where(c => c.Change.Field == Field.Passthrough)
            .ToDictionary(c => c.Target.AddressOfDevice(), c => c.Change);
        var configs = new Dictionary<string, PassthruConfig>(StringComparer.Ordinal);
        foreach (var (address, change) in wishes)
        {
            var device = state.Find(address) ?? throw new SiteException(new Problem
            {
                Code = "not-found",
                Message = $"The host of '{run.Step.TargetName}' has no device at {address} any more.",
                Remedy = "Inspect the host; run 'barelane rebind' if the card has moved.",
            });
            var enabled = change.After is "on" or "on-pending";
            bool? now = state.RebindsWithoutReboot ? change.After is "on" or "off" : null;
            configs[device.Id] = new PassthruConfig(device.Id, enabled) { ApplyNow = now };
            if (device.DependentId.Length > 0 && device.DependentId != device.Id && !configs.ContainsKey(device.DependentId)
                && (enabled || !IsNeededByOthers(state, device, wishes)))
            {
                // The interface's text asks for an entry for the dependent device as well; a bridge is shared by every card below it.
                configs[device.DependentId] = new PassthruConfig(device.DependentId, enabled) { ApplyNow = now };
            }
        }

        await run.DoAsync(HostCalls.UpdatePassthruConfig(system, [.. configs.Values])).ConfigureAwait(false);
        await run.Session.CallAsync(HostCalls.RefreshPassthru(system), run.CancellationToken).ConfigureAwait(false);
        return StepResult.Done;
    }

    private static bool IsNeededByOthers(PassthruRow state, PassthruDevice device, Dictionary<PciAddress, FieldChange> wishes) =>
        state.Devices.Any(o => o.Id != device.Id && o.Id != device.DependentId && o.DependentId == device.DependentId && o.Enabled
            && !(PciAddress.TryParse(o.Id, out var address) && wishes.ContainsKey(address)));
}
