using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.VSphere.Planning;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>
/// Changes a VM's configuration: everything about the VM in one reconfiguration with its change version, which the server makes whole or
/// not at all. The cluster's rule and a hardware upgrade are calls of their own and come first, being harmless alone.
/// </summary>
internal sealed class ConfigureAction : IStepAction
{
    public async Task<StepResult> RunAsync(StepRun run)
    {
        var vm = await run.FindAsync(run.Step.Target).ConfigureAwait(false);
        var changes = run.Step.Changes;
        if (changes.FirstOrDefault(c => c.Field == VSphereFields.HostRule) is { } rule)
        {
            await HostRuleChange.ApplyAsync(run, vm, rule).ConfigureAwait(false);
        }

        if (changes.FirstOrDefault(c => c.Field == Field.HardwareVersion) is { After: { } version }
            && (await run.ReadAsync(vm, VmConfigRow.Properties).ConfigureAwait(false)).HardwareVersion != version)
        {
            await run.TaskAsync(VirtualMachineCalls.UpgradeHardware(vm, version), $"upgrading the virtual hardware to '{version}'").ConfigureAwait(false);
        }

        var rest = changes.Where(c => c.Field != VSphereFields.HostRule && c.Field != Field.HardwareVersion).ToList();
        if (rest.Count == 0)
        {
            return StepResult.Done;
        }

        var now = await run.ReadAsync(vm, VmConfigRow.Properties).ConfigureAwait(false);
        var hardware = rest.Any(c => c.Field.Prefix == "attached")
            ? (await run.ReadAsync(vm, VmHardware.Properties).ConfigureAwait(false)).Devices
            : [];
        var (devices, groups) = await new DeviceChanges(run, hardware).BuildAsync(rest).ConfigureAwait(false);
        var spec = ConfigSpecs.Of(rest, now) with { DeviceChanges = devices, DeviceGroups = groups };
        await run.TaskAsync(VirtualMachineCalls.Reconfigure(vm, spec), "reconfiguring").ConfigureAwait(false);
        return StepResult.Done;
    }
}
