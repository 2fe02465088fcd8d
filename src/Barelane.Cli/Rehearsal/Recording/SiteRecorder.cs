using Barelane.Core.Inventory;
using Barelane.Twin.Recording;

namespace Barelane.Cli.Rehearsal.Recording;

/// <summary>
/// Makes the record of a site from what an inspection read: what Barelane reads and nothing else. Advanced options only by
/// <see cref="VSphere.Planning.VSphereOptions"/>, so never <c>guestinfo.*</c>. Pure. What was not read stands in the record's list of assumptions.
/// </summary>
internal static class SiteRecorder
{
    /// <summary>The vCenter's address in a record; it stands for the real one, which nothing needs (RFC 5737).</summary>
    public const string ManagementAddress = "192.0.2.1";

    /// <summary>The record.</summary>
    public static RecordedSite Record(SiteInventory inventory)
    {
        var notes = new RecordingNotes();
        var places = new Places(inventory, notes);
        var (version, build) = VersionOf(inventory.Site.Product);
        var datacenters = places.Datacenters.Select(d => DatacenterRecord.Of(d, places, notes)).ToList();
        NoteWhatIsNeverRead(inventory, notes);
        return new RecordedSite
        {
            ApiType = inventory.Site.ManagesFleet ? "VirtualCenter" : "HostAgent",
            ApiVersion = inventory.Site.ApiVersion,
            Version = version,
            Build = build ?? new RecordedSite().Build,
            InstanceUuid = inventory.Site.ManagesFleet ? inventory.Site.Ref.Site : null,
            ManagementAddress = inventory.Vms.Any(v => v.Role == "management") ? ManagementAddress : null,
            Assumptions = [.. notes.All],
            Datacenters = datacenters,
        };
    }

    /// <summary>Version and build in a product's name, such as <c>VMware vCenter Server 8.0.3 build-24022510</c>.</summary>
    public static (string? Version, string? Build) VersionOf(string product)
    {
        const string BuildMark = "build-";
        var words = product.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (words.FirstOrDefault(w => System.Version.TryParse(w, out _)),
            words.FirstOrDefault(w => w.StartsWith(BuildMark, StringComparison.Ordinal))?[BuildMark.Length..]);
    }

    private static void NoteWhatIsNeverRead(SiteInventory inventory, RecordingNotes notes)
    {
        var site = inventory.Site.Alias;
        const string Never = "Barelane never reads it.";
        notes.Note(site, "sizes of datastores and disks", "room enough for everything", Never);
        notes.Note(site, "resource pools", "every VM in its cluster's root pool, without a limit", Never);
        notes.Note(site, "what runs in the guests", "guests that boot, shut down when asked, and see what they are given", Never);
        if (!inventory.IsWhole)
        {
            notes.Note(site, "hosts and VMs outside of this inspection", "there are none", "Only what the document concerns was inspected.");
        }
    }
}
