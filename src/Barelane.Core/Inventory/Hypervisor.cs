namespace Barelane.Core.Inventory;

/// <summary>The hypervisors with an adapter.</summary>
public enum Hypervisor
{
    /// <summary>VMware vSphere: a vCenter or a lone ESXi host.</summary>
    VSphere,

    /// <summary>KVM with libvirt or plain VFIO.</summary>
    Kvm,

    /// <summary>Microsoft Hyper-V.</summary>
    HyperV,
}
