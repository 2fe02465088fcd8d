using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.Kvm.Boot;
using Barelane.Kvm.Steps;
using Barelane.Kvm.Tests.Hosts;

namespace Barelane.Kvm.Tests.Steps;

public sealed class KernelArgumentTests : IDisposable
{
    private const string Grub = "/etc/default/grub";
    private readonly StepBench _bench = new();

    private static Step Set { get; } = StepBench.Step(StepKind.ClaimDevice, StepBench.HostRef, StepBench.Change("kernel-argument:intel_iommu", null, "on-pending"), StepBench.Change("kernel-argument:iommu", null, "pt-pending"));

    private static Step Unset { get; } = StepBench.Step(StepKind.ReleaseDevice, StepBench.HostRef, StepBench.Change("kernel-argument:intel_iommu", "on", "unset-pending"), StepBench.Change("kernel-argument:iommu", "pt", "unset-pending"));

    private string Now => _bench.Tree.Files.ReadBytes(Grub).Map(System.Text.Encoding.UTF8.GetString).Value;

    [Fact]
    public async Task Arguments_are_set_in_the_loader_s_file_and_its_tool_is_run()
    {
        var result = await _bench.RunAsync(Set);

        Assert.Equal(StepOutcome.Done, result.Outcome);
        Assert.Contains("GRUB_CMDLINE_LINUX_DEFAULT=\"quiet intel_iommu=on iommu=pt\"", Now, StringComparison.Ordinal);
        Assert.Equal(["update-grub"], _bench.Host.Ran);
        Assert.Equal(StepOutcome.AlreadySo, (await _bench.RunAsync(Set)).Outcome);
    }

    [Fact]
    public async Task Going_back_puts_the_very_bytes_back_and_leaves_nothing_behind()
    {
        _bench.Tree.Write(Grub, "# mine\nGRUB_CMDLINE_LINUX_DEFAULT=\"quiet   splash\"   # two blanks\nX=1\n\n");
        var before = Now;

        await _bench.RunAsync(Set);
        var result = await _bench.RunAsync(Unset);

        Assert.Equal((StepOutcome.Done, before), (result.Outcome, Now));
        Assert.Empty(_bench.Tree.Files.List("/var/lib/barelane/boot").Or([]));
    }

    [Fact]
    public async Task A_file_that_somebody_changed_since_is_not_put_back_and_both_hashes_are_named()
    {
        await _bench.RunAsync(Set);
        var ours = Sha256Text.Of(System.Text.Encoding.UTF8.GetBytes(Now));
        _bench.Tree.Write(Grub, Now + "GRUB_TIMEOUT=1");
        var theirs = Now;

        var result = await _bench.RunAsync(Unset);

        Assert.Equal((StepOutcome.Failed, "concurrent-change"), (result.Outcome, result.Problem!.Code));
        Assert.Contains(ours!, result.Problem.Message, StringComparison.Ordinal);
        Assert.Contains(Sha256Text.Of(System.Text.Encoding.UTF8.GetBytes(theirs))!, result.Problem.Message, StringComparison.Ordinal);
        Assert.Equal(theirs, Now);
    }

    [Fact]
    public async Task Arguments_set_one_after_the_other_go_back_to_the_first_file()
    {
        var before = Now;
        await _bench.RunAsync(Set with { Changes = [Set.Changes[0]] });
        await _bench.RunAsync(Set with { Changes = [Set.Changes[1]] });

        await _bench.RunAsync(Unset with { Changes = [Unset.Changes[1]] });
        Assert.Contains("intel_iommu=on\"", Now, StringComparison.Ordinal);
        await _bench.RunAsync(Unset with { Changes = [Unset.Changes[0]] });

        Assert.Equal(before, Now);
    }

    [Fact]
    public async Task A_run_that_ended_between_keeping_the_old_file_and_writing_the_new_one_is_no_change_by_somebody()
    {
        var before = Now;
        _bench.Tree.Folder("/var/lib/barelane/boot").Bytes("/var/lib/barelane/boot/etc-default-grub.before", System.Text.Encoding.UTF8.GetBytes(before)).Write("/var/lib/barelane/boot/etc-default-grub.after", new string('0', 64));

        Assert.Equal(StepOutcome.Done, (await _bench.RunAsync(Set)).Outcome);
        Assert.Equal(StepOutcome.Done, (await _bench.RunAsync(Unset)).Outcome);

        Assert.Equal(before, Now);
    }

    [Fact]
    public async Task A_host_whose_loader_is_not_known_is_told_what_to_do_by_hand()
    {
        _bench.Tree.Remove(Grub);

        var result = await _bench.RunAsync(Set);

        Assert.Equal((StepOutcome.Failed, "boot-file-unknown"), (result.Outcome, result.Problem!.Code));
        Assert.Contains("'intel_iommu=on'", result.Problem.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(BootLoader.Grub, "update-grub grub-mkconfig", "update-grub")]
    [InlineData(BootLoader.Grub, "grub2-mkconfig", "grub2-mkconfig -o /boot/grub2/grub.cfg")]
    [InlineData(BootLoader.Grub, "grub-mkconfig", "grub-mkconfig -o /boot/grub/grub.cfg")]
    [InlineData(BootLoader.Grub, "grubby grub2-mkconfig", "grubby --update-kernel=ALL --args=intel_iommu=on; grubby --update-kernel=ALL --remove-args=iommu")]
    [InlineData(BootLoader.Grub, "", "")]
    [InlineData(BootLoader.KernelInstall, "proxmox-boot-tool kernel-install", "proxmox-boot-tool refresh")]
    [InlineData(BootLoader.KernelInstall, "kernel-install mkinitcpio", "kernel-install add 6.8.0 /lib/modules/6.8.0/vmlinuz")]
    [InlineData(BootLoader.KernelInstall, "mkinitcpio", "mkinitcpio -P")]
    public void Each_loader_has_its_own_commands(BootLoader loader, string programs, string commands) => Assert.Equal(
        commands,
        string.Join("; ", BootLoaderCommands.Of(loader, programs.Split(' ').ToHashSet(), [("6.8.0", "/lib/modules/6.8.0/vmlinuz")], [("intel_iommu", "on"), ("iommu", null)]).Select(c => string.Join(' ', [c.Program, .. c.Arguments]))));

    [Fact]
    public async Task Every_kernel_that_has_an_image_gets_its_entry_anew_as_the_next_boot_may_take_another_than_runs_now()
    {
        _bench.Tree.Remove(Grub).Write("/etc/kernel/cmdline", "root=/dev/sda1 ro quiet").Write("/boot/efi/loader/loader.conf", "timeout 3")
            .Write("/boot/vmlinuz-6.1.0-56-amd64", "").Folder("/lib/modules/6.1.0-56-amd64").Write("/lib/modules/6.12.9-1/vmlinuz", "").Folder("/lib/modules/5.10.0-28-amd64");
        _bench.Host.Programs.Add("kernel-install");

        Assert.Equal(StepOutcome.Done, (await _bench.RunAsync(Set)).Outcome);

        Assert.Equal(["kernel-install add 6.1.0-56-amd64 /boot/vmlinuz-6.1.0-56-amd64", "kernel-install add 6.12.9-1 /lib/modules/6.12.9-1/vmlinuz"], _bench.Host.Ran);
    }

    public void Dispose() => _bench.Dispose();
}
