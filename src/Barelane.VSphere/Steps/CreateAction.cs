using System.Globalization;
using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.VSphere.Planning;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>Makes a VM, right from the start: from a template or with an empty disk, with firmware, reservation, options and devices in one call.</summary>
internal sealed class CreateAction : IStepAction
{
    public async Task<StepResult> RunAsync(StepRun run)
    {
        var made = run.Step.Changes.Where(c => c.Field.Prefix == "made").ToDictionary(c => c.Field.Qualifier, c => c.After!, StringComparer.Ordinal);
        var found = await FindMadeAsync(run, made["path"]).ConfigureAwait(false);
        var vm = found ?? await MakeAsync(run, made).ConfigureAwait(false);
        await IdentifyAsync(run, vm).ConfigureAwait(false);
        if (run.Step.Changes.FirstOrDefault(c => c.Field == VSphereFields.HostRule) is { After: not null } rule)
        {
            await HostRuleChange.ApplyAsync(run, vm, rule).ConfigureAwait(false);
        }

        return found is null ? StepResult.Done : StepResult.AlreadySo;
    }

    /// <summary>The VM, where an earlier execution has made it: it says itself what it was made for.</summary>
    private static async Task<ManagedObjectRef?> FindMadeAsync(StepRun run, string path) =>
        await run.TryFindAsync(run.Step.Target).ConfigureAwait(false) is { } vm
            && (await run.ReadAsync(vm, VmConfigRow.Properties).ConfigureAwait(false)).Options.TryGetValue(VSphereOptions.MadeKey("path"), out var own) && own.Value == path ? vm : null;

    /// <summary>A server that has given the VM an identity of its own, as it may do with a clone, is told again: by this one the VM is found from now on.</summary>
    private static async Task IdentifyAsync(StepRun run, ManagedObjectRef vm)
    {
        if (NewVmRef.UuidOf(run.Step.Target) is { } uuid && (await run.ReadAsync(vm, VmIdentity.Properties).ConfigureAwait(false)).Id != uuid)
        {
            await run.TaskAsync(VirtualMachineCalls.Reconfigure(vm, new VirtualMachineConfigSpec { InstanceUuid = uuid }), "giving the VM its identity").ConfigureAwait(false);
        }
    }

    private static async Task<ManagedObjectRef> MakeAsync(StepRun run, Dictionary<string, string> made)
    {
        var hostId = run.Step.Changes.First(c => c.Field == Field.Placement).After!;
        var host = await run.FindAsync(new ObjectRef(ObjectKind.Host, run.Step.Target.Site, hostId)).ConfigureAwait(false);
        var site = await NewVmSite.FindAsync(run, host, made).ConfigureAwait(false);
        var (devices, groups) = await new DeviceChanges(run, []).BuildAsync(run.Step.Changes).ConfigureAwait(false);
        var spec = ConfigSpecs.Of(run.Step.Changes, null) with { Name = site.Name, InstanceUuid = NewVmRef.UuidOf(run.Step.Target), DeviceChanges = devices, DeviceGroups = groups };
        if (run.Step.Changes.FirstOrDefault(c => c.Field == Field.HardwareVersion)?.After is { } version)
        {
            spec = spec with { Version = version };
        }

        if (made.TryGetValue("template", out var template))
        {
            var source = await site.FindVmAsync(template).ConfigureAwait(false);
            var location = new RelocateSpec { Folder = site.Folder, Datastore = site.Datastore, Pool = site.Pool, Host = host };
            return await ResultAsync(run, VirtualMachineCalls.Clone(source, site.Folder, site.Name, new CloneSpec(location) { Config = spec with { Name = null, Version = null } }), $"cloning '{template}'").ConfigureAwait(false);
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
        return await ResultAsync(run, VirtualMachineCalls.Create(site.Folder, spec, site.Pool, host), "creating").ConfigureAwait(false);
    }

    private static async Task<ManagedObjectRef> ResultAsync(StepRun run, VimCall<ManagedObjectRef> call, string doing) =>
        (await run.TaskAsync(call, doing).ConfigureAwait(false)).Result
            ?? throw new SiteException(new Problem { Code = "bad-answer", Message = $"'{run.Step.TargetName}' was made, but the server does not say under which reference." });
}
