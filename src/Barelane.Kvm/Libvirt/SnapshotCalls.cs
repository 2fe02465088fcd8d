using System.Globalization;
using System.Runtime.InteropServices;
using System.Xml.Linq;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Kvm.Libvirt;

/// <summary>Calls about a domain's snapshots, to be made on one of <see cref="LibvirtThread"/>'s threads.</summary>
internal static unsafe class SnapshotCalls
{
    /// <summary>The domain's snapshots, oldest first.</summary>
    public static Observed<IReadOnlyList<SnapshotInfo>> Read(DomainHandle domain)
    {
        nint* found;
        var count = LibvirtNative.DomainListAllSnapshots(domain, &found, 0);
        if (count < 0)
        {
            return Observed<IReadOnlyList<SnapshotInfo>>.Unreadable($"libvirt does not list the snapshots: {LibvirtLibrary.LastError().Message}.");
        }

        var snapshots = new List<SnapshotInfo>(count);
        for (var i = 0; i < count; i++)
        {
            using var snapshot = new SnapshotHandle(found[i]);

            // One that was deleted in between is none.
            if (LibvirtLibrary.Take(LibvirtNative.SnapshotGetXml(snapshot, 0)) is { } xml)
            {
                snapshots.Add(Of(XElement.Parse(xml)));
            }
        }

        NativeMemory.Free(found);
        return Observed.Read<IReadOnlyList<SnapshotInfo>>([.. snapshots.OrderBy(s => s.TakenAt).ThenBy(s => s.Name, StringComparer.Ordinal)]);
    }

    public static bool Create(DomainHandle domain, string name)
    {
        var xml = new XElement("domainsnapshot", new XElement("name", name)).ToString(SaveOptions.DisableFormatting);
        using var made = new SnapshotHandle(LibvirtNative.SnapshotCreate(domain, xml, 0));
        return made.IsInvalid ? throw DomainCalls.Refused(domain, $"making the restore point '{name}'") : true;
    }

    public static bool Delete(DomainHandle domain, string name)
    {
        using var found = new SnapshotHandle(LibvirtNative.SnapshotLookup(domain, name, 0));
        if (found.IsInvalid)
        {
            return LibvirtLibrary.LastError().IsNotFound ? true : throw DomainCalls.Refused(domain, $"looking for the restore point '{name}'");
        }

        return DomainCalls.Must(LibvirtNative.SnapshotDelete(found, 0), domain, $"taking away the restore point '{name}'");
    }

    private static SnapshotInfo Of(XElement xml) => new(
        xml.Element("name")?.Value ?? "",
        DateTimeOffset.FromUnixTimeSeconds(long.TryParse(xml.Element("creationTime")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0),
        xml.Element("memory")?.Attribute("snapshot")?.Value is "internal" or "external");
}
