using Barelane.Core.Adapters;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>Where a new VM goes: folder, pool, datastore, network, found by the names that the document gives.</summary>
internal sealed class NewVmSite
{
    private readonly StepRun _run;
    private readonly ManagedObjectRef _datacenter;

    private NewVmSite(StepRun run, ManagedObjectRef datacenter)
    {
        _run = run;
        _datacenter = datacenter;
    }

    public string Name { get; private init; } = "";

    public ManagedObjectRef Folder { get; private set; }

    public ManagedObjectRef Pool { get; private set; }

    /// <summary>The datastore; null where a template's own is taken.</summary>
    public ManagedObjectRef? Datastore { get; private set; }

    public string DatastoreName { get; private set; } = "";

    public NetworkAdapterSpec? Network { get; private set; }

    public static async Task<NewVmSite> FindAsync(StepRun run, ManagedObjectRef host, IReadOnlyDictionary<string, string> made)
    {
        var compute = (await run.ReadAsync(host, EntityParent.Properties).ConfigureAwait(false)).Parent ?? throw Missing("compute resource of the host", "");
        var computeRow = await run.ReadAsync(compute, ComputeRow.Properties).ConfigureAwait(false);
        var at = computeRow.Parent;
        while (at is { Type: not "Datacenter" } folder)
        {
            at = (await run.ReadAsync(folder, EntityParent.Properties).ConfigureAwait(false)).Parent;
        }

        var path = made["path"].Split('/');
        var site = new NewVmSite(run, at ?? throw Missing("datacenter of the host", "")) { Name = path[^1], Pool = computeRow.Pool ?? throw Missing("resource pool of the host", "") };
        site.Folder = await site.DescendAsync(path).ConfigureAwait(false);
        var owned = await run.ReadAsync(host, HostOwned.Properties).ConfigureAwait(false);
        await site.ChooseDatastoreAsync(owned, made).ConfigureAwait(false);
        if (made.TryGetValue("network", out var network))
        {
            site.Network = await site.AdapterAsync(owned, network).ConfigureAwait(false);
        }

        return site;
    }

    /// <summary>The one VM or template of that name or path end.</summary>
    public async Task<ManagedObjectRef> FindVmAsync(string name)
    {
        var found = new List<NamedRow>();
        await new PropertyCollector(_run.Session).RetrieveTreeAsync(_datacenter, [NamedRow.Of("VirtualMachine").To(found.Add)], _run.CancellationToken).ConfigureAwait(false);
        return One(found, name.Split('/')[^1], "template");
    }

    private async Task<ManagedObjectRef> DescendAsync(string[] path)
    {
        var folder = (await _run.ReadAsync(_datacenter, DatacenterRow.Properties).ConfigureAwait(false)).VmFolder ?? throw Missing("VM folder of the datacenter", "");
        var at = Array.IndexOf(path, "vm");
        foreach (var part in path[(at + 1)..^1])
        {
            var children = (await _run.ReadAsync(folder, FolderRow.Properties).ConfigureAwait(false)).Children.Where(c => c.Type == "Folder");
            folder = One(await new PropertyCollector(_run.Session).ReadAllAsync(children, NamedRow.Of("Folder"), _run.CancellationToken).ConfigureAwait(false), part, "folder");
        }

        return folder;
    }

    private async Task ChooseDatastoreAsync(HostOwned owned, IReadOnlyDictionary<string, string> made)
    {
        var stores = await new PropertyCollector(_run.Session).ReadAllAsync(owned.Datastores, NamedRow.Of("Datastore"), _run.CancellationToken).ConfigureAwait(false);
        if (made.TryGetValue("storage", out var name))
        {
            Datastore = One(stores, name, "datastore of the host");
            DatastoreName = name;
        }
        else if (!made.ContainsKey("template"))
        {
            DatastoreName = stores.Count == 1 ? stores[0].Name : throw Missing("one datastore of the host (write 'storage:')", string.Join(", ", stores.Select(s => s.Name)));
            Datastore = stores[0].Self;
        }
    }

    private async Task<NetworkAdapterSpec> AdapterAsync(HostOwned owned, string name)
    {
        var networks = await new PropertyCollector(_run.Session).ReadAllAsync(owned.Networks, NamedRow.Of("Network"), _run.CancellationToken).ConfigureAwait(false);
        var network = One(networks, name, "network of the host");
        if (network.Type != "DistributedVirtualPortgroup")
        {
            return new NetworkAdapterSpec(-10) { NetworkName = name };
        }

        var group = await _run.ReadAsync(network, PortgroupRow.Properties).ConfigureAwait(false);
        var uuid = group.Switch is { } its ? (await _run.ReadAsync(its, SwitchRow.Properties).ConfigureAwait(false)).Uuid : "";
        return new NetworkAdapterSpec(-10) { PortGroup = (uuid, group.Key) };
    }

    private static ManagedObjectRef One(List<NamedRow> rows, string name, string what)
    {
        var found = rows.Where(r => string.Equals(r.Name, name, StringComparison.Ordinal)).ToList();
        return found.Count == 1 ? found[0].Self : throw Missing($"{what} '{name}'{(found.Count > 1 ? $" (there are {found.Count})" : "")}", string.Join(", ", rows.Select(r => r.Name).Order(StringComparer.Ordinal).Take(8)));
    }

    private static SiteException Missing(string what, string offered) => new(new Problem
    {
        Code = "not-found",
        Message = $"There is no {what}.{(offered.Length == 0 ? "" : $" There are: {offered}.")}",
        Remedy = "Correct the name under 'create:'.",
    });
}
