namespace Barelane.Knowledge.Symptoms;

/// <summary>Where a text is found.</summary>
public enum LogKind
{
    /// <summary>A task's or event's message in the vSphere Client, or the fault of an API call.</summary>
    VSphereTask,

    /// <summary>vmware.log in a VM's folder.</summary>
    VmwareLog,

    /// <summary>/var/log/vmkernel.log of an ESXi host.</summary>
    Vmkernel,

    /// <summary>The console of an ESXi host: DCUI, boot screen, purple screen.</summary>
    EsxiConsole,

    /// <summary>The kernel log of a Linux host: dmesg or journalctl -k.</summary>
    HostKernel,

    /// <summary>QEMU's standard error, e.g. /var/log/libvirt/qemu/VM.log.</summary>
    QemuLog,

    /// <summary>libvirt's error, from virsh or the daemon's journal.</summary>
    LibvirtLog,

    /// <summary>Proxmox VE's task log.</summary>
    ProxmoxTask,

    /// <summary>Xen's or XAPI's log.</summary>
    XenLog,

    /// <summary>An error of a Windows PowerShell cmdlet.</summary>
    PowerShell,

    /// <summary>A Windows event's text, e.g. Microsoft-Windows-Hyper-V-Worker-Admin.</summary>
    WindowsEvent,

    /// <summary>The device status in Windows' Device Manager, or Get-PnpDevice.</summary>
    DeviceStatus,

    /// <summary>The kernel log of a Linux guest.</summary>
    GuestKernel,

    /// <summary>What a program in the guest prints: nvidia-smi, CUDA, OpenCL.</summary>
    GuestProgram,

    /// <summary>The output of another tool: backup, Terraform, govc, a client of remote GPUs.</summary>
    OtherTool,

    /// <summary>No text: what somebody sees happen.</summary>
    Observation,
}
