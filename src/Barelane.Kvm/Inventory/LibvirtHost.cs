using Barelane.Core.Facts;

namespace Barelane.Kvm.Inventory;

/// <summary>A host as its libvirt shows it.</summary>
public sealed record LibvirtHost
{
    /// <summary>libvirt's version on that host, e.g. 9.0.0 (virConnectGetLibVersion).</summary>
    public required Version LibvirtVersion { get; init; }

    /// <summary>The hypervisor's version, e.g. QEMU 7.2.22 (virConnectGetVersion).</summary>
    public Observed<Version> QemuVersion { get; init; }

    /// <summary>The capabilities' XML (virConnectGetCapabilities).</summary>
    public Observed<string> CapabilitiesXml { get; init; }

    /// <summary>Every domain, running or not.</summary>
    public IReadOnlyList<LibvirtDomain> Domains { get; init; } = [];
}
