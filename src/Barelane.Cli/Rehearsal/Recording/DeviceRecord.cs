using System.Globalization;
using Barelane.Core.Inventory;
using Barelane.Twin.Recording;

namespace Barelane.Cli.Rehearsal.Recording;

/// <summary>Records a PCI function with its passthrough state.</summary>
internal static class DeviceRecord
{
    public static RecordedDevice Of(Device device, Host host, RecordingNotes notes)
    {
        var name = $"{host.Name} {device.Address}";
        var state = device.IsGpu ? notes.Take(name, "what can be done with it", device.State, DeviceState.NotPossible) : device.State.Or(DeviceState.NotPossible);
        return new RecordedDevice
        {
            Address = device.Address.ToString(),
            ClassId = device.Class.ToString(),
            VendorId = Hex(device.Id.Vendor),
            DeviceId = Hex(device.Id.Device),
            SubVendorId = Hex(device.Id.SubVendor),
            SubDeviceId = Hex(device.Id.SubDevice),
            VendorName = device.VendorName,
            DeviceName = device.Name,
            ParentBridge = device.ParentBridge.TryGet(out var bridge) ? bridge.ToString() : null,
            DependentDevice = device.DependsOn.TryGet(out var on) ? on.ToString() : null,
            HasPassthruInfo = device.DependsOn.IsKnown,
            PassthruCapable = state is not (DeviceState.NotPossible or DeviceState.Stuck),
            PassthruEnabled = device.PassthroughWanted.Or(state is DeviceState.Ready or DeviceState.InUse or DeviceState.WaitingForReboot),
            PassthruActive = state is DeviceState.Ready or DeviceState.InUse or DeviceState.ReleaseWaitingForReboot,
            HardwareLabel = device.Label.HasValue ? device.Label.Value : null,
            FramebufferMib = device.IsGpu ? notes.Take(name, "its memory in MiB", device.MemoryMiB, 0) : 0,
            BarsMib = device.BarMiB.Or(0),
            GraphicsType = device.GraphicsType.Or("shared") is "basic" or "shared" or "sharedDirect" ? device.GraphicsType.Or("shared") : "shared",
            Profiles = [.. ProfilesOf(device, host).Select(p => Profile(p, name, notes))],
        };
    }

    /// <summary>What the card itself says, else what its host says for cards of its model.</summary>
    private static IEnumerable<SliceProfile> ProfilesOf(Device device, Host host) => device.Profiles.Or([]) is { Count: > 0 } own ? own
        : device.IsGpu ? host.Profiles.Or([]).Where(p => IsNamedAfter(p.Name, device.Name))
        : [];

    /// <summary>Whether a profile such as <c>nvidia_a40-8q</c> is named after a card such as 'NVIDIA A40'.</summary>
    public static bool IsNamedAfter(string profile, string model)
    {
        var from = profile.IndexOf('_', StringComparison.Ordinal) + 1;
        var to = profile.IndexOf('-', from);
        return to > from && model.Replace(" ", "", StringComparison.Ordinal).Contains(profile[from..to], StringComparison.OrdinalIgnoreCase);
    }

    private static RecordedProfile Profile(SliceProfile profile, string device, RecordingNotes notes) => new()
    {
        Name = profile.Name,
        FramebufferGib = (int)(notes.Take(device, $"framebuffer of '{profile.Name}' in MiB", profile.MemoryMiB, 1024L * SizeIn(profile.Name)) / 1024),
        ProfileClass = profile.Name.EndsWith('c') ? "compute" : "quadro",
        CanMigrate = profile.MigrationSupported.Or(true),
        CanSuspend = profile.SuspendSupported.Or(true),
        CanSnapshotMemory = profile.MemorySnapshotSupported.Or(false),
    };

    /// <summary>The framebuffer in GiB that a profile's name tells: 8 of <c>nvidia_a40-8q</c>; 1 where it tells none.</summary>
    public static int SizeIn(string profile)
    {
        var digits = new string([.. profile[(profile.LastIndexOf('-') + 1)..].TakeWhile(char.IsAsciiDigit)]);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0 ? size : 1;
    }

    private static string Hex(ushort value) => value.ToString("x4", CultureInfo.InvariantCulture);
}
