using System.Runtime.InteropServices;

namespace Barelane.Kvm.Libvirt;

/// <summary>The functions of libvirt's C library that are used, with blittable signatures. Strings that libvirt gives away are freed by the caller.</summary>
/// <remarks>libvirt's <c>unsigned long</c> is as wide as a pointer on every system that has libvirt.</remarks>
internal static partial class LibvirtNative
{
    public const string Library = "libvirt.so.0";

    [LibraryImport(Library, EntryPoint = "virInitialize")]
    public static partial int Initialize();

    [LibraryImport(Library, EntryPoint = "virSetErrorFunc")]
    public static unsafe partial void SetErrorFunc(nint userData, delegate* unmanaged[Cdecl]<nint, VirError*, void> handler);

    [LibraryImport(Library, EntryPoint = "virGetLastError")]
    public static unsafe partial VirError* GetLastError();

    [LibraryImport(Library, EntryPoint = "virResetLastError")]
    public static partial void ResetLastError();

    [LibraryImport(Library, EntryPoint = "virConnectOpen", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint ConnectOpen(string uri);

    [LibraryImport(Library, EntryPoint = "virConnectClose")]
    public static partial int ConnectClose(nint connection);

    [LibraryImport(Library, EntryPoint = "virConnectGetLibVersion")]
    public static unsafe partial int ConnectGetLibVersion(ConnectionHandle connection, nuint* version);

    [LibraryImport(Library, EntryPoint = "virConnectGetVersion")]
    public static unsafe partial int ConnectGetVersion(ConnectionHandle connection, nuint* version);

    [LibraryImport(Library, EntryPoint = "virConnectGetCapabilities")]
    public static partial nint ConnectGetCapabilities(ConnectionHandle connection);

    [LibraryImport(Library, EntryPoint = "virConnectListAllDomains")]
    public static unsafe partial int ConnectListAllDomains(ConnectionHandle connection, nint** domains, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainLookupByUUIDString", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint DomainLookupByUuid(ConnectionHandle connection, string uuid);

    [LibraryImport(Library, EntryPoint = "virDomainFree")]
    public static partial int DomainFree(nint domain);

    [LibraryImport(Library, EntryPoint = "virDomainGetName")]
    public static partial nint DomainGetName(DomainHandle domain);

    [LibraryImport(Library, EntryPoint = "virDomainGetUUIDString")]
    public static unsafe partial int DomainGetUuid(DomainHandle domain, byte* buffer);

    [LibraryImport(Library, EntryPoint = "virDomainGetXMLDesc")]
    public static partial nint DomainGetXml(DomainHandle domain, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainGetState")]
    public static unsafe partial int DomainGetState(DomainHandle domain, int* state, int* reason, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainIsPersistent")]
    public static partial int DomainIsPersistent(DomainHandle domain);

    [LibraryImport(Library, EntryPoint = "virDomainHasManagedSaveImage")]
    public static partial int DomainHasManagedSave(DomainHandle domain, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainGetAutostart")]
    public static unsafe partial int DomainGetAutostart(DomainHandle domain, int* autostart);

    [LibraryImport(Library, EntryPoint = "virDomainDefineXMLFlags", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint DomainDefine(ConnectionHandle connection, string xml, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainCreateWithFlags")]
    public static partial int DomainCreate(DomainHandle domain, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainShutdownFlags")]
    public static partial int DomainShutdown(DomainHandle domain, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainDestroyFlags")]
    public static partial int DomainDestroy(DomainHandle domain, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainListAllSnapshots")]
    public static unsafe partial int DomainListAllSnapshots(DomainHandle domain, nint** snapshots, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainSnapshotCreateXML", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint SnapshotCreate(DomainHandle domain, string xml, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainSnapshotLookupByName", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint SnapshotLookup(DomainHandle domain, string name, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainSnapshotGetXMLDesc")]
    public static partial nint SnapshotGetXml(SnapshotHandle snapshot, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainSnapshotDelete")]
    public static partial int SnapshotDelete(SnapshotHandle snapshot, uint flags);

    [LibraryImport(Library, EntryPoint = "virDomainSnapshotFree")]
    public static partial int SnapshotFree(nint snapshot);
}
