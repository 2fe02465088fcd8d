using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Rules;

namespace Barelane.Guest.Tests.Linux;

public sealed class LinuxInspectionTests
{
    private const string VideoMemory = "cat /sys/bus/pci/devices/0000:0b:00.0/mem_info_vram_total";

    [Fact]
    public async Task A_working_A40_passes_every_check()
    {
        var results = await Inspection.OfAsync(LinuxGuest.Working(), Inspection.OneA40);

        Assert.All(results, r => Assert.Equal((r.Check, Severity.Pass), (r.Check, r.Severity)));
        results.AssertIs(GuestChecks.DeviceSeen, Severity.Pass, "'0000:0b:00.0 (10de:2235)'");
        results.AssertIs(GuestChecks.ConsoleSeen, Severity.Pass, "'0000:00:0f.0 (15ad:0405)'");
        results.AssertIs(GuestChecks.RegionsPlaced, Severity.Pass, "65536 MiB at 0x1000000000");
        results.AssertIs(GuestChecks.DriverBound, Severity.Pass, "Driver 'nvidia' runs 0000:0b:00.0");
        results.AssertIs(GuestChecks.NvidiaAnswers, Severity.Pass, "Driver 535.129.03 lists 'NVIDIA A40 at 0000:0b:00.0 with 46068 MiB'");
        results.AssertIs(GuestChecks.Cuda, Severity.Pass, "right on 1 of 1 GPUs");
        Assert.DoesNotContain(results, r => r.Check == GuestChecks.LicenceHeld.Id);
        Assert.Equal(12, results.Count);
    }

    [Fact]
    public async Task Results_come_in_the_order_of_the_catalogue()
    {
        var results = await Inspection.OfAsync(LinuxGuest.Working(), Inspection.OneA40);

        var order = GuestChecks.All.Select(c => c.Id).ToList();
        Assert.Equal(results.OrderBy(r => order.IndexOf(r.Check)).Select(r => r.Check), results.Select(r => r.Check));
    }

    [Fact]
    public async Task Nouveau_is_named_with_the_way_to_keep_it_away()
    {
        var guest = LinuxGuest.WithDriver("nouveau")
            .Says(LinuxGuest.Modules, "nouveau 2433024 1 - Live 0x0000000000000000\nmxm_wmi 16384 1 nouveau, Live 0x0000000000000000\n")
            .Says(LinuxGuest.Mokutil, "SecureBoot disabled\n");

        var results = await Inspection.OfAsync(guest, Inspection.OneA40);

        results.AssertIs(GuestChecks.DriverBound, Severity.Block, "Driver 'nouveau' runs 0000:0b:00.0", "blacklist nouveau");
        results.AssertIs(GuestChecks.NouveauAway, Severity.Block, "is loaded", "blacklist nouveau");
        results.AssertIs(GuestChecks.NvidiaAnswers, Severity.Block, "couldn't communicate with the NVIDIA driver", "modprobe nvidia");
        results.AssertIs(GuestChecks.SecureBoot, Severity.Pass, "Secure Boot is off");
    }

    [Fact]
    public async Task A_card_without_a_driver_is_told_with_what_to_install()
    {
        var guest = LinuxGuest.WithDriver("").Lacks(LinuxGuest.SmiList);

        var results = await Inspection.OfAsync(guest, Inspection.OneA40);

        results.AssertIs(GuestChecks.DeviceSeen, Severity.Pass, "1 GPU");
        results.AssertIs(GuestChecks.DriverBound, Severity.Block, "No driver runs 0000:0b:00.0", "Install NVIDIA's driver");
        results.AssertIs(GuestChecks.NvidiaAnswers, Severity.Unknown, "'nvidia-smi' is not there", "nvidia-utils");
        results.AssertIs(GuestChecks.SecureBoot, Severity.Unknown, "'mokutil' is not there", "mokutil");
    }

    [Theory]
    [InlineData("vfio-pci", "nested VM")]
    [InlineData("pci-stub", "nested VM")]
    [InlineData("nvidiafb", "Install NVIDIA's driver")]
    public async Task A_driver_that_is_not_the_vendors_blocks(string driver, string remedy)
    {
        var results = await Inspection.OfAsync(LinuxGuest.WithDriver(driver), Inspection.OneA40);

        results.AssertIs(GuestChecks.DriverBound, Severity.Block, $"Driver '{driver}'", remedy);
    }

    [Fact]
    public async Task A_region_without_an_address_leads_to_the_MMIO_window()
    {
        var guest = LinuxGuest.WithDriver("").Says(LinuxGuest.Resource, LinuxGuest.NoBars).Says(LinuxGuest.Dmesg, LinuxGuest.QuietLog + """
            [    6.401250] NVRM: This PCI I/O region assigned to your NVIDIA device is invalid:
                           NVRM: BAR1 is 0M @ 0x0 (PCI:0000:0b:00.0)
            [    6.401254] nvidia: probe of 0000:0b:00.0 failed with error -1

            """);

        var results = await Inspection.OfAsync(guest, Inspection.OneA40);

        results.AssertIs(GuestChecks.KernelLog, Severity.Block, "This PCI I/O region assigned to your NVIDIA device is invalid", "64bitMMIOSizeGB");
        results.AssertIs(GuestChecks.RegionsPlaced, Severity.Block, "has no memory region at all", "64bitMMIOSizeGB");
    }

    [Fact]
    public async Task A_region_that_the_kernel_marks_as_unset_blocks()
    {
        var guest = LinuxGuest.Working().Says(LinuxGuest.Resource, LinuxGuest.NoBars.Insert(0, "0x00000000fc000000 0x00000000fcffffff 0x0000000000040200\n0x0000000000000000 0x0000000fffffffff 0x000000002014220c\n"));

        var results = await Inspection.OfAsync(guest, Inspection.OneA40);

        results.AssertIs(GuestChecks.RegionsPlaced, Severity.Block, "has 1 memory regions with an address and 1 without", "use64bitMMIO");
    }

    [Theory]
    [InlineData("[   88.1] NVRM: Xid (PCI:0000:0b:00): 31, pid=1022, name=python3", Severity.Warn, "Xid")]
    [InlineData("[   88.1] NVRM: Xid (PCI:0000:0b:00): 79, GPU has fallen off the bus.", Severity.Block, "cold-boot")]
    [InlineData("[    4.1] hv_pci 47505500-0001: Need 0x802000000 of high MMIO space. Consider reconfiguring the VM.", Severity.Block, "HighMemoryMappedIoSpace")]
    [InlineData("[    9.1] NVRM: GPU 0000:0b:00.0: RmInitAdapter failed! (0x26:0x56:1463)", Severity.Block, "Shut the VM down")]
    [InlineData("[    9.1] NVRM: installed in this system is not supported by the", Severity.Block, "supports the card")]
    [InlineData("[    9.1] NVRM: API mismatch: the client has the version 535.1, but", Severity.Block, "Parts of two driver releases")]
    [InlineData("[    9.1] NVRM: installed in this system requires use of the NVIDIA open kernel modules.", Severity.Block, "open kernel modules")]
    [InlineData("[    0.5] pci 0000:0b:00.0: BAR 1 [mem size 0x1000000000 64bit pref]: can't assign; no space", Severity.Warn, "GUEST-MMIO-001")]
    public async Task A_known_line_of_the_kernel_log_is_explained(string line, Severity severity, string remedy)
    {
        var guest = LinuxGuest.Working().Says(LinuxGuest.Dmesg, $"{LinuxGuest.QuietLog}{line}\n");

        var results = await Inspection.OfAsync(guest, Inspection.OneA40);

        results.AssertIs(GuestChecks.KernelLog, severity, line, remedy);
    }

    [Fact]
    public async Task A_kernel_log_kept_from_the_account_is_read_from_the_journal_or_is_unknown()
    {
        var guest = LinuxGuest.Working().Says(LinuxGuest.Dmesg, "", 1, "dmesg: read kernel buffer failed: Operation not permitted\n");
        var results = await Inspection.OfAsync(guest, Inspection.OneA40);
        results.AssertIs(GuestChecks.KernelLog, Severity.Unknown, "Operation not permitted", "systemd-journal");

        guest.Says(LinuxGuest.Journal, "Nov 22 10:00:01 render-01 kernel: pci 0000:0b:00.0: [10de:2235] type 00 class 0x030200\n");
        results = await Inspection.OfAsync(guest, Inspection.OneA40);
        results.AssertIs(GuestChecks.KernelLog, Severity.Pass, "1 lines");
    }

    [Fact]
    public async Task A_log_that_no_longer_mentions_the_card_proves_nothing()
    {
        var guest = LinuxGuest.Working().Says(LinuxGuest.Dmesg, "[ 9000.000001] audit: type=1400 apparmor=\"ALLOWED\"\n");

        var results = await Inspection.OfAsync(guest, Inspection.OneA40);

        results.AssertIs(GuestChecks.KernelLog, Severity.Unknown, "does not mention the GPU", "restart the guest");
    }

    [Fact]
    public async Task Secure_Boot_is_named_where_it_keeps_the_driver_out()
    {
        var guest = LinuxGuest.WithDriver("").Says(LinuxGuest.Mokutil, "SecureBoot enabled\n");
        var results = await Inspection.OfAsync(guest, Inspection.OneA40);
        results.AssertIs(GuestChecks.SecureBoot, Severity.Warn, "Secure Boot is on", "mokutil --import");

        guest.Says(LinuxGuest.Dmesg, $"{LinuxGuest.QuietLog}[    5.1] Loading of unsigned module is rejected\n");
        results = await Inspection.OfAsync(guest, Inspection.OneA40);
        results.AssertIs(GuestChecks.SecureBoot, Severity.Block, "Loading of unsigned module is rejected", "mokutil --import");
    }

    [Fact]
    public async Task Two_cards_given_and_one_seen_blocks_with_both_numbers()
    {
        var two = Inspection.OneA40 with { Functions = [Inspection.A40, Inspection.A40], GpuCount = 2 };

        var results = await Inspection.OfAsync(LinuxGuest.Working(), two);

        results.AssertIs(GuestChecks.DeviceSeen, Severity.Block, "The guest sees 1 GPU: '0000:0b:00.0 (10de:2235)'. Not there: '10de:2235'.", "64bitMMIOSizeGB");
        Assert.StartsWith("2 GPUs", results.Of(GuestChecks.DeviceSeen).Required, StringComparison.Ordinal);
        results.AssertIs(GuestChecks.NvidiaAnswers, Severity.Block, "lists 1 of 2 GPUs", "GUEST-DEVICE-001");
    }

    [Fact]
    public async Task A_companion_that_is_missing_is_named()
    {
        var withAudio = Inspection.OneA40 with { Functions = [Inspection.A40, new PciId(PciId.Nvidia, 0x1aef)] };

        var results = await Inspection.OfAsync(LinuxGuest.Working(), withAudio);

        results.AssertIs(GuestChecks.DeviceSeen, Severity.Block, "Not there: '10de:1aef'", "restart the guest");
    }

    [Fact]
    public async Task No_card_at_all_blocks_and_asks_nothing_about_drivers()
    {
        var guest = LinuxGuest.Working().Says(LinuxGuest.Lspci, LinuxGuest.Emulated);

        var results = await Inspection.OfAsync(guest, Inspection.OneA40);

        results.AssertIs(GuestChecks.DeviceSeen, Severity.Block, "no GPU of those given", "restart the guest");
        results.AssertIs(GuestChecks.ConsoleSeen, Severity.Note, "only the emulated adapter", "GUEST-DEVICE-001");
        Assert.DoesNotContain(results, r => r.Check == GuestChecks.DriverBound.Id);
    }

    [Fact]
    public async Task A_guest_without_an_emulated_adapter_gets_a_note()
    {
        var guest = LinuxGuest.Working().Says(LinuxGuest.Lspci, LinuxGuest.Card("nvidia"));

        var results = await Inspection.OfAsync(guest, Inspection.OneA40);

        results.AssertIs(GuestChecks.ConsoleSeen, Severity.Note, "no emulated display adapter", "svga.present");
    }

    [Fact]
    public async Task Without_lspci_the_kernels_own_files_are_read()
    {
        var guest = LinuxGuest.Working().Lacks(LinuxGuest.Lspci).Says(LinuxGuest.Uevents, """
            DRIVER=vmwgfx
            PCI_CLASS=30000
            PCI_ID=15AD:0405
            PCI_SUBSYS_ID=15AD:0405
            PCI_SLOT_NAME=0000:00:0f.0
            MODALIAS=pci:v000015ADd00000405sv000015ADsd00000405bc03sc00i00
            DRIVER=nvidia
            PCI_CLASS=30200
            PCI_ID=10DE:2235
            PCI_SUBSYS_ID=10DE:145A
            PCI_SLOT_NAME=0000:0b:00.0
            MODALIAS=pci:v000010DEd00002235sv000010DEsd0000145Abc03sc02i00

            """);

        var results = await Inspection.OfAsync(guest, Inspection.OneA40);

        Assert.All(results, r => Assert.Equal((r.Check, Severity.Pass), (r.Check, r.Severity)));
        Assert.Equal(["lspci -Dnnk", "/usr/sbin/lspci -Dnnk", "/sbin/lspci -Dnnk", LinuxGuest.Uevents], guest.Asked.Take(4));
    }

    [Theory]
    [InlineData(null, "is not there")]
    [InlineData("", "said nothing")]
    [InlineData("0\n", "answered in no known form")]
    [InlineData("garbage", "answered in no known form")]
    public async Task An_AMD_card_whose_memory_is_not_told_is_unknown(string? said, string reason)
    {
        var guest = LinuxGuest.Working().Says(LinuxGuest.Lspci, "0000:0b:00.0 Display controller [0380]: AMD Aldebaran [1002:740f]\n");
        if (said is not null)
        {
            guest.Says(VideoMemory, said);
        }

        var results = await Inspection.OfAsync(guest, new GuestExpectation { Vendor = PciId.Amd });

        results.AssertIs(GuestChecks.AmdAnswers, Severity.Unknown, reason, "rocm-smi");
    }

    [Fact]
    public async Task An_AMD_card_needs_its_own_driver_and_nothing_of_NVIDIA()
    {
        var guest = LinuxGuest.Working().Says(VideoMemory, "68702699520\n").Says(LinuxGuest.Lspci, LinuxGuest.Emulated
            + "0000:0b:00.0 Display controller [0380]: Advanced Micro Devices, Inc. [AMD/ATI] Aldebaran [1002:740f] (rev 02)\n\tKernel driver in use: amdgpu\n");
        var expectation = new GuestExpectation { Functions = [new PciId(PciId.Amd, 0x740f)], Vendor = PciId.Amd };

        var results = await Inspection.OfAsync(guest, expectation);

        results.AssertIs(GuestChecks.DriverBound, Severity.Pass, "Driver 'amdgpu'");
        results.AssertIs(GuestChecks.AmdAnswers, Severity.Pass, "has 65520 MiB");
        Assert.DoesNotContain(guest.Asked, a => a.StartsWith("nvidia-smi", StringComparison.Ordinal) || a.StartsWith("python3", StringComparison.Ordinal));
    }
}
