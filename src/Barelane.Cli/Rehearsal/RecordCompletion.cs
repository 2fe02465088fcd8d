using Barelane.Cli.Rehearsal.Recording;
using Barelane.Core.Goals;
using Barelane.Twin.Recording;

namespace Barelane.Cli.Rehearsal;

/// <summary>
/// Adds to a record what its document speaks of by a name that no inspection reads: slice profiles of cards that are not in shared mode yet,
/// storage and networks of VMs that are still to be made. Each becomes an assumption.
/// </summary>
internal static class RecordCompletion
{
    /// <summary>The record with what was missing; the one given is left as it is.</summary>
    public static RecordedSite Complete(RecordedSite record, string alias, Document document, out IReadOnlyList<RecordedAssumption> added)
    {
        var completed = RecordedSiteJson.Read(RecordedSiteJson.Write(record));
        var notes = new RecordingNotes();
        foreach (var assignment in document.Assignments.Where(a => string.Equals(a.SiteAlias, alias, StringComparison.Ordinal)))
        {
            if (assignment.Gpu.Profile is { } profile)
            {
                AddProfile(completed, profile, notes);
            }

            if (assignment.Create is { } create)
            {
                AddPlace(completed, create, notes);
            }
        }

        added = notes.All;
        return completed;
    }

    private static void AddProfile(RecordedSite record, string profile, RecordingNotes notes)
    {
        foreach (var host in record.Datacenters.SelectMany(d => d.Clusters).SelectMany(c => c.Hosts))
        {
            foreach (var card in host.Devices.Where(d => d.Profiles.Count == 0 && DeviceRecord.IsNamedAfter(profile, d.DeviceName)))
            {
                var size = DeviceRecord.SizeIn(profile);
                card.Profiles.Add(new RecordedProfile { Name = profile, FramebufferGib = size, ProfileClass = profile.EndsWith('c') ? "compute" : "quadro" });
                host.HasVgpuManager = true;
                notes.Note($"{host.Name} {card.Address}", $"whether it offers the profile '{profile}'", $"it does, with {size} GiB each", "A card tells its profiles only once it is in shared mode, with the vendor's manager on the host.");
            }
        }
    }

    private static void AddPlace(RecordedSite record, NewVm create, RecordingNotes notes)
    {
        foreach (var datacenter in record.Datacenters)
        {
            if (create.Storage is { } storage && datacenter.Datastores.TrueForAll(d => d.Name != storage))
            {
                datacenter.Datastores.Add(new RecordedDatastore { Name = storage });
                HostsOf(datacenter).ForEach(h => h.Datastores?.Add(storage));
                notes.Note(datacenter.Name, $"whether there is a datastore '{storage}'", "there is, on every host", "Datastores are read by their ids only.");
            }

            if (create.Network is { } network && !datacenter.Networks.Contains(network))
            {
                datacenter.Networks.Add(network);
                HostsOf(datacenter).ForEach(h => h.Networks?.Add(network));
                notes.Note(datacenter.Name, $"whether there is a network '{network}'", "there is, on every host", "Networks are read by their ids only.");
            }
        }
    }

    private static List<RecordedHost> HostsOf(RecordedDatacenter datacenter) => [.. datacenter.Clusters.SelectMany(c => c.Hosts)];
}
