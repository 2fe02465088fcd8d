using System.Runtime.InteropServices;
using Barelane.Core.Facts;
using Barelane.Kvm.Inventory;

namespace Barelane.Kvm.Libvirt;

/// <summary>Calls about the host as a whole, to be made on one of <see cref="LibvirtThread"/>'s threads.</summary>
internal static unsafe class HostCalls
{
    public static LibvirtHost Read(ConnectionHandle connection, bool withLive, CancellationToken cancellationToken)
    {
        nuint library, hypervisor = 0;
        if (LibvirtNative.ConnectGetLibVersion(connection, &library) < 0)
        {
            throw LibvirtProblems.Of(LibvirtLibrary.LastError(), "Asking libvirt for its version");
        }

        var hypervisorVersion = LibvirtNative.ConnectGetVersion(connection, &hypervisor) < 0
            ? Observed<Version>.Unreadable($"libvirt does not tell the hypervisor's version: {LibvirtLibrary.LastError().Message}.")
            : hypervisor == 0 ? Observed<Version>.Absent : Observed.Read(VersionOf(hypervisor));
        var capabilities = LibvirtLibrary.Take(LibvirtNative.ConnectGetCapabilities(connection));
        return new LibvirtHost
        {
            LibvirtVersion = VersionOf(library),
            QemuVersion = hypervisorVersion,
            CapabilitiesXml = capabilities is null
                ? Observed<string>.Unreadable($"libvirt does not tell what its host can do: {LibvirtLibrary.LastError().Message}.")
                : Observed.Read(capabilities),
            Domains = Domains(connection, withLive, cancellationToken),
        };
    }

    // libvirt's numbers: millions, thousands, ones.
    private static Version VersionOf(nuint number) => new((int)(number / 1_000_000), (int)(number / 1_000 % 1_000), (int)(number % 1_000));

    private static List<LibvirtDomain> Domains(ConnectionHandle connection, bool withLive, CancellationToken cancellationToken)
    {
        nint* found;
        var count = LibvirtNative.ConnectListAllDomains(connection, &found, 0);
        if (count < 0)
        {
            throw LibvirtProblems.Of(LibvirtLibrary.LastError(), "Listing the host's VMs");
        }

        var handles = new DomainHandle[count];
        for (var i = 0; i < count; i++)
        {
            handles[i] = new DomainHandle(found[i]);
        }

        NativeMemory.Free(found);
        try
        {
            var domains = new List<LibvirtDomain>(count);
            foreach (var handle in handles)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (DomainCalls.Read(handle, withLive) is { } domain)
                {
                    domains.Add(domain);
                }
            }

            domains.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
            return domains;
        }
        finally
        {
            foreach (var handle in handles)
            {
                handle.Dispose();
            }
        }
    }
}
