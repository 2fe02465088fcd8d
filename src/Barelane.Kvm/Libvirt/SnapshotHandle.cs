using System.Runtime.InteropServices;

namespace Barelane.Kvm.Libvirt;

/// <summary>A snapshot of a domain.</summary>
internal sealed class SnapshotHandle : SafeHandle
{
    public SnapshotHandle(nint handle)
        : base(0, ownsHandle: true) => SetHandle(handle);

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => LibvirtNative.SnapshotFree(handle) >= 0;
}
