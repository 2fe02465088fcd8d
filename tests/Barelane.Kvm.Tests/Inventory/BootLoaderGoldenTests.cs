using System.Text;
using Barelane.Kvm.Boot;
using Barelane.Kvm.Steps;
using Barelane.Kvm.Tests.Trees;
using Barelane.TestKit;

namespace Barelane.Kvm.Tests.Inventory;

/// <summary>Each distribution's way to the kernel's command line: which file is changed and how, and which commands make the next boot take it; forth and back.</summary>
public sealed class BootLoaderGoldenTests
{
    private const string Release = "6.1.0-56-amd64";

    private static readonly Host[] Hosts =
    [
        new("Debian, Ubuntu: GRUB, initramfs-tools", "update-grub grub-mkconfig", false, ("/etc/default/grub", "GRUB_DEFAULT=0\nGRUB_TIMEOUT=5\nGRUB_CMDLINE_LINUX_DEFAULT=\"quiet splash\"\nGRUB_CMDLINE_LINUX=\"\"\n")),
        new("Fedora, RHEL 8 and later: GRUB with an entry for each kernel (BLS), dracut", "grubby grub2-mkconfig kernel-install", true, ("/etc/default/grub", "GRUB_TIMEOUT=5\nGRUB_CMDLINE_LINUX=\"crashkernel=1G-4G:192M resume=/dev/mapper/rhel-swap rd.lvm.lv=rhel/root\"\nGRUB_ENABLE_BLSCFG=true\n"), ("/etc/kernel/cmdline", "root=/dev/mapper/rhel-root ro\n")),
        new("openSUSE, SLES: GRUB, dracut", "grub2-mkconfig kernel-install", true, ("/etc/default/grub", "GRUB_CMDLINE_LINUX_DEFAULT=\"splash=silent quiet\"\n")),
        new("Arch: GRUB, mkinitcpio", "grub-mkconfig kernel-install mkinitcpio", true, ("/etc/default/grub", "GRUB_CMDLINE_LINUX_DEFAULT='loglevel=3 quiet'\n")),
        new("Debian: systemd-boot, initramfs-tools", "kernel-install", false, ("/etc/kernel/cmdline", "root=UUID=0a3407de-014b-458b-b5c1-848e92a327a3 ro quiet\n"), ("/boot/efi/loader/loader.conf", "timeout 3\n")),
        new("Fedora: systemd-boot, dracut", "kernel-install grubby", true, ("/etc/kernel/cmdline", "root=UUID=0a3407de-014b-458b-b5c1-848e92a327a3 ro rhgb quiet\n"), ("/boot/efi/loader/loader.conf", "timeout 3\n")),
        new("Arch: unified kernel images, mkinitcpio", "mkinitcpio", true, ("/etc/kernel/cmdline", "root=/dev/nvme0n1p2 rw"), ("/efi/loader/loader.conf", "timeout 3\n")),
        new("Proxmox VE on ZFS: proxmox-boot-tool, initramfs-tools", "proxmox-boot-tool update-grub kernel-install", false, ("/etc/kernel/cmdline", "root=ZFS=rpool/ROOT/pve-1 boot=zfs\n"), ("/etc/kernel/proxmox-boot-uuids", "1234-ABCD\n"), ("/etc/default/grub", "GRUB_CMDLINE_LINUX_DEFAULT=\"quiet\"\n")),
    ];

    [Fact]
    public void Every_distribution_s_file_and_commands_are_those_that_were_read_and_approved()
    {
        var text = new StringBuilder();
        foreach (var host in Hosts)
        {
            using var tree = new HostTree(new MemoryStore());
            tree.Remove("/etc/default/grub");
            foreach (var (path, content) in host.Files)
            {
                tree.Bytes(path, Encoding.UTF8.GetBytes(content));
            }

            var before = BootFile.Find(tree.Files).Value;
            var after = before with { Text = before.With("intel_iommu", "on") };
            var back = after with { Text = after.With("intel_iommu", null) };
            Assert.Equal(before.Text, back.Text);
            text.Append("== ").Append(host.Name).Append('\n').Append(before.Path).Append('\n').Append(Difference(before.Text, after.Text))
                .Append("then: ").Append(Commands(host, before.Loader, "on")).Append("\nback: ").Append(Commands(host, before.Loader, null)).Append("\n\n");
        }

        Golden.Match("boot-loaders.txt", text.ToString().TrimEnd() + "\n");
    }

    private static string Difference(string before, string after) => string.Concat(before.Split('\n').Zip(after.Split('\n')).Where(p => p.First != p.Second).Select(p => $"  - {p.First}\n  + {p.Second}\n"));

    private static string Commands(Host host, BootLoader loader, string? value) => string.Join("; ", BootLoaderCommands
        .Of(loader, host.Programs.Split(' ').ToHashSet(StringComparer.Ordinal), [(Release, host.HasImage ? $"/lib/modules/{Release}/vmlinuz" : $"/boot/vmlinuz-{Release}")], [("intel_iommu", value)]).Select(c => string.Join(' ', [c.Program, .. c.Arguments])));

    private sealed record Host(string Name, string Programs, bool HasImage, params (string Path, string Content)[] Files);
}
