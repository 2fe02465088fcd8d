using System.Globalization;
using System.Text.Json;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Kvm.Sysfs;

/// <summary>What guests take from a host beside devices: huge pages and firmware. All of it is open to everybody.</summary>
internal static class GuestNeedsReader
{
    private const string Pools = "/sys/kernel/mm/hugepages";
    private const string Denylist = "/sys/module/vfio_pci/parameters/disable_denylist";
    private static readonly string[] Descriptors = ["/etc/qemu/firmware", "/usr/share/qemu/firmware"];

    public static IEnumerable<HostPath> Paths() =>
    [
        new(Pools, HostPathKind.Names), new(Pools + "/*/nr_hugepages"), new(Pools + "/*/free_hugepages"), new(Denylist),
        .. Descriptors.SelectMany(d => (HostPath[])[new(d, HostPathKind.Names), new(d + "/*.json")]),
        new("/usr/share/OVMF/*", HostPathKind.Presence), new("/usr/share/edk2/*/*", HostPathKind.Presence), new("/usr/share/qemu/*", HostPathKind.Presence),
    ];

    /// <summary>Huge pages by size.</summary>
    public static Observed<IReadOnlyList<HugePages>> HugePages(IHostFiles files)
    {
        var names = files.List(Pools);
        if (names.State == ObservedState.Absent)
        {
            return Observed.Read<IReadOnlyList<HugePages>>([]);
        }

        if (!names.HasValue)
        {
            return names.Map(_ => (IReadOnlyList<HugePages>)[]);
        }

        var pools = new List<HugePages>();
        foreach (var name in names.Value)
        {
            var (total, free) = (Number(files, $"{Pools}/{name}/nr_hugepages"), Number(files, $"{Pools}/{name}/free_hugepages"));
            if (!name.StartsWith("hugepages-", StringComparison.Ordinal) || !name.EndsWith("kB", StringComparison.Ordinal)
                || !long.TryParse(name.AsSpan(10, name.Length - 12), NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            {
                continue;
            }

            if (!total.HasValue || !free.HasValue)
            {
                return Observed<IReadOnlyList<HugePages>>.Unreadable((total.HasValue ? free : total).Note ?? $"'{Pools}/{name}' tells no numbers.");
            }

            pools.Add(new HugePages(size, total.Value, free.Value));
        }

        return Observed.Read<IReadOnlyList<HugePages>>(pools);
    }

    /// <summary>A module that is not loaded has its default.</summary>
    public static Observed<bool> DenylistDisabled(IHostFiles files)
    {
        var found = files.Switch(Denylist);
        return found.State == ObservedState.Absent ? Observed.Read(false) : found;
    }

    /// <summary>Files of EFI firmware for x86-64 that descriptors name and that are there. A descriptor in /etc stands for the one of the same name that the system brings.</summary>
    public static Observed<IReadOnlyList<string>> Firmware(IHostFiles files)
    {
        var found = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var folder in Descriptors)
        {
            var names = files.List(folder);
            if (!names.IsKnown)
            {
                return names.Map(_ => (IReadOnlyList<string>)[]);
            }

            foreach (var name in names.Or([]).Where(n => n.EndsWith(".json", StringComparison.Ordinal) && seen.Add(n)))
            {
                if (FileOf(files.ReadText($"{folder}/{name}").Or("")) is { } file && files.Exists(file).Or(false) && !found.Contains(file, StringComparer.Ordinal))
                {
                    found.Add(file);
                }
            }
        }

        return Observed.Read<IReadOnlyList<string>>(found);
    }

    /// <summary>The firmware's file; null for firmware of another kind, and for a text that is no descriptor.</summary>
    private static string? FileOf(string descriptor)
    {
        try
        {
            using var json = JsonDocument.Parse(descriptor);
            var root = json.RootElement;
            return root.GetProperty("interface-types").EnumerateArray().Any(t => t.GetString() == "uefi")
                && root.GetProperty("targets").EnumerateArray().Any(t => t.GetProperty("architecture").GetString() == "x86_64")
                && root.GetProperty("mapping") is var mapping
                ? mapping.TryGetProperty("executable", out var executable) ? executable.GetProperty("filename").GetString() : mapping.GetProperty("filename").GetString()
                : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Observed<long> Number(IHostFiles files, string path) =>
        Attribute.Parse<long>(files.ReadText(path), path, "a number", static t => long.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null);
}
