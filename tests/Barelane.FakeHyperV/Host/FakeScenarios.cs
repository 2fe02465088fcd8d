namespace Barelane.FakeHyperV.Host;

/// <summary>Hosts by name, for tests in this process and for the program that plays one in another.</summary>
public static class FakeScenarios
{
    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["dda", "gpu-p", "gpu-pv", "gpu-pv-server", "pool", "client"];

    public static FakeHost Make(string name, TimeProvider? time = null, HostSwitches? switches = null)
    {
        switch (name)
        {
            case "dda":
                return FakeHosts.Make(HostEdition.Server2022, time, switches);
            case "gpu-p":
                return FakeHosts.Make(HostEdition.Server2025, time, switches).Partitionable(paravirtual: false);
            case "gpu-pv":
                return FakeHosts.Make(HostEdition.Windows11, time, switches).Partitionable(paravirtual: true);
            case "gpu-pv-server":
                return FakeHosts.Make(HostEdition.Server2022, time, switches).Partitionable(paravirtual: true);
            case "client":
                return FakeHosts.Make(HostEdition.Windows11, time, switches);
            case "pool":
                var host = FakeHosts.Make(HostEdition.Server2025, time, switches);
                host.Cluster = new FakeCluster();
                host.Cluster.Nodes.Add(host.Name, 0);
                host.Cluster.Nodes.Add("HV02", 0);
                host.Vms.ForEach(v => v.IsClustered = true);
                return host;
            default:
                throw new ArgumentException($"There is no scenario '{name}'. There are {string.Join(", ", Names)}.", nameof(name));
        }
    }
}
