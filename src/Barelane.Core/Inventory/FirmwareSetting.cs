namespace Barelane.Core.Inventory;

/// <summary>A setting of a server's firmware that giving a device to a VM depends on.</summary>
public enum FirmwareSetting
{
    /// <summary>The CPU's virtualisation (VT-x, AMD-V).</summary>
    CpuVirtualization,

    /// <summary>The IOMMU (VT-d, AMD-Vi).</summary>
    Iommu,

    /// <summary>SR-IOV: room and routing for virtual functions.</summary>
    SrIov,

    /// <summary>BARs above 4 GiB.</summary>
    Above4G,

    /// <summary>Where the window above 4 GiB begins.</summary>
    MmioBase,

    /// <summary>How large the window above 4 GiB is.</summary>
    MmioSize,

    /// <summary>Access control services, which isolation groups rest on.</summary>
    Acs,

    /// <summary>Which adapter the host draws its console on.</summary>
    PrimaryDisplay,
}
