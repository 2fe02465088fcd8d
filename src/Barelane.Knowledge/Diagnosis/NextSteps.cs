using Barelane.Core.Inventory;

namespace Barelane.Knowledge.Diagnosis;

/// <summary>What to collect where nothing known was found.</summary>
public static class NextSteps
{
    /// <summary>A line for each thing to collect: for one hypervisor, or for all of them.</summary>
    public static IReadOnlyList<string> For(Hypervisor? hypervisor)
    {
        List<string> steps = [];
        if (hypervisor is null or Hypervisor.VSphere)
        {
            steps.Add("vSphere: vmware.log from the VM's folder, /var/log/vmkernel.log of the host of the time of the failure, and the whole text of the failed task; vm-support gathers them all: barelane diagnose esx-….tgz");
        }

        if (hypervisor is null or Hypervisor.Kvm)
        {
            steps.Add("KVM: dmesg of the host and of the guest, /var/log/libvirt/qemu/VM.log, journalctl -u libvirtd, and lspci -nnk of the card and its neighbours");
        }

        if (hypervisor is null or Hypervisor.HyperV)
        {
            steps.Add("Hyper-V: the events of Microsoft-Windows-Hyper-V-Worker-Admin, -VMMS-Admin and Microsoft-Windows-DxgKrnl-Admin (wevtutil qe LOG /f:text > LOG.txt), and Get-PnpDevice of host and guest");
        }

        steps.Add("In the guest: dmesg or the device status with its code, and nvidia-smi -q where the driver is NVIDIA's");
        steps.Add("What stands in the way of the document, without any log: barelane preflight");
        return steps;
    }
}
