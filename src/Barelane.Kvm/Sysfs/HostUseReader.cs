namespace Barelane.Kvm.Sysfs;

/// <summary>Finds what the host lives on: mounts, swap and their disks through mappings (LVM, RAID, encryption), and networks that are up.</summary>
internal static class HostUseReader
{
    private const string Blocks = "/sys/class/block";
    private const string Networks = "/sys/class/net";
    private const string Mounts = "/proc/self/mountinfo";
    private const int Deepest = 8;

    public static IEnumerable<HostPath> Paths() =>
    [
        new(Mounts), new("/proc/swaps"), new(Blocks + "/*", HostPathKind.Link), new(Blocks + "/*/slaves", HostPathKind.Names), new(Blocks + "/*/dev"),
        new(Networks, HostPathKind.Names), new(Networks + "/*", HostPathKind.Link), new(Networks + "/*/operstate"), new(Blocks, HostPathKind.Names),
    ];

    public static HostUses Read(IHostFiles files)
    {
        var uses = new HostUses();
        AddDisks(files, uses);
        foreach (var name in files.List(Networks).Or([]))
        {
            if (files.ReadText($"{Networks}/{name}/operstate").Or("") == "up" && files.ReadLink($"{Networks}/{name}").TryGet(out var link))
            {
                uses.Add(PciPlace.All(link), $"network '{name}', which is up", isBoot: false);
            }
        }

        return uses;
    }

    private static void AddDisks(IHostFiles files, HostUses uses)
    {
        if (!files.ReadText(Mounts).TryGet(out var mounts))
        {
            uses.Untold = $"'{Mounts}' could not be read.";
            return;
        }

        Dictionary<string, string>? byNumber = null;
        foreach (var line in mounts.Split('\n'))
        {
            // 36 35 98:0 / /mnt rw,noatime shared:1 - ext3 /dev/root rw
            var parts = line.Split(' ');
            var dash = Array.IndexOf(parts, "-");
            if (parts.Length < 6 || dash < 0 || dash + 2 >= parts.Length)
            {
                continue;
            }

            var (number, place, type, source) = (parts[2], parts[4], parts[dash + 1], parts[dash + 2]);
            var isBoot = place is "/" or "/boot" or "/boot/efi" or "/efi";
            if (source.StartsWith("/dev/", StringComparison.Ordinal) || !number.StartsWith("0:", StringComparison.Ordinal))
            {
                byNumber ??= Numbers(files);
                var name = byNumber.GetValueOrDefault(number) ?? source[(source.LastIndexOf('/') + 1)..];
                AddDisk(files, uses, name, $"disk '{name}' with '{place}'", isBoot, Deepest);
            }
            else if (isBoot && type is "zfs" or "bcachefs")
            {
                uses.Untold = $"'{place}' is on {type}, which does not tell its disks here.";
            }
        }

        foreach (var line in files.ReadText("/proc/swaps").Or("").Split('\n').Skip(1).Where(l => l.StartsWith("/dev/", StringComparison.Ordinal)))
        {
            var device = line.Split([' ', '\t'], 2)[0];
            AddDisk(files, uses, device[(device.LastIndexOf('/') + 1)..], $"swap on '{device}'", isBoot: false, Deepest);
        }
    }

    private static Dictionary<string, string> Numbers(IHostFiles files)
    {
        var numbers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in files.List(Blocks).Or([]))
        {
            if (files.ReadText($"{Blocks}/{name}/dev").TryGet(out var number))
            {
                numbers[number] = name;
            }
        }

        return numbers;
    }

    private static void AddDisk(IHostFiles files, HostUses uses, string name, string use, bool isBoot, int depth)
    {
        if (depth == 0 || !files.ReadLink($"{Blocks}/{name}").TryGet(out var link))
        {
            return;
        }

        uses.Add(PciPlace.All(link), use, isBoot);
        foreach (var below in files.List($"{Blocks}/{name}/slaves").Or([]))
        {
            AddDisk(files, uses, below, use, isBoot, depth - 1);
        }
    }
}
