using System.Runtime.InteropServices;

namespace Barelane.Kvm.Libvirt;

/// <summary>The one function that only libvirt's QEMU driver has.</summary>
internal static partial class LibvirtQemuNative
{
    [LibraryImport("libvirt-qemu.so.0", EntryPoint = "virDomainQemuAgentCommand", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint AgentCommand(DomainHandle domain, string command, int timeout, uint flags);
}
