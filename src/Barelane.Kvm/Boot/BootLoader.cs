namespace Barelane.Kvm.Boot;

/// <summary>Which boot loader's file holds the kernel's command line.</summary>
public enum BootLoader
{
    /// <summary><c>/etc/default/grub</c>, line <c>GRUB_CMDLINE_LINUX_DEFAULT</c> or <c>GRUB_CMDLINE_LINUX</c>; then <c>update-grub</c> or <c>grub2-mkconfig</c>.</summary>
    Grub,

    /// <summary><c>/etc/kernel/cmdline</c>, the whole file; then <c>kernel-install</c>, <c>proxmox-boot-tool refresh</c> or the like.</summary>
    KernelInstall,
}
