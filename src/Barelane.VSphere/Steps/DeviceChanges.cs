using System.Globalization;
using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.VSphere.Planning;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>Turns changes of <c>attached:</c> fields into device changes of one reconfiguration.</summary>
/// <param name="run">The step.</param>
/// <param name="present">The devices the VM has now; empty for one that is being made.</param>
internal sealed class DeviceChanges(StepRun run, IReadOnlyList<VmPciDevice> present)
{
    private readonly Dictionary<string, List<UsablePciDevice>> _usable = new(StringComparer.Ordinal);
    private readonly List<DeviceChange> _changes = [];
    private readonly List<KeyValuePair<int, string>> _groups = [];
    private int _nextKey = -100;

    /// <summary>The device changes, and the vendor device groups that new ones belong to.</summary>
    public async Task<(IReadOnlyList<DeviceChange> Devices, IReadOnlyList<KeyValuePair<int, string>> Groups)> BuildAsync(IEnumerable<FieldChange> changes)
    {
        foreach (var change in changes.Where(c => c.Field.Prefix == "attached").OrderBy(c => Count(c.After) - Count(c.Before)))
        {
            var backing = Backing.Parse(change.Field.Qualifier);
            if (backing is GroupBacking group)
            {
                await ChangeGroupsAsync(group.Group, Count(change.After)).ConfigureAwait(false);
                continue;
            }

            var have = present.Where(d => d.Is(backing)).ToList();
            var surplus = have.Count - Count(change.After);
            foreach (var gone in have.Take(Math.Max(0, surplus)))
            {
                Remove(gone);
            }

            for (var i = 0; i < -surplus; i++)
            {
                await AddAsync(backing).ConfigureAwait(false);
            }
        }

        return (_changes, _groups);
    }

    private static int Count(string? value) => value is null ? 0 : int.Parse(value, CultureInfo.InvariantCulture);

    private async Task AddAsync(Backing backing)
    {
        switch (backing)
        {
            case FixedBacking wanted:
                Add(await FixedAsync(wanted).ConfigureAwait(false));
                break;
            case DynamicBacking wanted:
                Add(new PciBacking.Dynamic([.. wanted.AllowedIds().Select(Allowed)], wanted.Label));
                break;
            case ProfileBacking wanted:
                Add(new PciBacking.Vgpu(wanted.Profile));
                break;
            default:
                throw new SiteException(new Problem { Code = "unsupported-backing", Message = $"'{backing}' is no backing that Barelane attaches." });
        }
    }

    private void Remove(VmPciDevice device) => _changes.Add(DeviceChange.Remove(new ExistingDevice(VmPciDevice.Type, device.Key)));

    /// <summary>A group comes and goes with all of its members.</summary>
    private async Task ChangeGroupsAsync(string name, int wanted)
    {
        IReadOnlyList<string> keys = [];
        if (present.Any(d => d.Group is not null))
        {
            var vm = await run.FindAsync(run.Step.Target).ConfigureAwait(false);
            keys = (await run.ReadAsync(vm, VmGroups.Properties).ConfigureAwait(false)).KeysOf(name);
        }

        foreach (var member in keys.Take(Math.Max(0, keys.Count - wanted)).SelectMany(k => present.Where(d => d.Group == k)))
        {
            Remove(member);
        }

        for (var i = keys.Count; i < wanted; i++)
        {
            AddGroup(name);
        }
    }

    private void Add(PciBacking backing, (int Group, int Sequence)? group = null) =>
        _changes.Add(DeviceChange.Add(new PciPassthroughSpec(_nextKey--, backing) { DeviceGroup = group }));

    /// <summary>A group of slices, <c>Nvidia:2@grid_a100-40c%NVLink</c>: as many devices of the profile as it says, tied by one key.</summary>
    private void AddGroup(string name)
    {
        var at = name.IndexOf('@', StringComparison.Ordinal);
        var colon = at < 0 ? -1 : name.LastIndexOf(':', at);
        var end = name.IndexOf('%', StringComparison.Ordinal);
        if (colon < 0 || !int.TryParse(name.AsSpan(colon + 1, at - colon - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > 64)
        {
            throw new SiteException(new Problem
            {
                Code = "unsupported-group",
                Message = $"The device group '{name}' is not of the form 'Vendor:COUNT@PROFILE%LINK'.",
                Remedy = "Name a group that 'barelane inspect' lists.",
            });
        }

        var key = -1 - _groups.Count;
        _groups.Add(new KeyValuePair<int, string>(key, name));
        for (var i = 0; i < count; i++)
        {
            Add(new PciBacking.Vgpu(name[(at + 1)..(end < 0 ? name.Length : end)]), (key, i));
        }
    }

    /// <summary>A fixed backing is written with the values that the host itself offers now: any other is accepted and fails at power-on.</summary>
    private async Task<PciBacking> FixedAsync(FixedBacking wanted)
    {
        if (!_usable.TryGetValue(wanted.Host, out var usable))
        {
            var host = await run.FindAsync(new ObjectRef(ObjectKind.Host, run.Step.Target.Site, wanted.Host)).ConfigureAwait(false);
            var compute = (await run.ReadAsync(host, EntityParent.Properties).ConfigureAwait(false)).Parent;
            var browser = compute is { } c ? (await run.ReadAsync(c, ComputeRow.Properties).ConfigureAwait(false)).EnvironmentBrowser : null;
            usable = browser is { } b
                ? await run.Session.CallAsync(EnvironmentCalls.QueryConfigTarget(b, host, UsablePciDevice.ReadAll), run.CancellationToken).ConfigureAwait(false) ?? []
                : [];
            _usable.Add(wanted.Host, usable);
        }

        var found = usable.FirstOrDefault(u => PciAddress.TryParse(u.Id, out var address) && address == wanted.Address);
        if (found is null)
        {
            throw new SiteException(new Problem
            {
                Code = "device-not-usable",
                Message = $"The host does not offer the device at {wanted.Address} for passthrough now (it offers {(usable.Count == 0 ? "none" : string.Join(", ", usable.Select(u => u.Id)))}).",
                Remedy = "See with 'barelane inspect' whether it waits for a reboot or is in vGPU mode.",
            });
        }

        return (found.VendorId, found.DeviceId) == (wanted.Id.Vendor, wanted.Id.Device)
            ? new PciBacking.Fixed(found.Id, found.DeviceId, found.VendorId, found.SystemId)
            : throw new SiteException(new Problem
            {
                Code = "other-device",
                Message = $"The device at {wanted.Address} is [{new PciId(found.VendorId, found.DeviceId)}]; the plan was made for [{wanted.Id}].",
                Remedy = "Inspect the host, and plan again.",
            });
    }

    private static AllowedPciDevice Allowed(PciId id) => new(id.Vendor, id.Device)
    {
        SubVendorId = id.SubVendor == 0 ? null : id.SubVendor,
        SubDeviceId = id.SubDevice == 0 ? null : id.SubDevice,
    };
}
