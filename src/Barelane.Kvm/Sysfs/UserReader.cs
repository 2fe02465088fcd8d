using System.Globalization;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Kvm.Sysfs;

/// <summary>Finds the processes that have a card open: NVIDIA's and DRM's nodes, KFD, sound, VFIO groups. Others' open files are seen by root alone.</summary>
internal sealed class UserReader
{
    private const string Drm = "/sys/class/drm";
    private const string Sound = "/sys/class/sound";
    private const string Nvidia = "/proc/driver/nvidia/gpus";
    private readonly Dictionary<string, List<PciAddress>> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<PciAddress, List<string>> _users = [];
    private readonly Dictionary<PciAddress, string> _serials = [];
    private readonly HashSet<PciAddress> _known = [];
    private int _hidden;

    public static IEnumerable<HostPath> Paths() =>
    [
        new(Drm, HostPathKind.Names), new(Drm + "/*", HostPathKind.Link), new(Sound, HostPathKind.Names), new(Sound + "/*", HostPathKind.Link),
        new(Nvidia, HostPathKind.Names), new(Nvidia + "/*/information"), new("/proc", HostPathKind.Names), new("/proc/*/fd/*", HostPathKind.Link),
        new("/proc/*/fd", HostPathKind.Names), new("/proc/*/comm"),
    ];

    /// <summary>Reads who has what open; without a node that belongs to a card, no process is looked at.</summary>
    public static UserReader Read(IHostFiles files, IReadOnlyList<PciFunction> functions)
    {
        var reader = new UserReader();
        reader.AddNodes(files, functions);
        if (reader._nodes.Count > 0)
        {
            reader.AddProcesses(files);
        }

        return reader;
    }

    /// <summary>The processes, <c>1234:Xorg</c>; empty for nobody, Unreadable where some could not be looked at and none was seen.</summary>
    public Observed<IReadOnlyList<string>> Of(PciAddress address) =>
        _users.TryGetValue(address, out var users) ? Observed.Read<IReadOnlyList<string>>([.. users.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)])
        : _hidden > 0 && _known.Contains(address) ? Observed<IReadOnlyList<string>>.Unreadable($"The open files of {_hidden.ToString(CultureInfo.InvariantCulture)} processes are seen by root only.")
        : Observed.Read<IReadOnlyList<string>>([]);

    /// <summary>The UUID that NVIDIA's driver tells.</summary>
    public Observed<string> SerialOf(PciAddress address) => Observed.ReadOrAbsent(_serials.GetValueOrDefault(address));

    private void AddNodes(IHostFiles files, IReadOnlyList<PciFunction> functions)
    {
        foreach (var name in files.List(Drm).Or([]).Where(n => !n.Contains('-', StringComparison.Ordinal)))
        {
            AddNode("/dev/dri/" + name, files.ReadLink($"{Drm}/{name}"));
        }

        foreach (var name in files.List(Sound).Or([]).Where(n => n.Contains('C', StringComparison.Ordinal)))
        {
            AddNode("/dev/snd/" + name, files.ReadLink($"{Sound}/{name}"));
        }

        foreach (var gpu in files.List(Nvidia).Or([]))
        {
            if (!PciAddress.TryParse(gpu, out var address) || !files.ReadText($"{Nvidia}/{gpu}/information").TryGet(out var text))
            {
                continue;
            }

            foreach (var (name, value) in text.Split('\n').Select(l => l.Split(':', 2)).Where(p => p.Length == 2).Select(p => (p[0].Trim(), p[1].Trim())))
            {
                if (name == "Device Minor")
                {
                    Add("/dev/nvidia" + value, address);
                }
                else if (name == "GPU UUID" && value.StartsWith("GPU-", StringComparison.Ordinal) && !value.Contains('?', StringComparison.Ordinal))
                {
                    _serials[address] = value;
                }
            }

            foreach (var shared in (string[])["/dev/nvidiactl", "/dev/nvidia-uvm", "/dev/nvidia-modeset"])
            {
                Add(shared, address);
            }
        }

        foreach (var function in functions.Where(f => f.IsOnVfio && f.Group.HasValue))
        {
            Add("/dev/vfio/" + function.Group.Value, function.Address);
        }

        foreach (var function in functions.Where(f => f.Driver.Or("") == "amdgpu"))
        {
            Add("/dev/kfd", function.Address);
        }
    }

    private void AddNode(string node, Observed<string> link)
    {
        if (link.TryGet(out var path) && PciPlace.Last(path) is { } address)
        {
            Add(node, address);
        }
    }

    private void Add(string node, PciAddress address)
    {
        if (!_nodes.TryGetValue(node, out var owners))
        {
            _nodes.Add(node, owners = []);
        }

        owners.Add(address);
        _known.Add(address);
    }

    private void AddProcesses(IHostFiles files)
    {
        foreach (var process in files.List("/proc").Or([]).Where(n => char.IsAsciiDigit(n[0])))
        {
            var folder = $"/proc/{process}/fd";
            var open = files.List(folder);
            if (open.State == ObservedState.Unreadable)
            {
                _hidden++;
                continue;
            }

            var held = open.Or([]).Select(fd => files.ReadLink($"{folder}/{fd}").Or("")).Where(_nodes.ContainsKey).SelectMany(t => _nodes[t]).Distinct().ToList();
            if (held.Count == 0)
            {
                continue;
            }

            var user = $"{process}:{files.ReadText($"/proc/{process}/comm").Or("?")}";
            foreach (var address in held)
            {
                if (!_users.TryGetValue(address, out var users))
                {
                    _users.Add(address, users = []);
                }

                users.Add(user);
            }
        }
    }
}
