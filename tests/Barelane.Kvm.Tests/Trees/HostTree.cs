using System.Globalization;
using System.IO.Compression;
using Barelane.Kvm.Sysfs;

namespace Barelane.Kvm.Tests.Trees;

/// <summary>A Linux host as files below a temporary folder: what a test does not say is as on a healthy two-socket Intel machine with its IOMMU on.</summary>
internal sealed class HostTree : IDisposable
{
    public const string MachineId = "3d1219c7c4c5404aaa1f6d2a48adfda4";

    private readonly ITreeStore _store;

    /// <param name="store">Where its files lie; on a disk by default.</param>
    public HostTree(ITreeStore? store = null)
    {
        _store = store ?? new DiskStore();
        Write("/etc/machine-id", MachineId);
        Write("/etc/os-release", "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nNAME=\"Debian GNU/Linux\"");
        Write("/proc/sys/kernel/hostname", "rack7");
        Write("/proc/sys/kernel/osrelease", "6.1.0-56-amd64");
        Write("/proc/cmdline", "BOOT_IMAGE=/vmlinuz root=/dev/sda1 ro quiet");
        Write("/proc/cpuinfo", "processor\t: 0\nvendor_id\t: GenuineIntel\nflags\t\t: fpu vme vmx pdpe1gb\naddress sizes\t: 46 bits physical, 48 bits virtual");
        Write("/proc/meminfo", "MemTotal:       263000000 kB\nMemFree:         1000000 kB\nMemAvailable:   201326592 kB");
        Write("/proc/stat", "cpu  1 2 3\nbtime 1790000000");
        Write("/proc/interrupts", "            CPU0\n   0:   5  IR-IO-APIC   2-edge      timer\n  24:   0  DMAR-MSI   0-edge      dmar0\n  30:   9  IR-PCI-MSI 524288-edge  nvme0q0");
        Write("/proc/self/mountinfo", "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw");
        Write("/proc/swaps", "Filename\tType\tSize\tUsed\tPriority");
        Write("/proc/fb", "");
        Write("/sys/kernel/security/lockdown", "[none] integrity confidentiality");
        Write("/sys/class/iommu/dmar0/intel-iommu/cap", "d2008c222f0286");
        Write("/dev/kvm", "");
        Write("/etc/default/grub", "GRUB_DEFAULT=0\nGRUB_CMDLINE_LINUX_DEFAULT=\"quiet\"\nGRUB_CMDLINE_LINUX=\"\"");
        Write("/usr/share/qemu/firmware/60-edk2-x86_64.json", "{\"interface-types\":[\"uefi\"],\"mapping\":{\"device\":\"flash\",\"executable\":{\"filename\":\"/usr/share/OVMF/OVMF_CODE_4M.fd\",\"format\":\"raw\"}},\"targets\":[{\"architecture\":\"x86_64\",\"machines\":[\"pc-q35-*\"]}]}");
        Write("/usr/share/OVMF/OVMF_CODE_4M.fd", "");
        FirmwarePackage("edk2 (2022.11-6+deb12u2) bookworm; urgency=medium");
        Write("/sys/kernel/mm/hugepages/hugepages-2048kB/nr_hugepages", "0").Write("/sys/kernel/mm/hugepages/hugepages-2048kB/free_hugepages", "0");
        Folder("/sys/firmware/acpi/tables");
        Write("/sys/firmware/acpi/tables/DMAR", "");
    }

    /// <summary>What the changelog of the package with the guests' firmware begins with.</summary>
    public HostTree FirmwarePackage(string line)
    {
        using var packed = new MemoryStream();
        using (var text = new StreamWriter(new GZipStream(packed, CompressionLevel.Fastest)))
        {
            text.Write(line + "\n\n  * Anything.\n");
        }

        return Bytes("/usr/share/doc/ovmf/changelog.Debian.gz", packed.ToArray());
    }

    public IHostFiles Files => _store.Files;

    /// <summary>A function; its group, driver and attributes as given. Sizes of 64-bit prefetchable BARs in MiB.</summary>
    public HostTree Function(string address, string id, string pciClass, string? driver = null, int? group = null, string below = "", params long[] barsMiB)
    {
        var path = $"/sys/devices/pci0000:00/{(below.Length == 0 ? "" : below + "/")}{address}";
        var drv = driver is null ? "" : $"DRIVER={driver}\n";
        Write(path + "/uevent", $"{drv}PCI_CLASS={pciClass}\nPCI_ID={id.ToUpperInvariant()}\nPCI_SUBSYS_ID=10DE:145A\nPCI_SLOT_NAME={address}");
        Write(path + "/driver_override", "(null)");
        Write(path + "/numa_node", "0");
        Write(path + "/reset_method", "flr bus");
        Write(path + "/resource", Resource(barsMiB));
        if (pciClass.StartsWith("300", StringComparison.Ordinal))
        {
            Write(path + "/boot_vga", "0");
        }

        if (group is { } g)
        {
            Link(path + "/iommu_group", $"../../../kernel/iommu_groups/{g}");
            Write($"/sys/kernel/iommu_groups/{g}/reserved_regions", "0x00000000fee00000 0x00000000feefffff msi");
            Write($"/sys/kernel/iommu_groups/{g}/devices/{address}", "");
        }

        Link("/sys/bus/pci/devices/" + address, "../../.." + path["/sys".Length..]);
        return this;
    }

    /// <summary>A GPU with its sound function, in one group of its own.</summary>
    public HostTree Gpu(string slot = "0000:01:00", int group = 6, string driver = "nouveau", params long[] barsMiB) =>
        Function(slot + ".0", "10de:2204", "30000", driver, group, "0000:00:01.0", barsMiB.Length == 0 ? [256, 32] : barsMiB)
            .Function(slot + ".1", "10de:1aef", "40300", "snd_hda_intel", group, "0000:00:01.0");

    /// <summary>The address has an attribute with this text.</summary>
    public HostTree Attribute(string address, string name, string text) => Write($"/sys/bus/pci/devices/{address}/{name}", text);

    public HostTree Write(string path, string text) => Bytes(path, System.Text.Encoding.UTF8.GetBytes(text.Length == 0 ? "" : text + "\n"));

    /// <summary>The file holds another text until the answer is disposed of.</summary>
    public IDisposable Replace(string path, string text)
    {
        var before = Files.ReadBytes(path, int.MaxValue);
        Write(path, text);
        return new Undo(() => _ = before.HasValue ? Bytes(path, before.Value) : Remove(path));
    }

    public HostTree Bytes(string path, byte[] content)
    {
        _store.Write(path, content);
        return this;
    }

    public HostTree Folder(string path)
    {
        _store.Folder(path);
        return this;
    }

    public HostTree Link(string path, string target)
    {
        _store.Link(path, target);
        return this;
    }

    public HostTree Remove(string path)
    {
        _store.Remove(path);
        return this;
    }

    /// <summary>Every file below a folder with its content and every link with its target, a line each; a folder alone is nothing that anybody set.</summary>
    public void Describe(System.Text.StringBuilder text, string path)
    {
        if (Files.ReadLink(path) is { HasValue: true } link)
        {
            text.Append(path).Append(" -> ").Append(link.Value).Append('\n');
        }
        else if (Files.List(path) is { HasValue: true } names)
        {
            foreach (var name in names.Value)
            {
                Describe(text, $"{path}/{name}");
            }
        }
        else if (Files.ReadBytes(path) is { HasValue: true } content)
        {
            text.Append(path).Append(" = ").Append(System.Text.Encoding.UTF8.GetString(content.Value).Trim().ReplaceLineEndings("|")).Append('\n');
        }
    }

    /// <summary>No IOMMU is active, and no function has a group.</summary>
    public HostTree WithoutIommu() => Remove("/sys/class/iommu").Write("/proc/interrupts", "            CPU0\n   0:   5  IO-APIC   2-edge      timer\n  30:   9  PCI-MSI 524288-edge  nvme0q0");

    public void Dispose() => _store.Dispose();

    private static string Resource(long[] barsMiB)
    {
        var rows = new List<string>();
        var at = 0xe0_0000_0000UL;
        foreach (var mib in barsMiB)
        {
            var bytes = (ulong)mib << 20;
            at = (at + bytes - 1) / bytes * bytes;
            rows.Add(string.Create(CultureInfo.InvariantCulture, $"0x{at:x16} 0x{at + bytes - 1:x16} 0x{0x14220c:x16}"));
            rows.Add(Zero);
            at += bytes;
        }

        while (rows.Count < 13)
        {
            rows.Add(Zero);
        }

        return string.Join('\n', rows);
    }

    private sealed class Undo(Action action) : IDisposable
    {
        public void Dispose() => action();
    }

    private const string Zero = "0x0000000000000000 0x0000000000000000 0x0000000000000000";
}
