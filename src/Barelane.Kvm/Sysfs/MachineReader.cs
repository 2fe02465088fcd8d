using System.Globalization;
using Barelane.Core.Facts;

namespace Barelane.Kvm.Sysfs;

/// <summary>Reads the machine and its system; everything but the firmware's tables is open to everybody.</summary>
internal static class MachineReader
{
    private const string SecureBootVariable = "/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c";
    private const string BootIdPath = "/proc/sys/kernel/random/boot_id";
    private const string Dmi = "/sys/class/dmi/id/";

    public static IEnumerable<HostPath> Paths() =>
    [
        new("/etc/machine-id"), new("/etc/os-release"), new("/proc/sys/kernel/hostname"), new("/proc/sys/kernel/osrelease"), new("/proc/cpuinfo"), new("/proc/meminfo"),
        new("/proc/stat"), new(BootIdPath), new("/proc/cmdline"), new(Dmi + "sys_vendor"), new(Dmi + "product_name"), new(Dmi + "bios_version"), new(SecureBootVariable),
        new("/sys/firmware/efi", HostPathKind.Presence), new("/sys/kernel/security/lockdown"), new("/dev/kvm", HostPathKind.Presence),
    ];

    public static MachineFacts Read(IHostFiles files)
    {
        var cpu = files.ReadBytes("/proc/cpuinfo", 8192).Map(b => System.Text.Encoding.ASCII.GetString(b));
        var memory = files.ReadText("/proc/meminfo");
        var flags = Row(cpu, "flags");
        return new MachineFacts
        {
            Id = Attribute.Parse(files.ReadText("/etc/machine-id"), "/etc/machine-id", "32 hexadecimal digits", static t => IsId(t) ? (Guid?)Guid.ParseExact(t, "N") : null).Map(g => g.ToString("N")),
            Name = files.ReadText("/proc/sys/kernel/hostname"),
            System = files.ReadText("/etc/os-release").Map(t => t.Split('\n').FirstOrDefault(l => l.StartsWith("PRETTY_NAME=", StringComparison.Ordinal))?[12..].Trim('"') ?? "Linux"),
            Kernel = files.ReadText("/proc/sys/kernel/osrelease"),
            Vendor = files.ReadText(Dmi + "sys_vendor"),
            Model = files.ReadText(Dmi + "product_name"),
            FirmwareVersion = files.ReadText(Dmi + "bios_version"),
            CpuVendor = Row(cpu, "vendor_id").Map(v => v switch { "GenuineIntel" => "intel", "AuthenticAMD" => "amd", _ => v.ToLowerInvariant() }),
            AddressBits = Attribute.Parse<int>(Row(cpu, "address sizes"), "/proc/cpuinfo", "'address sizes: N bits physical'", static t => int.TryParse(t.Split(' ', 2)[0], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null),
            CpuVirtualization = flags.Map(f => HasFlag(f, "vmx") || HasFlag(f, "svm")),
            IsVirtual = flags.Map(f => HasFlag(f, "hypervisor")),
            MemoryMiB = Kib(memory, "MemTotal"),
            AvailableMiB = Kib(memory, "MemAvailable"),
            BootTime = BootTime(files.ReadText("/proc/stat")),
            BootId = BootId(files),
            SecureBoot = SecureBoot(files),
            Lockdown = Lockdown(files.ReadText("/sys/kernel/security/lockdown")),
            CommandLine = files.ReadText("/proc/cmdline"),
            HasKvm = files.Exists("/dev/kvm").Or(false),
        };
    }

    /// <summary>The id of the boot: of one kernel, and of one start of it, alone.</summary>
    public static Observed<string> BootId(IHostFiles files) =>
        Attribute.Parse(files.ReadText(BootIdPath), BootIdPath, "a UUID", static t => Guid.TryParseExact(t, "D", out var id) ? (Guid?)id : null).Map(g => g.ToString("D"));

    private static bool IsId(string text) => text.Length == 32 && text.All(char.IsAsciiHexDigit);

    private static bool HasFlag(string flags, string flag) => (" " + flags + " ").Contains(" " + flag + " ", StringComparison.Ordinal);

    /// <summary>A row <c>name : value</c>.</summary>
    private static Observed<string> Row(Observed<string> text, string name)
    {
        if (!text.TryGet(out var found))
        {
            return text;
        }

        foreach (var line in found.AsSpan().EnumerateLines())
        {
            var colon = line.IndexOf(':');
            if (colon > 0 && line[..colon].TrimEnd().SequenceEqual(name))
            {
                return Observed.Read(line[(colon + 1)..].Trim().ToString());
            }
        }

        return Observed<string>.Absent;
    }

    private static Observed<long> Kib(Observed<string> memory, string name) => Attribute.Parse<long>(Row(memory, name), "/proc/meminfo", $"'{name}: N kB'", static t =>
        long.TryParse(t.Split(' ', 2)[0], NumberStyles.None, CultureInfo.InvariantCulture, out var kib) ? kib / 1024 : null);

    private static Observed<DateTimeOffset> BootTime(Observed<string> stat)
    {
        var row = stat.Map(t => t.Split('\n').FirstOrDefault(l => l.StartsWith("btime ", StringComparison.Ordinal)) ?? "");
        return Attribute.Parse<DateTimeOffset>(row, "/proc/stat", "'btime SECONDS'", static t =>
            t.Length > 6 && long.TryParse(t.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null);
    }

    /// <summary>Four bytes of attributes, then the value.</summary>
    private static Observed<bool> SecureBoot(IHostFiles files)
    {
        var variable = files.ReadBytes(SecureBootVariable, 16);
        return variable.TryGet(out var bytes)
            ? bytes.Length == 5 ? Observed.Read(bytes[4] == 1) : Attribute.Malformed<bool>(SecureBootVariable, Convert.ToHexString(bytes), "5 bytes")
            : variable.State != ObservedState.Absent ? variable.Map(_ => false)
            : files.Exists("/sys/firmware/efi").Or(false)
                ? Observed<bool>.Unreadable("The firmware is EFI, but its variables are not mounted (/sys/firmware/efi/efivars).")
                : Observed.Read(false);
    }

    /// <summary><c>[none] integrity confidentiality</c>: the brackets mark what holds.</summary>
    private static Observed<string> Lockdown(Observed<string> text)
    {
        if (!text.TryGet(out var found))
        {
            return text;
        }

        var open = found.IndexOf('[', StringComparison.Ordinal);
        var close = found.IndexOf(']', StringComparison.Ordinal);
        return open >= 0 && close > open
            ? Observed.Read(found[(open + 1)..close])
            : Attribute.Malformed<string>("/sys/kernel/security/lockdown", found, "a word in brackets");
    }
}
