using System.Globalization;
using Barelane.Core.Inventory;
using Barelane.Kvm.Shell;
using Barelane.Kvm.Sysfs;
using Barelane.Kvm.Tests.Trees;

namespace Barelane.Kvm.Tests.Hosts;

/// <summary>The little of a kernel that steps meet: it answers writes to its attributes as a real one does, in the files of a tree.</summary>
internal sealed class SimulatedKernel(HostTree tree)
{
    private const string Devices = "/sys/bus/pci/devices/";
    private const string Drivers = "/sys/bus/pci/drivers/";

    private readonly Dictionary<string, string> _natives = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _drivers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _overrides = new(StringComparer.Ordinal);
    private readonly HashSet<string> _loaded = new(StringComparer.Ordinal);
    private readonly HashSet<string> _cut = new(StringComparer.Ordinal);
    private int _boots;

    /// <summary>Every write, in its order: path and value.</summary>
    public List<string> Log { get; } = [];

    /// <summary>What else a boot brings.</summary>
    public Action<HostTree>? Booted { get; set; }

    /// <summary>Writes to this path never come back.</summary>
    public string? Hangs { get; set; }

    /// <summary>The driver that binds where nothing else is wished, and has the device now.</summary>
    public SimulatedKernel Knows(string device, string? driver)
    {
        if (driver is not null)
        {
            _natives[device] = driver;
            Load(driver);
            Bind(device, driver);
        }

        return this;
    }

    /// <summary>Loads a module.</summary>
    public void Load(string driver)
    {
        if (_loaded.Add(driver))
        {
            tree.Write($"{Drivers}{driver}/bind", "").Write($"{Drivers}{driver}/unbind", "");
            tree.Write("/sys/bus/pci/drivers_probe", "");
        }
    }

    /// <summary>Attributes that even root can't read.</summary>
    public static bool IsWriteOnly(string path) => path.EndsWith("/bind", StringComparison.Ordinal) || path.EndsWith("/unbind", StringComparison.Ordinal)
        || path.EndsWith("/drivers_probe", StringComparison.Ordinal) || path.EndsWith("/create", StringComparison.Ordinal) || path.EndsWith("/remove", StringComparison.Ordinal);

    public string? DriverOf(string device) => _drivers.GetValueOrDefault(device);

    /// <summary>Starts anew: what was not written to a disk is gone.</summary>
    public void Boot()
    {
        _boots++;
        tree.Write("/proc/sys/kernel/random/boot_id", $"00000000-0000-4000-8000-{_boots:d12}").Write("/proc/stat", $"cpu 1\nbtime {1790000000 + (_boots * 1000)}");
        if (_boots == 1)
        {
            return;
        }

        var hasSystemd = tree.Files.Exists("/run/systemd/system").Value;
        tree.Remove("/run").Folder("/run/lock");
        if (hasSystemd)
        {
            tree.Folder("/run/systemd/system");
        }

        foreach (var device in _cut.ToList())
        {
            SetFunctions(device, "0");
        }

        foreach (var device in _overrides.Keys.Concat(_drivers.Keys).Distinct().ToList())
        {
            Unbind(device);
            Override(device, null);
            Probe(device);
        }

        tree.Write("/proc/cmdline", Text("/boot/grub/arguments"));
        Booted?.Invoke(tree);
    }

    /// <summary>Answers a write.</summary>
    public void Write(string path, string value)
    {
        Log.Add($"{path} {value.Trim()}");
        var word = value.Trim();
        if (path == "/sys/bus/pci/drivers_probe")
        {
            Known(word);
            Probe(word);
        }
        else if (path.StartsWith(Drivers, StringComparison.Ordinal))
        {
            var (driver, verb) = (path[Drivers.Length..].Split('/')[0], path[(path.LastIndexOf('/') + 1)..]);
            Known(word);
            if (verb == "unbind")
            {
                Require(DriverOf(word) == driver, "No such device");
                Unbind(word);
            }
            else
            {
                Require(DriverOf(word) is null, "Device or resource busy");
                Require(_overrides.TryGetValue(word, out var wished) ? wished == driver : _natives.GetValueOrDefault(word) == driver, "No such device");
                Bind(word, driver);
            }
        }
        else if (path.EndsWith("/driver_override", StringComparison.Ordinal))
        {
            Override(path[Devices.Length..].Split('/')[0], word.Length == 0 ? null : word);
        }
        else if (path.EndsWith("/sriov_numvfs", StringComparison.Ordinal))
        {
            SetFunctions(path[Devices.Length..].Split('/')[0], word);
        }
        else if (path.EndsWith("/create", StringComparison.Ordinal))
        {
            Create(path, word);
        }
        else if (path.EndsWith("/remove", StringComparison.Ordinal) && path.StartsWith("/sys/bus/mdev/", StringComparison.Ordinal))
        {
            Take(path.Split('/')[5]);
        }
        else
        {
            tree.Write(path, word);
        }
    }

    private void Probe(string device)
    {
        if (DriverOf(device) is not null)
        {
            return;
        }

        var wanted = _overrides.TryGetValue(device, out var wished) ? wished : _natives.GetValueOrDefault(device);
        if (wanted is not null && _loaded.Contains(wanted))
        {
            Bind(device, wanted);
        }
    }

    private void Bind(string device, string driver)
    {
        _drivers[device] = driver;
        Show(device, driver);
    }

    private void Unbind(string device)
    {
        if (_drivers.Remove(device))
        {
            Show(device, null);
        }
    }

    private void Show(string device, string? driver)
    {
        var at = Devices + device;
        var lines = Text(at + "/uevent").Split('\n').Where(l => !l.StartsWith("DRIVER=", StringComparison.Ordinal));
        tree.Write(at + "/uevent", string.Join('\n', driver is null ? lines : lines.Prepend($"DRIVER={driver}"))).Remove(at + "/driver").Remove(at + "/vfio-dev");
        if (driver is not null)
        {
            tree.Link(at + "/driver", $"../../../../bus/pci/drivers/{driver}");
        }

        if (driver == "vfio-pci")
        {
            tree.Folder(at + "/vfio-dev/vfio0");
        }
    }

    private void Override(string device, string? driver)
    {
        Known(device);
        if (driver is null)
        {
            _overrides.Remove(device);
        }
        else
        {
            _overrides[device] = driver;
        }

        tree.Write($"{Devices}{device}/driver_override", driver ?? "(null)");
    }

    /// <summary>Virtual functions come with a group of their own and, as none is probed, without a driver.</summary>
    private void SetFunctions(string device, string count)
    {
        var at = Devices + device;
        var (now, wanted, total) = (Number(at + "/sriov_numvfs"), int.Parse(count, CultureInfo.InvariantCulture), Number(at + "/sriov_totalvfs"));
        Require(now == 0 || wanted == 0, "Device or resource busy");
        Require(wanted <= total, "Numerical result out of range");
        for (var i = 0; i < Math.Max(now, wanted) && tree.Files.Exists(at + "/sriov_offset").Value; i++)
        {
            var parent = PciAddress.Parse(device);
            var place = new VirtualFunctions(now, total, Number(at + "/sriov_offset"), Number(at + "/sriov_stride"), 0).PlaceOf(parent, i)!.Value.ToString();
            if (i < wanted)
            {
                tree.Function(place, $"10de:{Text(at + "/sriov_vf_device")}", "30200", null, 40 + i, "0000:00:01.0").Link($"{Devices}{place}/physfn", "../" + device);
                if (DriverOf(device) == "nvidia")
                {
                    Knows(place, "nvidia");
                    tree.Attribute(place, "nvidia/creatable_vgpu_types", "ID    : vGPU Name\n1155  : NVIDIA L40S-24Q").Attribute(place, "nvidia/current_vgpu_type", "0");
                }
            }
            else
            {
                _natives.Remove(place);
                _drivers.Remove(place);
                _overrides.Remove(place);
                tree.Remove(Devices + place).Remove("/sys/devices/pci0000:00/0000:00:01.0/" + place).Remove($"/sys/kernel/iommu_groups/{40 + i}");
            }
        }

        tree.Write(at + "/sriov_numvfs", count);
        _ = wanted > 0 ? _cut.Add(device) : _cut.Remove(device);
    }

    private void Create(string path, string uuid)
    {
        var parts = path.Split('/');
        var (parent, type) = (parts[4], parts[6]);
        var left = path.Replace("/create", "/available_instances", StringComparison.Ordinal);
        Require(Guid.TryParse(uuid, out _), "Invalid argument");
        Require(!tree.Files.Exists("/sys/bus/mdev/devices/" + uuid).Value, "File exists");
        Require(Number(left) > 0, "No space left on device");
        tree.Folder($"/sys/devices/virtual/{parent}/{uuid}").Link("/sys/bus/mdev/devices/" + uuid, $"../../../devices/virtual/{parent}/{uuid}")
            .Link($"/sys/bus/mdev/devices/{uuid}/mdev_type", $"../mdev_supported_types/{type}").Write($"/sys/bus/mdev/devices/{uuid}/remove", "");
        tree.Write(left, Show(Number(left) - 1));
    }

    private void Take(string uuid)
    {
        var parent = tree.Files.ReadLink("/sys/bus/mdev/devices/" + uuid).Value.Split('/')[^2];
        var left = $"/sys/class/mdev_bus/{parent}/mdev_supported_types/{tree.Files.ReadLinkName($"/sys/bus/mdev/devices/{uuid}/mdev_type").Value}/available_instances";
        tree.Remove("/sys/bus/mdev/devices/" + uuid).Remove($"/sys/devices/virtual/{parent}/{uuid}").Write(left, Show(Number(left) + 1));
    }

    private int Number(string path) => int.Parse(Text(path), CultureInfo.InvariantCulture);

    private static string Show(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Known(string device) => Require(tree.Files.Exists(Devices + device).Value, "No such device");

    private string Text(string path) => tree.Files.ReadText(path).Or("");

    private static void Require(bool isSo, string otherwise)
    {
        if (!isSo)
        {
            throw HostProblems.Refused("rack7", "a write", $"cat: write error: {otherwise}");
        }
    }
}
