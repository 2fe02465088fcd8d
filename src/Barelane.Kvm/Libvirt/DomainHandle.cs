using System.Runtime.InteropServices;

namespace Barelane.Kvm.Libvirt;

/// <summary>A domain, which stays valid when the domain itself is gone.</summary>
internal sealed class DomainHandle : SafeHandle
{
    public DomainHandle(nint handle)
        : base(0, ownsHandle: true) => SetHandle(handle);

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => LibvirtNative.DomainFree(handle) >= 0;
}
