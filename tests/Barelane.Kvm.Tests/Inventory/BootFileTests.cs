using Barelane.Core.Facts;
using Barelane.Kvm.Boot;
using Barelane.Kvm.Tests.Trees;
using FsCheck;
using FsCheck.Fluent;

namespace Barelane.Kvm.Tests.Inventory;

public sealed class BootFileTests : IDisposable
{
    private const string Grub = """
        # If you change this file, run 'update-grub' afterwards.
        GRUB_DEFAULT=0
        GRUB_CMDLINE_LINUX_DEFAULT="quiet splash" # ours
        GRUB_CMDLINE_LINUX=""

        """;

    private readonly HostTree _tree = new();

    [Fact]
    public void One_argument_changes_and_every_other_byte_stays()
    {
        var file = new BootFile(BootLoader.Grub, "/etc/default/grub", Grub);

        Assert.Equal(Grub.Replace("quiet splash", "quiet splash intel_iommu=on", StringComparison.Ordinal), file.With("intel_iommu", "on"));
        Assert.Equal("quiet splash", file.CommandLine);
    }

    [Fact]
    public void Taking_back_what_was_set_gives_the_file_as_it_was()
    {
        var file = new BootFile(BootLoader.Grub, "/etc/default/grub", Grub);

        Assert.Equal(Grub, (file with { Text = file.With("intel_iommu", "on") }).With("intel_iommu", null));
    }

    [Fact]
    public void A_value_is_replaced_in_its_place() =>
        Assert.Equal("a intel_iommu=on b", KernelArguments.With("a intel_iommu=off b", "intel_iommu", "on"));

    [Theory]
    [InlineData("intel_iommu=on", "intel_iommu", "on")]
    [InlineData("nosplash", "nosplash", "set")]
    [InlineData("intel_iommu=off intel_iommu=on", "intel_iommu", "on")]
    [InlineData("not_intel_iommu=on", "intel_iommu", null)]
    [InlineData("dyndbg=\"file x +p\" iommu=pt", "iommu", "pt")]
    public void An_argument_is_found_by_its_whole_name(string line, string name, string? expected) => Assert.Equal(expected, KernelArguments.Find(line, name));

    [Fact]
    public void What_is_set_is_found_and_nothing_else_changes() => Prop.ForAll(
        Gen.Elements("quiet", "a=1", "b=\"x y\"", "iommu=pt", "intel_iommu=off", "ro").ListOf().Select(w => string.Join(' ', w)).ToArbitrary(), line =>
        {
            var changed = KernelArguments.With(line, "intel_iommu", "on");
            return KernelArguments.Find(changed, "intel_iommu") == "on"
                && KernelArguments.With(changed, "intel_iommu", null) == KernelArguments.With(line, "intel_iommu", null);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_kernel_file_is_taken_where_entries_are_made_from_it()
    {
        _tree.Write("/etc/kernel/cmdline", "root=ZFS=rpool/ROOT boot=zfs").Write("/etc/kernel/proxmox-boot-uuids", "1234-5678");

        var file = BootFile.Find(_tree.Files).Value;

        Assert.Equal(BootLoader.KernelInstall, file.Loader);
        Assert.Equal("root=ZFS=rpool/ROOT boot=zfs intel_iommu=on\n", file.With("intel_iommu", "on"));
    }

    [Theory]
    [InlineData("GRUB_CMDLINE_LINUX_DEFAULT=$OTHER")]
    [InlineData("GRUB_CMDLINE_LINUX_DEFAULT=\"quiet $(cat more)\"")]
    [InlineData("GRUB_DEFAULT=0")]
    public void A_line_that_only_a_shell_understands_is_left_alone(string line)
    {
        _tree.Write("/etc/default/grub", line);

        var file = BootFile.Find(_tree.Files);

        Assert.Equal(ObservedState.Unreadable, file.State);
        Assert.Contains("no plain line", file.Note, StringComparison.Ordinal);
    }

    public void Dispose() => _tree.Dispose();
}
