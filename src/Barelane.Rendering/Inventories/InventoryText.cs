using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Rendering.Text;

namespace Barelane.Rendering.Inventories;

/// <summary>An inventory for people: hosts with their cards and states, VMs with GPUs, orphans.</summary>
public static class InventoryText
{
    /// <summary>The view of <c>inspect</c>; <paramref name="allDevices"/> shows every PCI function, not only GPUs.</summary>
    public static string Render(FleetInventory fleet, bool allDevices, TextLook look)
    {
        var page = new TextPage(look);
        foreach (var site in fleet.Sites)
        {
            page.Blank();
            page.Flow(0, 2, new Span(site.Site.Alias, Ink.Strong), $"  {site.Site.Product}{(site.Site.Product.Contains(site.Site.ApiVersion, StringComparison.Ordinal) ? "" : $" (API {site.Site.ApiVersion})")}");
            var gpus = site.Hosts.Sum(h => h.Gpus().Count());
            page.Flow(2, 2, new Span($"{Words.Count(site.Clusters.Count, "cluster")}, {Words.Count(site.Hosts.Count, "host")}, {Words.Count(site.Vms.Count, "VM")}, {Words.Count(gpus, "GPU")}{(site.IsWhole ? "" : " (not all of the site was read)")}", Ink.Dim));
            foreach (var gap in site.Gaps)
            {
                page.Flow(2, 4, new Span(gap.Message, Ink.Warn), gap.Remedy.Length == 0 ? "" : $" {gap.Remedy}");
            }

            foreach (var host in site.Hosts)
            {
                AddHost(page, fleet, host, allDevices);
            }

            AddVms(page, fleet, site);
        }

        AddOrphans(page, fleet);
        return page.ToString();
    }

    private static void AddHost(TextPage page, FleetInventory fleet, Host host, bool allDevices)
    {
        page.Blank();
        var cluster = fleet.ClusterOf(host) is { } c ? $" in {c.Name}" : "";
        page.Flow(2, 4, new Span($"host {host.Name}", Ink.Strong), cluster, "  ", FactWords.Of(host.Product, p => p));
        var server = $"{host.ServerVendor.Or("")} {host.ServerModel.Or("")}".Trim();
        var memory = $"{FactWords.Of(host.MemoryMiB, FactWords.Size)} memory, {FactWords.Of(host.FreeMemoryMiB, FactWords.Size)} of it not reserved";
        page.Flow(4, 4, new Span($"{(server.Length == 0 ? "" : server + ", ")}{memory}", Ink.Dim));
        IsolationText.Add(page, host);
        foreach (var trouble in TroublesOf(host))
        {
            page.Flow(4, 6, new Span(trouble, Ink.Warn));
        }

        var shown = host.Devices.Where(d => allDevices || d.IsGpu || d.HeldBy.Count > 0 || d.PassthroughWanted.Or(false)).ToList();
        var rows = shown.Select(d => (IReadOnlyList<Span>)[d.Address.ToString(), DeviceWords.NameOf(d), new Span(DeviceWords.StateOf(fleet, d) + IsolationText.PlaceOf(d), InkOf(d))]).ToList();
        page.Table(4, rows);
        if (shown.Count == 0)
        {
            page.Flow(4, 4, new Span($"no GPU among its {Words.Count(host.Devices.Count, "PCI function")}", Ink.Dim));
        }

        if (host.Profiles.TryGet(out var profiles) && profiles.Count > 0)
        {
            page.Flow(4, 6, "profiles: ", string.Join(", ", profiles.Select(p => $"{p.Name}{(p.Title.Length > 0 ? $" '{p.Title}'" : "")}{(p.Free.TryGet(out var free) ? $" ({free} free)" : "")}")));
        }

        AddLightGuests(page, host);
    }

    /// <summary>Whether the host's GPUs reach what runs beside its system; nothing is shown of what is not switched on.</summary>
    private static void AddLightGuests(TextPage page, Host host)
    {
        foreach (var guest in host.LightGuests.Or([]).Where(g => g.IsOn))
        {
            page.Flow(4, 6, $"{guest.Name}: {(guest.HasGpu ? "the host's GPUs reach it" : "the host's GPUs do not reach it")}", guest.Hindrances.Count + guest.Notes.Count == 0 ? "" : ". " + string.Join(' ', guest.Hindrances.Concat(guest.Notes)));
        }
    }

    private static IEnumerable<string> TroublesOf(Host host)
    {
        if (host.Connection.TryGet(out var connection) && connection != HostConnection.Connected)
        {
            yield return connection == HostConnection.NotResponding ? "does not respond" : "is disconnected";
        }

        if (host.Maintenance.Or(false))
        {
            yield return "is in maintenance mode";
        }

        if (host.RebootPending.Or(false))
        {
            yield return "a change waits for its reboot";
        }
    }

    private static Ink InkOf(Device device) => device.State.TryGet(out var state)
        ? state switch
        {
            DeviceState.Ready => Ink.Good,
            DeviceState.WaitingForReboot or DeviceState.ReleaseWaitingForReboot => Ink.Warn,
            DeviceState.Stuck => Ink.Bad,
            _ => Ink.Plain,
        }
        : Ink.Warn;

    /// <summary>A backing names its host by identity; people know it by name.</summary>
    private static string WithHostName(FleetInventory fleet, Vm vm, string backing) =>
        vm.Host is { } at && fleet.Host(at) is { } host ? backing.Replace($" at {host.Ref.Id}", "", StringComparison.Ordinal) : backing;

    private static void AddVms(TextPage page, FleetInventory fleet, SiteInventory site)
    {
        var rows = new List<IReadOnlyList<Span>>();
        foreach (var vm in site.Vms.Where(v => !v.IsTemplate))
        {
            var attached = vm.Attached.Or([]);
            if (attached.Count > 0)
            {
                var host = vm.Host is { } h ? fleet.Host(h)?.Name ?? h.Id : "no host";
                var power = FactWords.Of(vm.Power, p => p.ToString().ToLowerInvariant());
                rows.Add([$"VM {vm.Name}", power, host, string.Join(", ", attached.Select(a => WithHostName(fleet, vm, a.Backing)))]);
            }
        }

        page.Blank();
        if (rows.Count == 0 && (site.IsWhole || site.Vms.Count > 0))
        {
            page.Flow(2, 2, new Span("no VM has a device or slice", Ink.Dim));
        }

        page.Table(2, rows);
        var unreadable = site.Vms.Count(v => !v.Attached.IsKnown);
        if (unreadable > 0)
        {
            page.Flow(2, 4, new Span($"{Words.Count(unreadable, "VM")} could not be asked for devices.", Ink.Warn));
        }
    }

    private static void AddOrphans(TextPage page, FleetInventory fleet)
    {
        var orphans = OrphanSearch.Of(fleet);
        if (orphans.Count == 0)
        {
            return;
        }

        page.Heading("Left over");
        foreach (var orphan in orphans)
        {
            page.Flow(2, 4, new Span(orphan.Name, Ink.Strong), ": ", orphan.What);
            page.Flow(4, 6, new Span(orphan.Remedy, Ink.Code));
        }
    }

}
