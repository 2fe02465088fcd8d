using Barelane.Core.Facts;
using Barelane.Core.Plans;
using Barelane.Kvm.Tests.Trees;

namespace Barelane.Kvm.Tests.Planning;

public sealed class DirectPlanTests : IDisposable
{
    private readonly HostTree _tree = new();

    [Fact]
    public void A_card_whose_driver_lets_go_is_left_to_libvirt_with_all_its_functions_on_one_slot()
    {
        _tree.Gpu(driver: "bochs-drm");

        var plan = _tree.Plan(new FakeLibvirt().Domain("train-02", Domains.Q35()), Planned.Direct());

        Assert.Empty(plan.Blocking());
        Assert.Equal(
            [
                "ConfigureVm vm attached:fixed 0000:01:00.0 10de:2204 at HOST: - -> 1",
                "ConfigureVm vm attached:fixed 0000:01:00.1 10de:1aef at HOST: - -> 1",
                "ConfigureVm vm hostdev:0000:01:00.0: - -> managed at 0000:02:00.0",
                "ConfigureVm vm hostdev:0000:01:00.1: - -> managed at 0000:02:00.1",
            ],
            plan.Changes());
        Assert.Equal(["ConfigureVm", "PowerOnVm", "Verify"], plan.Kinds());
    }

    [Fact]
    public void A_card_whose_driver_may_hang_is_bound_by_Barelane_before_the_vm_starts_and_at_boot()
    {
        _tree.Gpu(driver: "nvidia");

        var plan = _tree.Plan(new FakeLibvirt().Domain("train-02", Domains.Q35()), Planned.Direct());

        Assert.Equal(["ClaimDevice", "ConfigureVm", "PowerOnVm", "Verify"], plan.Kinds());
        Assert.Equal(
            [
                "ClaimDevice 0000:01:00.0 boot-driver: - -> vfio-pci",
                "ClaimDevice 0000:01:00.0 driver: nvidia -> vfio-pci",
                "ClaimDevice 0000:01:00.0 driver-override: - -> vfio-pci",
                "ClaimDevice 0000:01:00.1 boot-driver: - -> vfio-pci",
                "ClaimDevice 0000:01:00.1 driver: snd_hda_intel -> vfio-pci",
                "ClaimDevice 0000:01:00.1 driver-override: - -> vfio-pci",
                "ConfigureVm vm attached:fixed 0000:01:00.0 10de:2204 at HOST: - -> 1",
                "ConfigureVm vm attached:fixed 0000:01:00.1 10de:1aef at HOST: - -> 1",
                "ConfigureVm vm hostdev:0000:01:00.0: - -> unmanaged at 0000:02:00.0",
                "ConfigureVm vm hostdev:0000:01:00.1: - -> unmanaged at 0000:02:00.1",
            ],
            plan.Changes());
    }

    [Fact]
    public void What_is_reached_stays_reached()
    {
        _tree.Gpu(driver: "bochs-drm");
        var cards = $"fixed 0000:01:00.0 10de:2204 at {HostTree.MachineId} + fixed 0000:01:00.1 10de:1aef at {HostTree.MachineId}";
        var xml = Domains.Q35(
            devices: Domains.Hostdev("0000:01:00.0", "0000:03:00.0") + Domains.Hostdev("0000:01:00.1", "0000:03:00.1"),
            extra: Domains.Mark("farm", cards));

        var plan = _tree.Plan(new FakeLibvirt().Domain("train-02", xml, isRunning: true), Planned.Direct());

        Assert.Empty(plan.Steps);
    }

    [Fact]
    public void A_function_that_is_missing_joins_the_slot_of_the_one_the_vm_has()
    {
        _tree.Gpu(driver: "bochs-drm");

        var plan = _tree.Plan(new FakeLibvirt().Domain("train-02", Domains.Q35(devices: Domains.Hostdev("0000:01:00.0", "0000:03:00.0"))), Planned.Direct());

        Assert.Contains("ConfigureVm vm hostdev:0000:01:00.1: - -> managed at 0000:03:00.1", plan.Changes());
        Assert.DoesNotContain(plan.Changes(), c => c.Contains("hostdev:0000:01:00.0", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_free_root_port_the_next_index_is_taken()
    {
        _tree.Gpu(driver: "bochs-drm");
        var full = Domains.Q35().Replace("<controller type='pci' index='2' model='pcie-root-port'>", "<controller type='pci' index='2' model='pcie-to-pci-bridge'>", StringComparison.Ordinal)
            .Replace("<controller type='pci' index='3' model='pcie-root-port'>", "<controller type='pci' index='3' model='pcie-to-pci-bridge'>", StringComparison.Ordinal);

        Assert.Contains("ConfigureVm vm hostdev:0000:01:00.0: - -> managed at 0000:04:00.0", _tree.Plan(new FakeLibvirt().Domain("train-02", full), Planned.Direct()).Changes());
    }

    [Fact]
    public void An_iommu_that_is_off_is_switched_on_by_the_kernels_command_line_with_a_reboot()
    {
        _tree.Function("0000:01:00.0", "10de:2204", "30000", "nvidia", null, "0000:00:01.0", 256).WithoutIommu();

        var plan = _tree.Plan(new FakeLibvirt().Domain("train-02", Domains.Q35()), Planned.Direct());

        Assert.Empty(plan.Blocking());
        Assert.Equal(
            [
                "EnterMaintenance host maintenance: off -> on",
                "ClaimDevice host kernel-argument:intel_iommu: - -> on-pending",
                "RebootHost host kernel-argument:intel_iommu: on-pending -> on",
                "LeaveMaintenance host maintenance: on -> off",
                "ConfigureVm vm attached:fixed 0000:01:00.0 10de:2204 at HOST: - -> 1",
                "ConfigureVm vm hostdev:0000:01:00.0: - -> managed at 0000:02:00.0",
            ],
            plan.Changes());
        Assert.Contains(plan.Impacts, i => i.Consent == ConsentNames.HostReboot);
        Assert.Contains(plan.Steps.Single(s => s.Kind == StepKind.RebootHost).Expectations, e => e.ToString() == "iommu is 'on'");
    }

    [Fact]
    public void A_command_line_that_waits_for_its_reboot_is_not_written_again()
    {
        _tree.Function("0000:01:00.0", "10de:2204", "30000", "nvidia", null, "", 256).WithoutIommu().Write("/etc/default/grub", "GRUB_CMDLINE_LINUX_DEFAULT=\"quiet intel_iommu=on\"");

        var plan = _tree.Plan(new FakeLibvirt().Domain("train-02", Domains.Q35()), Planned.Direct());

        Assert.DoesNotContain("ClaimDevice", plan.Kinds());
        Assert.Contains("RebootHost host kernel-argument:intel_iommu: on-pending -> on", plan.Changes());
    }

    [Fact]
    public void Firmware_without_an_iommu_blocks_and_no_command_line_is_touched()
    {
        _tree.Function("0000:01:00.0", "10de:2204", "30000", "nvidia", null, "", 256).WithoutIommu().Remove("/sys/firmware/acpi/tables/DMAR");

        var plan = _tree.Plan(new FakeLibvirt().Domain("train-02", Domains.Q35()), Planned.Direct());

        Assert.Contains("KVM-IOMMU-001", plan.Blocking());
        Assert.DoesNotContain(plan.Changes(), c => c.Contains("kernel-argument", StringComparison.Ordinal));
    }

    [Fact]
    public void A_console_needs_its_consent()
    {
        _tree.Gpu(driver: "bochs-drm").Attribute("0000:01:00.0", "boot_vga", "1").Write("/proc/fb", "0 EFI VGA");

        var plan = _tree.Plan(new FakeLibvirt().Domain("train-02", Domains.Q35()), Planned.Direct());

        Assert.Contains(plan.Impacts, i => i.Consent == ConsentNames.HostConsole);
        Assert.Contains("ClaimDevice", plan.Kinds());
    }

    [Fact]
    public void Another_member_of_the_group_goes_along_on_a_slot_of_its_own()
    {
        _tree.Gpu(driver: "bochs-drm").Function("0000:02:00.0", "1b21:2142", "c0330", "xhci_hcd", 6, "0000:00:01.1", 1);

        var changes = _tree.Plan(new FakeLibvirt().Domain("train-02", Domains.Q35()), Planned.Direct()).Changes();

        Assert.Contains("ConfigureVm vm hostdev:0000:02:00.0: - -> managed at 0000:03:00.0", changes);
    }

    [Fact]
    public void A_large_card_widens_the_guests_addresses_where_the_cpu_is_a_named_model()
    {
        _tree.Gpu(driver: "bochs-drm", barsMiB: [131072, 32]);

        var changes = _tree.Plan(new FakeLibvirt().Domain("train-02", Domains.Q35(cpu: "<cpu mode='custom'><model>Skylake-Server</model></cpu>")), Planned.Direct()).Changes();

        Assert.Contains("ConfigureVm vm maxphysaddr: - -> emulate bits=41", changes);
    }

    [Fact]
    public void A_guest_with_the_hosts_own_width_needs_nothing()
    {
        _tree.Gpu(driver: "bochs-drm", barsMiB: [131072, 32]);

        Assert.DoesNotContain(_tree.Plan(new FakeLibvirt().Domain("train-02", Domains.Q35()), Planned.Direct()).Changes(), c => c.Contains("maxphysaddr", StringComparison.Ordinal));
    }

    [Fact]
    public void An_iommu_narrower_than_the_window_leaves_the_firmwares_option()
    {
        _tree.Gpu(driver: "bochs-drm", barsMiB: [65536, 32]).Write("/sys/class/iommu/dmar0/intel-iommu/cap", "d2008c22260286");

        var plan = _tree.Plan(new FakeLibvirt().Domain("train-02", Domains.Q35(cpu: "<cpu mode='custom'/>")), Planned.Direct());

        Assert.Contains("ConfigureVm vm mmio-window-mib: - -> 131072", plan.Changes());
    }

    [Fact]
    public void Firmware_before_202211_gets_its_window_by_its_option_as_it_does_not_grow_with_the_guests_addresses()
    {
        _tree.Gpu(driver: "bochs-drm", barsMiB: [65536, 32]).FirmwarePackage("edk2 (2022.02-3ubuntu0.22.04.3) jammy-security; urgency=medium");

        var changes = _tree.Plan(new FakeLibvirt().Domain("train-02", Domains.Q35()), Planned.Direct()).Changes();

        Assert.Contains("ConfigureVm vm mmio-window-mib: - -> 131072", changes);
        Assert.DoesNotContain(changes, c => c.Contains("maxphysaddr", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(65536, true)]
    [InlineData(256, false)]
    public void Where_the_firmwares_release_is_not_told_a_large_card_is_warned_of(long barMiB, bool isWarned)
    {
        _tree.Gpu(driver: "bochs-drm", barsMiB: [barMiB, 32]).Remove("/usr/share/doc/ovmf");

        var plan = _tree.Plan(new FakeLibvirt().Domain("train-02", Domains.Q35()), Planned.Direct());

        Assert.Empty(plan.Blocking());
        Assert.Equal(isWarned, plan.Findings.Any(f => f.Rule == "KVM-WINDOW-003"));
    }

    [Fact]
    public void Cards_that_no_window_holds_block()
    {
        _tree.Gpu(driver: "bochs-drm", barsMiB: [16 << 20, 32]);

        Assert.Contains("KVM-WINDOW-001", _tree.Plan(new FakeLibvirt().Domain("train-02", Domains.Q35()), Planned.Direct()).Blocking());
    }

    [Fact]
    public void A_transient_domain_blocks()
    {
        _tree.Gpu(driver: "bochs-drm");
        var libvirt = new FakeLibvirt().Domain("train-02", "", isRunning: true, live: Domains.Q35(), change: d => d with { StoredXml = Observed<string>.Absent });

        Assert.Contains("KVM-DOMAIN-001", _tree.Plan(libvirt, Planned.Direct()).Blocking());
    }

    [Fact]
    public void A_stuck_device_blocks()
    {
        _tree.Gpu(driver: "nvidia").Write("/run/barelane/stuck/0000:01:00.0", "unbind from 'nvidia'");

        Assert.NotEmpty(_tree.Plan(new FakeLibvirt().Domain("train-02", Domains.Q35()), Planned.Direct()).Blocking());
    }

    [Fact]
    public void A_card_that_leaves_the_document_is_taken_off_and_its_binding_at_boot_goes()
    {
        _tree.Gpu(driver: "vfio-pci").Write("/etc/barelane/boot.d/0000:01:00.0", "id=10de:2204:10de:145a\ndriver=vfio-pci").Attribute("0000:01:00.0", "driver_override", "vfio-pci");
        var xml = Domains.Q35(devices: Domains.Hostdev("0000:01:00.0", "0000:03:00.0", isManaged: false), extra: Domains.Mark("farm", $"fixed 0000:01:00.0 10de:2204 at {HostTree.MachineId}"));

        var plan = _tree.Plan(new FakeLibvirt().Domain("train-02", xml));

        Assert.Equal(
            [
                "ConfigureVm vm attached:fixed 0000:01:00.0 10de:2204 at HOST: 1 -> -",
                "ConfigureVm vm hostdev:0000:01:00.0: unmanaged at 0000:03:00.0 -> -",
                "ReleaseDevice 0000:01:00.0 boot-driver: vfio-pci -> -",
                "ReleaseDevice 0000:01:00.0 driver-override: vfio-pci -> -",
            ],
            plan.Changes());
        Assert.Contains(plan.Impacts, i => i.Consent == ConsentNames.Release);
    }

    [Fact]
    public void A_card_goes_from_one_vm_to_another_release_before_give()
    {
        _tree.Gpu(driver: "bochs-drm");
        var cards = $"fixed 0000:01:00.0 10de:2204 at {HostTree.MachineId} + fixed 0000:01:00.1 10de:1aef at {HostTree.MachineId}";
        var giver = Domains.Q35("giver", Domains.Hostdev("0000:01:00.0", "0000:03:00.0") + Domains.Hostdev("0000:01:00.1", "0000:03:00.1"), extra: Domains.Mark("farm", cards));

        var plan = _tree.Plan(new FakeLibvirt().Domain("giver", giver).Domain("train-02", Domains.Q35()), Planned.Direct());

        var steps = plan.Steps.Where(s => s.Kind == StepKind.ConfigureVm).ToList();
        Assert.Equal(["rack7/giver", "rack7/train-02"], steps.Select(s => s.TargetName));
        Assert.Contains(steps[0].Id, steps[1].After);
    }

    [Fact]
    public void A_group_that_changes_while_planning_gives_another_plan_that_names_the_member()
    {
        _tree.Gpu(driver: "bochs-drm");
        var libvirt = new FakeLibvirt().Domain("train-02", Domains.Q35());
        var before = _tree.Plan(libvirt, Planned.Direct());

        _tree.Function("0000:02:00.0", "144d:a80a", "10802", "nvme", 6, "0000:00:01.1").Link("/sys/class/block/nvme0n1", "../../devices/pci0000:00/0000:00:01.1/0000:02:00.0/nvme/nvme0/nvme0n1")
            .Write("/proc/self/mountinfo", "22 1 259:0 / /data rw - ext4 /dev/nvme0n1 rw");
        var after = _tree.Plan(libvirt, Planned.Direct());

        Assert.NotEqual(PlanFormat.IdOf(before), PlanFormat.IdOf(after));
        Assert.Contains(after.Findings, f => f.Blocks && f.Rule == "DEVICE-GROUP-001" && f.Observed.Contains("'0000:02:00.0'", StringComparison.Ordinal) && f.Observed.Contains("'/data'", StringComparison.Ordinal));
    }

    [Fact]
    public void Bios_firmware_is_changed_only_where_the_file_consents()
    {
        _tree.Gpu(driver: "bochs-drm", barsMiB: [16384, 32]);
        var libvirt = new FakeLibvirt().Domain("train-02", Domains.Q35().Replace("<os firmware='efi'>", "<os>", StringComparison.Ordinal));

        Assert.DoesNotContain(_tree.Plan(libvirt, Planned.Direct()).Changes(), c => c.Contains("firmware", StringComparison.Ordinal));
        Assert.Contains("ConfigureVm vm firmware: bios -> efi", _tree.Plan(libvirt, Planned.Direct() with { Consent = [ConsentNames.FirmwareChange] }).Changes());
    }

    public void Dispose() => _tree.Dispose();
}
