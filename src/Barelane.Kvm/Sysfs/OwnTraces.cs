using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Kvm.Sysfs;

/// <summary>What Barelane itself keeps on a host: maintenance, what is done at boot, and devices on which an operation never came back.</summary>
internal static class OwnTraces
{
    /// <summary>There while the host is in maintenance; holds the run.</summary>
    public const string Maintenance = "/var/lib/barelane/maintenance";

    /// <summary>A file for each device that is bound or cut at boot.</summary>
    public const string BootFolder = "/etc/barelane/boot.d";

    /// <summary>A file for each device that hangs; gone with the host's reboot.</summary>
    public const string StuckFolder = "/run/barelane/stuck";

    /// <summary>What a file of <see cref="BootFolder"/> may set.</summary>
    public static readonly IReadOnlyList<string> BootNames = ["driver", "virtual-functions", "vgpu-type"];

    public static IEnumerable<HostPath> Paths() =>
    [
        new(Maintenance, HostPathKind.Presence), new(BootFolder, HostPathKind.Names), new(BootFolder + "/*"), new(StuckFolder, HostPathKind.Names), new(StuckFolder + "/*"),
    ];

    /// <summary>Why a device hangs; absent where it does not.</summary>
    public static Observed<string> Stuck(IHostFiles files, PciAddress address) => files.ReadText($"{StuckFolder}/{address}");

    /// <summary>The fields <c>boot-…</c> of a device. A file that is made for another device, or malformed, makes them Unreadable.</summary>
    public static IEnumerable<(string Field, Observed<string> Value)> Boot(IHostFiles files, PciAddress address, PciId id)
    {
        var path = $"{BootFolder}/{address}";
        var text = files.ReadText(path);
        if (text.State == ObservedState.Absent)
        {
            yield break;
        }

        var said = Uevent.Parse(text.Or(""));
        var own = $"{id}:{id.SubVendor:x4}:{id.SubDevice:x4}";
        var trouble = !text.HasValue ? text
            : !said.TryGetValue("id", out var named) ? Attribute.Malformed<string>(path, text.Value, "a line 'id=VENDOR:DEVICE:SUBVENDOR:SUBDEVICE'")
            : named != own ? Observed<string>.Unreadable($"'{path}' was made for '{named}', but '{own}' is at that address now.")
            : default;
        foreach (var name in BootNames)
        {
            if (trouble.State == ObservedState.Unreadable)
            {
                yield return ("boot-" + name, trouble);
            }
            else if (said.TryGetValue(name, out var value) && value.Length > 0)
            {
                yield return ("boot-" + name, Observed.Read(value));
            }
        }
    }
}
