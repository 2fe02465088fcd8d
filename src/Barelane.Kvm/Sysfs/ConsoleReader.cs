using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Kvm.Sysfs;

/// <summary>Tells which function the host's console is drawn by. Framebuffers of firmware belong to no function; where root reads, memory tells.</summary>
internal sealed class ConsoleReader
{
    private const string Graphics = "/sys/class/graphics";
    private static readonly string[] FirmwareBuffers = ["efifb", "BOOTFB", "simplefb", "vesafb", "simpledrm"];
    private readonly List<(ulong Start, string Name)> _buffers = [];
    private readonly HashSet<PciAddress> _drawing = [];
    private readonly Observed<string> _framebuffers;

    public ConsoleReader(IHostFiles files)
    {
        _framebuffers = files.ReadText("/proc/fb");
        foreach (var name in files.List(Graphics).Or([]).Where(n => n.StartsWith("fb", StringComparison.Ordinal) && n != "fbcon"))
        {
            if (files.ReadLink($"{Graphics}/{name}").TryGet(out var link) && PciPlace.Last(link) is { } address)
            {
                _drawing.Add(address);
            }
        }

        foreach (var line in files.ReadText("/proc/iomem").Or("").Split('\n'))
        {
            // "    e0000000-e02fffff : efifb"; without root every address is zero.
            var (dash, colon) = (line.IndexOf('-', StringComparison.Ordinal), line.IndexOf(" : ", StringComparison.Ordinal));
            if (dash > 0 && colon > dash && FirmwareBuffers.Contains(line[(colon + 3)..]) && Attribute.ParseHex(line[..dash].Trim()) is > 0 and var start)
            {
                _buffers.Add((start, line[(colon + 3)..]));
            }
        }
    }

    public static IEnumerable<HostPath> Paths() =>
        [new("/proc/fb"), new("/proc/iomem"), new(Graphics, HostPathKind.Names), new(Graphics + "/*", HostPathKind.Link)];

    /// <summary>Whether the console is drawn by it; absent for what is no display.</summary>
    public Observed<bool> Of(PciFunction function)
    {
        if ((function.Class.Code >> 8) != 0x03)
        {
            return Observed<bool>.Absent;
        }

        if (_drawing.Contains(function.Address) || function.Bars.Or([]).Any(b => b.Start > 0 && _buffers.Any(f => f.Start >= b.Start && f.Start - b.Start < (ulong)b.Bytes)))
        {
            return Observed.Read(true);
        }

        if (!function.IsBootVga.IsKnown)
        {
            return function.IsBootVga;
        }

        var buffers = _framebuffers.Or("").Trim();
        return !function.IsBootVga.Or(false) ? Observed.Read(false)
            : buffers.Length > 0 && _buffers.Count == 0 && _drawing.Count == 0
                ? Observed.Inferred(true, $"it is the firmware's primary display (boot_vga), and there is a framebuffer: '{buffers.Split('\n')[0]}'")
                : Observed.Inferred(false, "it is the firmware's primary display (boot_vga), but no framebuffer is on it");
    }
}
