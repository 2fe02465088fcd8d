using Barelane.Twin.Model;
using Barelane.Twin.Properties;
using Barelane.Twin.Values;

namespace Barelane.Twin.Recording;

/// <summary>Builds the model of a site from its record.</summary>
internal static class SiteLoader
{
    /// <summary>The site; throws <see cref="FormatException"/> when the record contradicts itself.</summary>
    public static TwinSite Load(RecordedSite record, TwinOptions options)
    {
        var site = new TwinSite(record, options);
        AddServices(site);
        foreach (var facts in record.Datacenters)
        {
            var datacenter = site.Add(new TwinDatacenter(site, facts.Name, site.Root));
            site.Root.Children.Add(datacenter);
            foreach (var name in facts.Networks.DefaultIfEmpty("VM Network"))
            {
                datacenter.NetworkFolder.Children.Add(site.Add(new TwinNetwork(site, name, datacenter)));
            }

            foreach (var datastore in facts.Datastores.DefaultIfEmpty(new RecordedDatastore()))
            {
                datacenter.DatastoreFolder.Children.Add(site.Add(new TwinDatastore(site, datastore, datacenter)));
            }

            foreach (var cluster in facts.Clusters)
            {
                AddCompute(site, datacenter, cluster);
            }

            foreach (var vm in facts.Vms)
            {
                VmLoader.Add(site, datacenter, vm);
            }

            foreach (var (cluster, compute) in facts.Clusters.Zip(datacenter.HostFolder.Children.OfType<TwinCompute>()))
            {
                AddRules(site, cluster, compute);
            }
        }

        return site;
    }

    private static void AddServices(TwinSite site)
    {
        Service("ServiceInstance", "ServiceInstance", property => property switch
        {
            "content" => ServiceProperties.Content(site),
            "serverClock" => site.Clock.Now,
            _ => null,
        });
        Service("SessionManager", "SessionManager", property => property switch
        {
            "currentSession" => site.Caller?.ToUserSession(),
            "defaultLocale" => "en",
            _ => null,
        });
        Service("PropertyCollector", "propertyCollector", _ => null);
        Service("ViewManager", "ViewManager", _ => null);
        Service("AuthorizationManager", "AuthorizationManager", _ => null);
        Service("TaskManager", "TaskManager", property => property == "maxCollector" ? 32 : null);
        Service("DiagnosticManager", "DiagMgr", _ => null);
        Service("SearchIndex", "SearchIndex", _ => null);
        Service("GuestOperationsManager", "guestOperationsManager", property => property switch
        {
            "authManager" => new MoRef("GuestAuthManager", "guestOperationsAuthManager"),
            "fileManager" => new MoRef("GuestFileManager", "guestOperationsFileManager"),
            "processManager" => new MoRef("GuestProcessManager", "guestOperationsProcessManager"),
            _ => null,
        });
        Service("GuestAuthManager", "guestOperationsAuthManager", _ => null);
        Service("GuestFileManager", "guestOperationsFileManager", _ => null);
        Service("GuestProcessManager", "guestOperationsProcessManager", _ => null);
        if (!site.IsLoneHost)
        {
            Service("VirtualMachineCompatibilityChecker", "CompatibilityChecker", _ => null);
        }

        void Service(string type, string id, Func<string, object?> read) => site.Add(new TwinService(site, type, id, read));
    }

    private static void AddCompute(TwinSite site, TwinDatacenter datacenter, RecordedCluster facts)
    {
        var compute = site.Add(new TwinCompute(site, facts, datacenter));
        datacenter.HostFolder.Children.Add(compute);
        site.Computes.Add(compute);
        foreach (var pool in facts.Pools)
        {
            compute.RootPool.Pools.Add(site.Add(new TwinPool(site, pool.Name, compute.RootPool, compute, pool)));
        }

        foreach (var host in facts.Hosts)
        {
            Demand(host, "datastore", host.Datastores, datacenter.Datastores);
            Demand(host, "network", host.Networks, datacenter.Networks);
            var added = site.Add(new TwinHost(site, host, compute));
            compute.HostList.Add(added);
            site.HostList.Add(added);
        }
    }

    private static void AddRules(TwinSite site, RecordedCluster facts, TwinCompute compute)
    {
        foreach (var group in facts.Groups)
        {
            compute.Groups.Add(group.Hosts.Count > 0
                ? new VimObject("ClusterHostGroup").Set("name", group.Name).Set("userCreated", true)
                    .Set("host", VimArray.Of(group.Hosts.Select(name => Host(site, name).Ref)))
                : new VimObject("ClusterVmGroup").Set("name", group.Name).Set("userCreated", true)
                    .Set("vm", VimArray.OrNull(group.Vms.Select(name => VmOf(site, name).Ref))));
        }

        foreach (var rule in facts.Rules)
        {
            compute.Rules.Add(new VimObject("ClusterVmHostRuleInfo").Set("key", ++compute.LastRuleKey)
                .Set("status", "green").Set("enabled", rule.Enabled).Set("name", rule.Name).Set("mandatory", rule.Mandatory)
                .Set("userCreated", true).Set("ruleUuid", StableUuid.Of("rule " + rule.Name)).Set("vmGroupName", rule.VmGroup)
                .Set(rule.IsAntiAffine ? "antiAffineHostGroupName" : "affineHostGroupName", rule.HostGroup));
        }
    }

    private static void Demand(RecordedHost host, string kind, List<string>? names, IEnumerable<TwinObject> known)
    {
        if (names?.Find(name => known.All(k => k.Name != name)) is { } missing)
        {
            throw new FormatException($"The host '{host.Name}' has the {kind} '{missing}', which its datacenter doesn't have.");
        }
    }

    internal static TwinHost Host(TwinSite site, string name) => site.HostList.Find(h => h.Name == name)
        ?? throw new FormatException($"The recorded site speaks of the host '{name}' but has none of that name.");

    private static TwinVm VmOf(TwinSite site, string name) => site.VmList.FirstOrDefault(v => v.Name == name)
        ?? throw new FormatException($"The recorded site speaks of the VM '{name}' but has none of that name.");
}
