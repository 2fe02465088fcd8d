using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Twin;
using Barelane.Twin.Hosting;
using Barelane.Twin.Recording;
using Barelane.VSphere.Planning;

namespace Barelane.Cli.Rehearsal;

/// <summary>
/// Finds the unverified facts that a plan's outcome can depend on. Switches that only make the twin more lenient, and those that no step of
/// the plan touches, are left as they are.
/// </summary>
internal static class TwinPositions
{
    /// <summary>The other position of each switch that matters, one at a time.</summary>
    public static IReadOnlyList<TwinPosition> OthersFor(Plan plan, FleetInventory fleet, IReadOnlyDictionary<string, RecordedSite> records, TwinSwitches usual)
    {
        var steps = plan.Steps;
        var passed = steps.Where(s => s.Kind is StepKind.ClaimDevice or StepKind.ReleaseDevice).SelectMany(s => s.AllChanges().Select(c => c.Target)).Distinct()
            .Select(fleet.Device).OfType<Device>().ToList();
        var changes = steps.SelectMany(s => s.AllChanges()).ToList();
        var fixedDevices = changes.Where(c => c.Change.Field.Prefix == "attached").Select(c => Backing.Parse(c.Change.Field.Qualifier)).OfType<FixedBacking>().ToList();
        var hosts = passed.Select(d => d.Ref.HostOfDevice()).Concat(fixedDevices.Select(b => new ObjectRef(ObjectKind.Host, "", b.Host))).Select(h => h.Id).ToHashSet(StringComparer.Ordinal);
        var all = new List<TwinPosition>();
        Add(
            passed.Any(d => d.DependsOn.HasValue),
            nameof(TwinSwitches.DependentDeviceMustBeSent), !usual.DependentDeviceMustBeSent,
            "Whether a device that another one depends on has to be claimed together with it.");
        Add(
            changes.Any(c => c.Change.Field.Prefix is "option" or "mark" or "made"),
            nameof(TwinSwitches.EmptyExtraConfigDeletes), !usual.EmptyExtraConfigDeletes,
            "Whether an empty value deletes an advanced option, or leaves the key with an empty value.");
        Add(
            fixedDevices.Count > 0 && HostsIn(records).Any(h => h.SystemId is null && (h.Uuid is null || hosts.Contains(h.Uuid))),
            nameof(TwinSwitches.SystemIdEqualsHardwareUuid), !usual.SystemIdEqualsHardwareUuid,
            "Whether the id that a fixed device names its host by is the UUID of its hardware.");
        Add(
            passed.Any(d => d.IsGpu),
            nameof(TwinSwitches.GraphicsMemoryOfPassthroughGpus), !usual.GraphicsMemoryOfPassthroughGpus,
            "Whether a host still tells the memory of a GPU that it has given away.");
        Add(
            fixedDevices.Count > 0,
            nameof(TwinSwitches.RawDevicePrivilegeDemanded), !usual.RawDevicePrivilegeDemanded,
            "Whether adding a device takes the privilege 'VirtualMachine.Config.RawDevice' too.");
        Add(
            passed.Any(d => d.Address.Bus > sbyte.MaxValue),
            nameof(TwinSwitches.SignedPciBytes), !usual.SignedPciBytes,
            "Whether the parts of a PCI address above 127 come as negative numbers.");
        Add(
            steps.Any(s => s.Kind == StepKind.RestorePoint),
            nameof(TwinSwitches.PoweredOffSnapshotsWithPassthrough), !usual.PoweredOffSnapshotsWithPassthrough,
            "Whether a VM with a device can have a snapshot while it is off.");
        Add(
            passed.Count > 0,
            nameof(TwinSwitches.PassthroughCopyLags), !usual.PassthroughCopyLags,
            "Whether vCenter shows a change of passthrough at once, or only after a refresh.");
        Add(
            steps.Any(s => s.Kind == StepKind.CreateVm),
            nameof(TwinSwitches.NewVmKeepsInstanceUuid), !usual.NewVmKeepsInstanceUuid,
            "Whether a VM that is made keeps the instance UUID that it was asked to have.");
        return all;

        void Add(bool matters, string name, bool position, string meaning)
        {
            if (matters)
            {
                var text = $"{name}={(position ? "true" : "false")}";
                all.Add(new TwinPosition(text, meaning, SwitchNames.Set(usual, text)));
            }
        }
    }

    private static IEnumerable<RecordedHost> HostsIn(IReadOnlyDictionary<string, RecordedSite> records) =>
        records.Values.SelectMany(r => r.Datacenters).SelectMany(d => d.Clusters).SelectMany(c => c.Hosts);
}
