using System.Diagnostics;
using System.Globalization;
using Barelane.TestKit;

namespace Barelane.Lab.Tests.Windows;

/// <summary>Boots OVMF alone, under emulation, with test devices of large BARs, and tells where it placed them.</summary>
internal static class FirmwareBoot
{
    /// <summary>What the firmware says when it looks for something to boot: its devices have their places by then.</summary>
    private const string Enumerated = "BdsDxe:";

    /// <summary>How wide the machine's physical addresses are under emulation.</summary>
    public const int GuestBits = 40;

    /// <summary>In a root port's configuration: the bus behind it, in the second byte.</summary>
    private const int SecondaryBus = 0x18;

    /// <summary>In the test device's configuration: its BAR 2, of 64 bits.</summary>
    private const int LargeBar = 0x18;

    private const uint IsWideAndPrefetchable = 0xc;
    private const string Code = "/usr/share/OVMF/OVMF_CODE_4M.fd";
    private const string Variables = "/usr/share/OVMF/OVMF_VARS_4M.fd";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);

    /// <summary>Boots, and gives the address of each device's large BAR; 0 for one that was left out.</summary>
    /// <param name="gibibytes">The size of each device's BAR; each stands behind a root port of its own.</param>
    /// <param name="windowMiB">The firmware's option for its 64-bit window; null for none.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task<IReadOnlyList<long>> PlacesAsync(IReadOnlyList<int> gibibytes, long? windowMiB, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        File.Copy(Variables, folder.File("variables.fd"));
        using var qemu = Process.Start(Command(folder, gibibytes, windowMiB)) ?? throw new InvalidOperationException("QEMU did not start.");
        var errors = qemu.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await EnumeratedAsync(qemu, folder.File("console"), errors, cancellationToken);
            await using var monitor = await QemuMonitor.OpenAsync(folder.File("monitor"), cancellationToken);
            var places = new List<long>();
            for (var port = 1; port <= gibibytes.Count; port++)
            {
                var bus = (int)(await monitor.ConfigurationAsync(0, port, SecondaryBus, cancellationToken) >> 8 & 0xff);
                var low = await monitor.ConfigurationAsync(bus, 0, LargeBar, cancellationToken);
                var high = await monitor.ConfigurationAsync(bus, 0, LargeBar + 4, cancellationToken);
                Assert.Equal(IsWideAndPrefetchable, low & 0xf);
                var address = ((long)high << 32) | (low & ~0xfu);

                // A BAR that was left out is zero, or still has the bits by which its size was asked for, beyond every address of the machine.
                places.Add(address is > 0 and < 1L << GuestBits ? address : 0);
            }

            return places;
        }
        finally
        {
            if (!qemu.HasExited)
            {
                qemu.Kill();
                await qemu.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    private static ProcessStartInfo Command(TemporaryFolder folder, IReadOnlyList<int> gibibytes, long? windowMiB)
    {
        var start = new ProcessStartInfo("nice") { RedirectStandardError = true };
        List<string> words =
        [
            "-n", "10", "qemu-system-x86_64", "-accel", "tcg", "-cpu", "max", "-M", "q35", "-m", "256", "-nodefaults", "-no-user-config", "-display", "none", "-no-reboot",
            "-drive", $"if=pflash,format=raw,readonly=on,file={Code}", "-drive", $"if=pflash,format=raw,file={folder.File("variables.fd")}",
            "-serial", $"file:{folder.File("console")}", "-qmp", $"unix:{folder.File("monitor")},server=on,wait=off",
        ];
        // What every VM has beside its cards: a device on the root bus with a small BAR, which a window that is exactly full has no room for.
        words.AddRange(["-device", "virtio-rng-pci,bus=pcie.0,addr=1e.0"]);
        if (windowMiB is { } size)
        {
            words.AddRange(["-fw_cfg", string.Create(CultureInfo.InvariantCulture, $"name=opt/ovmf/X-PciMmio64Mb,string={size}")]);
        }

        for (var i = 0; i < gibibytes.Count; i++)
        {
            words.AddRange(["-device", string.Create(CultureInfo.InvariantCulture, $"pcie-root-port,id=rp{i},chassis={i + 1},bus=pcie.0,addr={i + 1:x}.0")]);
            words.AddRange(["-device", string.Create(CultureInfo.InvariantCulture, $"pci-testdev,bus=rp{i},membar={gibibytes[i]}G")]);
        }

        words.ForEach(start.ArgumentList.Add);
        return start;
    }

    private static async Task EnumeratedAsync(Process qemu, string console, Task<string> errors, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!(File.Exists(console) && (await File.ReadAllTextAsync(console, cancellationToken)).Contains(Enumerated, StringComparison.Ordinal)))
        {
            if (qemu.HasExited)
            {
                throw new InvalidOperationException($"QEMU ended with {qemu.ExitCode}: {await errors}");
            }

            if (Stopwatch.GetElapsedTime(begun) > Patience)
            {
                throw new TimeoutException($"The firmware was not through within {Patience.TotalMinutes:0} minutes. Its console:\n{await File.ReadAllTextAsync(console, cancellationToken)}");
            }

            await Task.Delay(Beat, cancellationToken);
        }
    }
}
