using Barelane.Core.Goals;

namespace Barelane.Engine.Documents;

/// <summary>Reads one assignment.</summary>
internal static class AssignmentReader
{
    private const int MaxMmioGiB = 65536;
    private const long MaxMemoryMiB = 24L * 1024 * 1024;

    public static Assignment? Read(YamlNode node, IReadOnlyList<SiteSpec> sites, IReadOnlyList<PoolSpec> pools, List<DocumentProblem> problems)
    {
        if (MapReader.Of(node, "an assignment", problems) is not { } map)
        {
            return null;
        }

        var vm = map.Required("vm", "dc1/render-01");
        if (vm is not null && Names.ProblemOfPath(vm, sites) is { } problem)
        {
            map.Add(map.Node("vm")!, problem);
        }

        if (!map.Has("way"))
        {
            map.AddHere("'way' is missing in an assignment; write 'way: direct' (a whole card), 'way: shared' (a slice) or 'way: remote' (a pool).");
        }

        var way = map.Word("way", ("direct", Way.Direct), ("shared", Way.Shared), ("remote", Way.Remote));
        var assignment = new Assignment
        {
            Vm = vm ?? "",
            Gpu = ReadGpu(map, way, pools, problems) ?? new GpuSelector(),
            Way = way ?? Way.Direct,
            Variant = ReadVariant(map, way),
            Consent = ConsentReader.Consents(map),
            Accept = ConsentReader.Accepted(map),
            Window = map.Parsed("window", t => Names.IsWindow(t) ? t : null, "write local times as '22:00-05:00'."),
            RestorePoint = map.Text("restore-point"),
            MmioGiB = (int?)map.Number("mmio-gib", 1, MaxMmioGiB),
            DriverFiles = map.Word("driver-files", ("copy", true), ("leave", false)) ?? true,
            Create = map.Node("create") is { } create ? ReadNewVm(create, problems) : null,
            Guest = map.Node("guest") is { } guest ? ReadGuest(guest, problems) : null,
            PowerOn = map.Word("power", ("on", true), ("off", false)) ?? true,
        };
        if (way == Way.Remote)
        {
            CheckRemote(map);
        }

        map.Finish();
        return vm is null ? null : assignment;
    }

    /// <summary>What the remote way needs, and what it has no use for.</summary>
    private static void CheckRemote(MapReader map)
    {
        if (!map.Has("guest"))
        {
            map.AddHere("The way 'remote' needs 'guest' with an account: the driver and the lease are put into the guest. Write e.g. 'guest: { user: root, password: env:GUEST_PASSWORD }'.");
        }

        foreach (var key in new[] { "mmio-gib", "create", "restore-point", "driver-files" }.Where(map.Has))
        {
            map.Add(map.Node(key)!, $"'{key}' does not go with 'way: remote'; leave it out.");
        }
    }

    private static GpuSelector? ReadGpu(MapReader map, Way? way, IReadOnlyList<PoolSpec> pools, List<DocumentProblem> problems)
    {
        if (map.Node("gpu") is { } node)
        {
            return GpuReader.Read(node, way, pools, problems);
        }

        map.AddHere("'gpu' is missing in an assignment; write e.g. 'gpu: { model: \"NVIDIA A40\" }'.");
        return null;
    }

    private static WayVariant? ReadVariant(MapReader map, Way? way)
    {
        var variant = map.Word("variant", ("fixed", WayVariant.DirectFixed), ("by-description", WayVariant.DirectByDescription));
        if (variant is not null && way is not (null or Way.Direct))
        {
            map.Add(map.Node("variant")!, "'variant' goes with 'way: direct' only; leave it out.");
        }

        return variant;
    }

    private static NewVm? ReadNewVm(YamlNode node, List<DocumentProblem> problems)
    {
        if (MapReader.Of(node, "a VM to create", problems) is not { } map)
        {
            return null;
        }

        _ = map.Required("memory-mib", "65536");
        _ = map.Required("cpus", "8");
        var vm = new NewVm
        {
            MemoryMiB = map.Number("memory-mib", 4, MaxMemoryMiB) ?? 0,
            Cpus = (int)(map.Number("cpus", 1, 960) ?? 0),
            Template = map.Text("template"),
            DiskGiB = (int?)map.Number("disk-gib", 1, 65536),
            Storage = map.Text("storage"),
            Network = map.Text("network"),
            GuestOs = map.Text("guest-os"),
        };
        if (vm.Template is null && vm.DiskGiB is null && !map.Has("disk-gib"))
        {
            map.AddHere("A VM to create needs 'template' (to clone) or 'disk-gib' (for an empty disk).");
        }

        map.Finish();
        return vm;
    }

    private static GuestAccess? ReadGuest(YamlNode node, List<DocumentProblem> problems)
    {
        if (MapReader.Of(node, "a guest", problems) is not { } map)
        {
            return null;
        }

        var access = map.Has("ssh") ? ReadSsh(map) : ReadAccount(map);
        var prepare = new GuestPreparation
        {
            Driver = map.Text("driver") is { } file ? new GuestDriverFile(file) : null,
            RemoteDesktopHardware = map.Word("remote-desktop", ("hardware", true), ("as-it-is", false)) ?? false,
            KeepDriver = map.Word("windows-update", ("no-drivers", true), ("as-it-is", false)) ?? false,
        };
        map.Finish();
        return access is null ? null : access with { Prepare = prepare == new GuestPreparation() ? null : prepare };
    }

    private static GuestAccess? ReadAccount(MapReader map)
    {
        var user = map.Required("user", "administrator");
        if (!map.Has("password"))
        {
            map.AddHere("'password' is missing in a guest; write e.g. 'password: env:GUEST_PASSWORD', or 'ssh: root@HOST' in the place of both.");
        }

        return SecretText.Read(map, "password") is { } password && user is not null ? new GuestAccess(user, password) : null;
    }

    private static GuestAccess? ReadSsh(MapReader map)
    {
        foreach (var other in (string[])["user", "password"])
        {
            if (map.Has(other))
            {
                map.Add(map.Node(other)!, $"'{other}' and 'ssh' exclude each other: over ssh the account stands in the address, and the key is ssh's own business.");
                map.Text(other);
            }
        }

        var text = map.Text("ssh");
        if (text is null || SshAddress.TryParse(text) is not { } address)
        {
            if (text is not null)
            {
                map.Add(map.Node("ssh")!, $"'{text}' is no address for ssh: write 'HOST', 'USER@HOST' or 'USER@HOST:PORT', e.g. 'root@192.0.2.17'.");
            }

            return null;
        }

        return new GuestAccess("", null) { Ssh = address };
    }
}
