using System.Runtime.InteropServices;

namespace Barelane.Kvm.Libvirt;

/// <summary>A connection; libvirt counts the references that domains hold on it, so that closing it twice or early is safe.</summary>
internal sealed class ConnectionHandle : SafeHandle
{
    public ConnectionHandle(nint handle)
        : base(0, ownsHandle: true) => SetHandle(handle);

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => LibvirtNative.ConnectClose(handle) >= 0;
}
