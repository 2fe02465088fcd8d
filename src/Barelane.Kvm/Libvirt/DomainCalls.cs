using System.Runtime.InteropServices;
using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Kvm.Inventory;

namespace Barelane.Kvm.Libvirt;

/// <summary>Calls about one domain, to be made on one of <see cref="LibvirtThread"/>'s threads.</summary>
internal static unsafe class DomainCalls
{
    private const uint Secure = 1;
    private const uint Inactive = 2;
    private const uint Validate = 1;
    private const int UuidLength = 37;

    public static DomainHandle? Find(ConnectionHandle connection, Guid uuid)
    {
        if (LibvirtNative.DomainLookupByUuid(connection, uuid.ToString("D")) is var found and not 0)
        {
            return new DomainHandle(found);
        }

        var error = LibvirtLibrary.LastError();
        return error.IsNotFound ? null : throw LibvirtProblems.Of(error, $"Looking for the VM '{uuid}'");
    }

    /// <summary>Everything about a domain; null where it went away meanwhile.</summary>
    public static LibvirtDomain? Read(DomainHandle domain, bool withLive)
    {
        try
        {
            var state = State(domain);
            return new LibvirtDomain
            {
                Uuid = Uuid(domain),
                Name = Name(domain),
                State = Observed.Read((int)state),
                StoredXml = LibvirtNative.DomainIsPersistent(domain) == 0 ? Observed<string>.Absent : Observed.Read(Xml(domain, Inactive)),
                LiveXml = !IsActive(state) ? Observed<string>.Absent : withLive ? Observed.Read(Xml(domain, 0)) : default,
                Autostart = Autostart(domain),
                HasSavedState = Told(LibvirtNative.DomainHasManagedSave(domain, 0), "saved state"),
                Snapshots = SnapshotCalls.Read(domain),
            };
        }
        catch (SiteException e) when (e.Problem.Code == "not-found")
        {
            return null;
        }
    }

    /// <summary>Whether the hypervisor holds a domain in this state.</summary>
    public static bool IsActive(DomainState state) => state is not (DomainState.Off or DomainState.Crashed or DomainState.None);

    public static DomainState State(DomainHandle domain)
    {
        int state, reason;
        return LibvirtNative.DomainGetState(domain, &state, &reason, 0) < 0 ? throw Refused(domain, "reading its state") : (DomainState)state;
    }

    public static string EditableXml(DomainHandle domain) => Xml(domain, Inactive | Secure);

    public static bool Redefine(ConnectionHandle connection, DomainHandle domain, string basis, string xml)
    {
        if (XmlHash.Of(EditableXml(domain)) != basis)
        {
            throw LibvirtProblems.Changed(Name(domain));
        }

        using var defined = new DomainHandle(LibvirtNative.DomainDefine(connection, xml, Validate));
        return defined.IsInvalid ? throw Refused(domain, "defining it anew") : true;
    }

    public static bool Must(int result, DomainHandle domain, string doing) => result >= 0 ? true : throw Refused(domain, doing);

    public static SiteException Refused(DomainHandle domain, string doing)
    {
        // Asking for the name keeps the thread's last error only if it is read first.
        var error = LibvirtLibrary.LastError();
        return LibvirtProblems.Of(error, $"'{Name(domain)}', {doing}");
    }

    private static Observed<bool> Autostart(DomainHandle domain)
    {
        int starts;
        return LibvirtNative.DomainGetAutostart(domain, &starts) < 0 ? Told(-1, "autostart") : Observed.Read(starts != 0);
    }

    private static Observed<bool> Told(int answer, string what) => answer < 0
        ? Observed<bool>.Unreadable($"libvirt does not tell the {what}: {LibvirtLibrary.LastError().Message}.")
        : Observed.Read(answer > 0);

    // The name lies in the handle: no question to libvirt, and never missing.
    private static string Name(DomainHandle domain) => Marshal.PtrToStringUTF8(LibvirtNative.DomainGetName(domain)) ?? "";

    private static Guid Uuid(DomainHandle domain)
    {
        var text = stackalloc byte[UuidLength];
        return LibvirtNative.DomainGetUuid(domain, text) < 0
            ? throw Refused(domain, "reading its UUID")
            : Guid.Parse(Marshal.PtrToStringUTF8((nint)text)!);
    }

    private static string Xml(DomainHandle domain, uint flags) => LibvirtLibrary.Take(LibvirtNative.DomainGetXml(domain, flags)) ?? throw Refused(domain, "reading its definition");
}
