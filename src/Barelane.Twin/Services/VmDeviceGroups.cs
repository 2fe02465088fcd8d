using Barelane.Twin.Model;
using Barelane.Twin.Soap;
using Barelane.Twin.Values;

namespace Barelane.Twin.Services;

/// <summary>
/// Vendor device groups of a VM (8.0, hardware version 20, §2.6): devices that only make sense together, tied by the key of
/// their group. A client gives a new group a key of its own; the server gives it another, and forgets the group with its
/// last device.
/// </summary>
internal sealed class VmDeviceGroups
{
    private const int NeededVersion = 20;
    private readonly Dictionary<long, int> _keys = [];
    private readonly List<VimObject> _groups;

    private VmDeviceGroups(IEnumerable<VimObject> present)
    {
        _groups = [.. present];
        foreach (var group in _groups)
        {
            _keys.Add(group.Number("groupInstanceKey")!.Value, (int)group.Number("groupInstanceKey")!.Value);
        }
    }

    /// <summary>The groups there are, and those that the spec adds.</summary>
    public static VmDeviceGroups Of(TwinVmConfig config, VimObject spec)
    {
        var groups = new VmDeviceGroups(config.DeviceGroups);
        foreach (var wanted in spec.Child("deviceGroups")?.Items<VimObject>("deviceGroup") ?? [])
        {
            groups.Add(config, wanted);
        }

        return groups;
    }

    /// <summary>A device as it is added: with the server's key of the group that it names.</summary>
    public VimObject Tie(VimObject device, Func<string, VimFaultException> refuse)
    {
        if (device.Child("deviceGroupInfo") is not { } info)
        {
            return device;
        }

        var given = info.Number("groupInstanceKey")!.Value;
        return _keys.TryGetValue(given, out var key)
            ? device.Copy().Set("deviceGroupInfo", info.Copy().Set("groupInstanceKey", key))
            : throw refuse($"The device belongs to the group '{given}', which neither the virtual machine nor the spec has.");
    }

    /// <summary>The configuration with the groups that have devices.</summary>
    public TwinVmConfig Keep(TwinVmConfig config)
    {
        var used = config.Devices.Select(d => d.Child("deviceGroupInfo")?.Number("groupInstanceKey")).ToHashSet();
        return config with { DeviceGroups = [.. _groups.Where(g => used.Contains(g.Number("groupInstanceKey")))] };
    }

    private void Add(TwinVmConfig config, VimObject wanted)
    {
        var given = wanted.Number("groupInstanceKey")!.Value;
        if (_keys.ContainsKey(given))
        {
            return; // the client sends along a group that is there
        }

        if (config.VersionNumber < NeededVersion)
        {
            throw new VimFaultException(
                new VimObject("DeviceUnsupportedForVmVersion").Set("property", "deviceGroups").Set("deviceIndex", 0)
                    .Set("currentVersion", config.HardwareVersion).Set("expectedVersion", HardwareVersions.Name(NeededVersion)),
                $"Device groups are not supported by hardware version '{config.HardwareVersion}'; they need '{HardwareVersions.Name(NeededVersion)}'.");
        }

        var key = _groups.Count == 0 ? 1 : (int)_groups.Max(g => g.Number("groupInstanceKey"))! + 1;
        _keys.Add(given, key);
        _groups.Add(wanted.Copy().Set("groupInstanceKey", key));
    }
}
