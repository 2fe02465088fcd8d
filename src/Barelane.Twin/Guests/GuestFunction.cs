using System.Globalization;
using Barelane.Twin.Model;

namespace Barelane.Twin.Guests;

/// <summary>A device as the guest of a VM sees it: at an address of its own, with the ids of the host's device.</summary>
internal sealed record GuestFunction(string Address, TwinDevice Device, string? Profile)
{
    private const int FirstBus = 0x13;
    private const int BusStep = 8;

    public bool IsNvidia => Device.VendorId == 0x10de;

    public bool IsGpu => Device.IsGpu;

    /// <summary>Framebuffer that the guest has: the profile's share, or all of it.</summary>
    public long FramebufferMib => Profile is null ? Device.Facts.FramebufferMib
        : Device.Facts.Profiles.First(p => p.Name == Profile).FramebufferGib * 1024L;

    /// <summary>The name the driver gives: with a vGPU the profile's, as 'NVIDIA A40-8Q'.</summary>
    public string DriverName => Profile is null ? Device.Facts.DeviceName
        : "NVIDIA " + Profile[(Profile.IndexOf('_', StringComparison.Ordinal) + 1)..].ToUpperInvariant();

    public string Uuid => "GPU-" + StableUuid.Of("gpu " + Device.Address + Device.Facts.DeviceName + Profile);

    /// <summary>The devices of a running VM in the order of their keys.</summary>
    public static IReadOnlyList<GuestFunction> Of(TwinVm vm) => [.. vm.Config.Passthrough.OrderBy(d => d.Key)
        .Where(d => vm.Holds.ContainsKey(d.Key))
        .Select((d, i) => new GuestFunction(
            string.Create(CultureInfo.InvariantCulture, $"0000:{FirstBus + (i * BusStep):x2}:00.0"),
            vm.Host.Device(vm.Holds[d.Key])!,
            (d as VgpuDevice)?.Profile))];
}
