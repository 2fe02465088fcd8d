using System.Globalization;
using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>Makes a VM, right from the start: from a template or with an empty disk, with firmware, reservation, options and devices in one call.</summary>
internal sealed class CreateAction : IStepAction
{
    public async Task<StepResult> RunAsync(StepRun run)
    {
        var made = run.Step.Changes.Where(c => c.Field.Prefix == "made").ToDictionary(c => c.Field.Qualifier, c => c.After!, StringComparer.Ordinal);
        var hostId = run.Step.Changes.First(c => c.Field == Field.Placement).After!;
        var host = await run.FindAsync(new ObjectRef(ObjectKind.Host, run.Step.Target.Site, hostId)).ConfigureAwait(false);
        var site = await NewVmSite.FindAsync(run, host, made).ConfigureAwait(false);
        var (devices, groups) = await new DeviceChanges(run, []).BuildAsync(run.Step.Changes).ConfigureAwait(false);
        var spec = ConfigSpecs.Of(run.Step.Changes, null) with { Name = site.Name, DeviceChanges = devices, DeviceGroups = groups };
        if (run.Step.Changes.FirstOrDefault(c => c.Field == Field.HardwareVersion)?.After is { } version)
        {
            spec = spec with { Version = version };
        }

        if (made.TryGetValue("template", out var template))
        {
            var source = await site.FindVmAsync(template).ConfigureAwait(false);
            var location = new RelocateSpec { Folder = site.Folder, Datastore = site.Datastore, Pool = site.Pool, Host = host };
            await run.TaskAsync(VirtualMachineCalls.Clone(source, site.Folder, site.Name, new CloneSpec(location) { Config = spec with { Name = null, Version = null } }), $"cloning '{template}'").ConfigureAwait(false);
            return StepResult.Done;
        }

        var disk = made.TryGetValue("disk-gib", out var gib) ? long.Parse(gib, CultureInfo.InvariantCulture) : 0;
        var hardware = new List<DeviceChange>();
        if (disk > 0)
        {
            hardware.Add(DeviceChange.Add(new ScsiControllerSpec(-1, 0)));
            hardware.Add(DeviceChange.Add(new DiskSpec(-2, disk << 30) { ControllerKey = -1, UnitNumber = 0 }));
        }

        if (site.Network is { } network)
        {
            hardware.Add(DeviceChange.Add(network));
        }

        spec = spec with { VmPathName = $"[{site.DatastoreName}]", DeviceChanges = [.. hardware, .. devices] };
        await run.TaskAsync(VirtualMachineCalls.Create(site.Folder, spec, site.Pool, host), "creating").ConfigureAwait(false);
        return StepResult.Done;
    }
}
