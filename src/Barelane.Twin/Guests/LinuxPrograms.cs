using System.Globalization;
using System.Text;
using Barelane.Twin.Model;

namespace Barelane.Twin.Guests;

/// <summary>The programs of the simulated Linux guest: what lspci, nvidia-smi and the kernel say follows from the VM's devices.</summary>
internal static class LinuxPrograms
{
    private const string SvgaLine = "0000:00:0f.0 VGA compatible controller [0300]: VMware SVGA II Adapter [15ad:0405]";
    private const string NicLine = "0000:0b:00.0 Ethernet controller [0200]: VMware VMXNET3 Ethernet Controller [15ad:07b0] (rev 01)";

    /// <summary>Runs a program by its name; null where the guest has none of that name.</summary>
    public static GuestOutcome? Run(TwinVm vm, string program, IReadOnlyList<string> arguments) => program switch
    {
        "uname" => GuestOutcome.Said(arguments.Contains("-r") ? "6.8.0-45-generic\n" : "Linux\n"),
        "whoami" => GuestOutcome.Said(vm.Guest.User + "\n"),
        "hostname" => GuestOutcome.Said(vm.Name + "\n"),
        "lspci" => GuestOutcome.Said(Lspci(vm, arguments)),
        "lsmod" => GuestOutcome.Said("Module                  Size  Used by\n" + Modules(vm, module => $"{module,-20} 16384  0\n")),
        "dmesg" or "journalctl" => GuestOutcome.Said(KernelLog(vm)),
        "mokutil" => GuestOutcome.Said(vm.Config.SecureBoot ? "SecureBoot enabled\n" : "SecureBoot disabled\n"),
        "nvidia-smi" when vm.Guest.HasGpuDriver => NvidiaSmi.Run(vm, arguments),
        "ldconfig" => GuestOutcome.Said("1 libs found in cache `/etc/ld.so.cache'\n\tlibc.so.6 (libc6,x86-64) => /lib/x86_64-linux-gnu/libc.so.6\n"),
        _ => null,
    };

    /// <summary>A file of /proc or /sys; null where there is none.</summary>
    public static string? File(TwinVm vm, string path)
    {
        if (path == "/proc/modules")
        {
            return Modules(vm, module => $"{module} 16384 0 - Live 0x0000000000000000\n");
        }

        return GuestFunction.Of(vm).FirstOrDefault(f => path == $"/sys/bus/pci/devices/{f.Address}/resource") is { } function
            ? Regions(function)
            : null;
    }

    public static string? Driver(TwinVm vm, GuestFunction function) => function switch
    {
        { IsNvidia: true, IsGpu: true } => vm.Guest.HasGpuDriver ? "nvidia" : null,
        { IsGpu: true } => vm.Guest.HasGpuDriver ? "amdgpu" : null,
        _ => function.Device.Facts.ClassId == "0108" ? "nvme" : null,
    };

    private static string Lspci(TwinVm vm, IReadOnlyList<string> arguments)
    {
        var withDriver = arguments.Any(a => a.StartsWith('-') && a.Contains('k', StringComparison.Ordinal));
        var withDomain = arguments.Any(a => a.StartsWith('-') && a.Contains('D', StringComparison.Ordinal));
        var text = new StringBuilder();
        Line(SvgaLine, "vmwgfx");
        Line(NicLine, "vmxnet3");
        foreach (var function in GuestFunction.Of(vm))
        {
            var facts = function.Device.Facts;
            Line($"{function.Address} {ClassName(facts.ClassId)} [{facts.ClassId}]: {facts.VendorName} {facts.DeviceName} [{facts.VendorId}:{facts.DeviceId}] (rev a1)", Driver(vm, function));
        }

        return text.ToString();

        void Line(string line, string? driver)
        {
            text.Append(withDomain ? line : line[5..]).Append('\n');
            if (withDriver && driver is not null)
            {
                text.Append(CultureInfo.InvariantCulture, $"\tKernel driver in use: {driver}\n\tKernel modules: {driver}\n");
            }
        }
    }

    private static string ClassName(string classId) => classId switch
    {
        "0300" => "VGA compatible controller",
        "0302" => "3D controller",
        "0380" => "Display controller",
        "0403" => "Audio device",
        "0108" => "Non-Volatile memory controller",
        "0200" => "Ethernet controller",
        _ => "Class",
    };

    private static string Modules(TwinVm vm, Func<string, string> line) => string.Concat(
        GuestFunction.Of(vm).Select(f => Driver(vm, f)).OfType<string>().Append("vmwgfx").Append("vmxnet3").Distinct(StringComparer.Ordinal).Select(line));

    private static string KernelLog(TwinVm vm)
    {
        var text = new StringBuilder("[    0.000000] Linux version 6.8.0-45-generic\n[    0.000000] DMI: VMware, Inc. VMware20,1\n");
        foreach (var function in GuestFunction.Of(vm))
        {
            var facts = function.Device.Facts;
            text.Append(CultureInfo.InvariantCulture, $"[    1.204112] pci {function.Address}: [{facts.VendorId}:{facts.DeviceId}] type 00 class 0x{facts.ClassId}00\n");
            if (Driver(vm, function) is { } driver)
            {
                text.Append(CultureInfo.InvariantCulture, $"[    4.871205] {driver} {function.Address}: enabling device (0000 -> 0002)\n");
            }
        }

        return text.ToString();
    }

    /// <summary>The first six regions as the kernel prints them: start, end, flags; BAR0 below 4 GiB, BAR1 in the 64-bit window.</summary>
    private static string Regions(GuestFunction function)
    {
        const ulong Mib = 1 << 20;
        var large = function.Profile is null ? (ulong)Math.Max(function.Device.BarsMib - 48, 0) * Mib : 256 * Mib;
        var text = new StringBuilder();
        Line(0xfb000000, 16 * Mib, 0x40200);
        Line(large == 0 ? 0UL : 0x200000000000UL, large, 0x14220c);
        for (var i = 0; i < 4; i++)
        {
            Line(0, 0, 0);
        }

        return text.ToString();

        void Line(ulong start, ulong size, ulong flags) => text.Append(
            CultureInfo.InvariantCulture, $"0x{start:x16} 0x{(size == 0 ? 0 : start + size - 1):x16} 0x{(size == 0 ? 0 : flags):x16}\n");
    }
}
