using System.Globalization;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;
using Barelane.Core.Sizing;

namespace Barelane.Kvm.Planning;

/// <summary>
/// Wants about the guest's 64-bit window: wide enough addresses first, the firmware's own option where they can't be had. Sized by the fit rule for
/// everything behind the guest's root ports.
/// </summary>
internal static class WindowWants
{
    private const string Source = "tianocore/edk2, PlatformInitLib and PciHotPlugInit.c (edk2-stable202211 and later)";
    private const string Packaged = "/usr/share/OVMF/";
    private static readonly Version Growing = new(2022, 11);
    private const int UnknownHostBits = 39;
    private const int NamedModelBits = 40;
    private const long GiB = 1L << 30;

    public static void Add(Proposing p, GuestPlaces places, IReadOnlyList<(PciAddress? Guest, Device Function)> loads)
    {
        if (p.Vm is not { } vm)
        {
            return;
        }

        var ports = Ports(p, places, loads);
        if (vm.Firmware.Or("") != "efi")
        {
            // An installed guest does not boot with another firmware: it is changed only where the file consents.
            if (p.Assignment.Consent.Contains(ConsentNames.FirmwareChange) && MmioWindow.For([.. loads.Select(l => l.Function)], p.Assignment.MmioGiB).IsNeeded)
            {
                p.WantOfVm(Field.Firmware, "efi", "large BARs find no place under BIOS firmware");
            }

            return;
        }

        var window = GuestWindow(p);
        var asked = p.Assignment.MmioGiB * GiB;
        if (asked is null ? OvmfWindow.Fits(ports, window) : window >= asked)
        {
            SayUntoldRelease(p, vm, ports);
            return;
        }

        if ((asked ?? OvmfWindow.Smallest(ports)) is not { } needed)
        {
            p.Say("KVM-WINDOW-001", Severity.Block, vm.Ref, "no window that the firmware can make holds the devices", $"At most {Text(OvmfWindow.LargestOption / GiB)} GiB of 64-bit BARs",
                "A BAR without a place reads as zero, and the guest's driver finds no card.", "Give the VM fewer cards, or make their BARs smaller (resizable BAR).", Source);
            return;
        }

        var reason = $"the devices need a 64-bit window of {Text(needed / GiB)} GiB, the guest's is {Text(window / GiB)} GiB";
        var bits = OvmfWindow.BitsFor(needed);
        if (bits <= Math.Min(WidestBits(p), OvmfWindow.WidestBits) && LibvirtOf(p) >= new Version(8, 7) && !HasOldFirmware(p))
        {
            SayUntoldRelease(p, vm, ports);
            p.WantOfVm(KvmFields.MaxPhysAddr, IsHostCpu(p) ? Passthrough(p) : $"emulate bits={Text(bits)}", reason);
        }
        else if (needed <= OvmfWindow.LargestOption && needed < 1L << Math.Min(GuestBits(p), 62) >> 1)
        {
            p.WantOfVm(KvmFields.MmioWindowMiB, Text(needed >> 20), reason);
        }
        else
        {
            p.Say("KVM-WINDOW-002", Severity.Block, vm.Ref, $"the guest's addresses can be {Text(WidestBits(p))} bits wide on this host, its window is {Text(window / GiB)} GiB",
                $"{Text(bits)} bits, for a window of {Text(needed / GiB)} GiB", "The window lies at the end of the guest's address space, and the IOMMU has to reach it.",
                "Use a host whose CPU and IOMMU have wider addresses, or give the VM fewer cards.", Source);
        }
    }

    /// <summary>Everything behind a root port; a port with small devices is kept the same room as an empty one.</summary>
    private static List<PortLoad> Ports(Proposing p, GuestPlaces places, IReadOnlyList<(PciAddress? Guest, Device Function)> loads)
    {
        var all = loads.Concat(Staying(p).Where(s => loads.All(l => l.Function.Address != s.Function.Address))).ToList();
        var cards = all.GroupBy(l => l.Guest is { } g ? $"{g.Bus}:{g.Device}" : l.Function.Address.ToString(), StringComparer.Ordinal)
            .Select(g => new PortLoad([.. g.SelectMany(l => l.Function.Bars.Or([])).Where(b => b.Is64Bit && b.IsPrefetchable).Select(b => b.Bytes)])).ToList();
        var total = int.TryParse(p.Options.GetValueOrDefault(Inventory.DomainOptions.RootPorts), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n + places.Added : cards.Count;
        return [.. cards, .. Enumerable.Repeat(PortLoad.Empty, Math.Max(0, total - cards.Count))];
    }

    /// <summary>Functions the VM has beside those that this assignment gives.</summary>
    private static IEnumerable<(PciAddress? Guest, Device Function)> Staying(Proposing p) => (p.Vm?.Attached.Or([]) ?? [])
        .Where(a => a.Address is not null && !p.Given.Contains(a.Backing))
        .Select(a => (Hostdevs.Parse(a.Key, p.Options.GetValueOrDefault("hostdev:" + a.Key) ?? "")?.Guest, p.Host.DeviceAt(a.Address!.Value)!))
        .Where(s => s.Item2 is not null);

    private static long GuestWindow(Proposing p)
    {
        var window = HasOldFirmware(p) ? OvmfWindow.Classic : OvmfWindow.OfBits(GuestBits(p), p.Host.CpuVendor.Or("intel") == "intel");
        return long.TryParse(p.Options.GetValueOrDefault("mmio-window-mib"), NumberStyles.None, CultureInfo.InvariantCulture, out var mib) ? Math.Max(window, mib << 20) : window;
    }

    /// <summary>Whether the firmware certainly is one whose window does not grow with the guest's addresses. A file of the VM's own tells nothing.</summary>
    private static bool HasOldFirmware(Proposing p) => FirmwareOf(p) is { } release && release < Growing;

    private static Version? FirmwareOf(Proposing p) =>
        p.Host.GuestFirmwareRelease.TryGet(out var release) && (!p.Options.TryGetValue(Inventory.DomainOptions.FirmwareFile, out var file) || file.StartsWith(Packaged, StringComparison.Ordinal)) ? release : null;

    /// <summary>Where devices need more than old firmware's window, and nobody tells whether this is old firmware.</summary>
    private static void SayUntoldRelease(Proposing p, Vm vm, IReadOnlyList<PortLoad> ports)
    {
        if (FirmwareOf(p) is null && !OvmfWindow.Fits(ports, OvmfWindow.Classic) && !p.Options.ContainsKey("mmio-window-mib"))
        {
            p.Say("KVM-WINDOW-003", Severity.Warn, vm.Ref, "which release of OVMF it starts with is not told", $"edk2-stable{Growing.Major}{Growing.Minor} or later, or a window set by hand",
                $"The devices need more than {Text(OvmfWindow.Classic / GiB)} GiB; older firmware keeps to that, whatever the guest's addresses are, and the guest says 'can\'t assign; no space'.",
                $"Nothing where the firmware is of that release or later ('rpm -q edk2-ovmf', 'rpm -q qemu-ovmf-x86_64'). Otherwise write 'mmio-gib:' into the assignment, or update it.", Source);
        }
    }

    /// <summary>How wide the guest's addresses are now.</summary>
    private static int GuestBits(Proposing p)
    {
        var host = p.Host.AddressBits.Or(UnknownHostBits);
        var set = p.Options.GetValueOrDefault("maxphysaddr") ?? "";
        var number = set.IndexOf('=', StringComparison.Ordinal) is var at and >= 0 && int.TryParse(set.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : (int?)null;
        return set.StartsWith("emulate", StringComparison.Ordinal) ? number ?? NamedModelBits
            : set.StartsWith("passthrough", StringComparison.Ordinal) ? Math.Min(host, number ?? host)
            : IsHostCpu(p) ? host : NamedModelBits;
    }

    /// <summary>How wide they can be: no wider than the CPU's own and what the IOMMU translates.</summary>
    private static int WidestBits(Proposing p) => p.Options.GetValueOrDefault("domain-type") == "kvm"
        ? Math.Min(p.Host.AddressBits.Or(UnknownHostBits), p.Host.IommuAddressBits.Or(64))
        : p.Host.IommuAddressBits.Or(64);

    private static bool IsHostCpu(Proposing p) => p.Options.GetValueOrDefault(Inventory.DomainOptions.CpuMode) == "host-passthrough";

    private static string Passthrough(Proposing p) => p.Host.IommuAddressBits.TryGet(out var iommu) && iommu < p.Host.AddressBits.Or(UnknownHostBits) && LibvirtOf(p) >= new Version(9, 3)
        ? $"passthrough limit={Text(iommu)}"
        : "passthrough";

    private static Version LibvirtOf(Proposing p) => Version.TryParse(p.Question.Site.ApiVersion, out var version) ? version : new Version(0, 0);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
