using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Language;
using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Cmdlets;

/// <summary>Failover clusters (windows-powershell-docs, FailoverClusters; use-gpu-with-clustered-vm.md: OfflineAction 3).</summary>
internal static class ClusterCmdlets
{
    private static readonly PsEnumType NodeState = new("Microsoft.FailoverClusters.PowerShell.ClusterNodeState", ("Up", 0), ("Down", 1), ("Paused", 2), ("Joining", 3));

    public static IEnumerable<HostCmdlet> All { get; } =
    [
        new("FailoverClusters", "Get-Cluster", "Name", (host, call, _) => call.Emit(new PsObject("Microsoft.FailoverClusters.PowerShell.Cluster").With("Name", host.Cluster!.Name).With("Id", host.Cluster.Id))),
        new("FailoverClusters", "Get-ClusterNode", "Name", (host, call, _) =>
        {
            foreach (var (name, state) in host.Cluster!.Nodes)
            {
                call.Emit(new PsObject("Microsoft.FailoverClusters.PowerShell.ClusterNode", name).With("Name", name).With("State", NodeState.Of(state)));
            }
        }),
        new("FailoverClusters", "Get-ClusterResource", "Name", (host, call, _) =>
        {
            foreach (var vm in host.Vms.Where(v => v.IsClustered))
            {
                call.Emit(new PsObject("Microsoft.FailoverClusters.PowerShell.ClusterResource").With("Name", $"Virtual Machine {vm.Name}").With("ResourceType", new PsObject("Microsoft.FailoverClusters.PowerShell.ClusterResourceType", "Virtual Machine").With("Name", "Virtual Machine")).With("Id", vm.Id));
            }
        }),
        new("FailoverClusters", "Get-ClusterParameter", "InputObject Name", GetParameter),
        new("FailoverClusters", "Set-ClusterParameter", "InputObject Name Value", SetParameter),
    ];

    private static void GetParameter(FakeHost host, CmdletCall call, object? input)
    {
        var vm = Guid.Parse(Selecting.Member(call.Has("InputObject") ? call["InputObject"] : input, "Id"));
        foreach (var (name, value) in ((string, object)[])[("VmID", vm.ToString()), ("OfflineAction", (uint)host.Cluster!.OfflineActions.GetValueOrDefault(vm, 1))])
        {
            if (!call.Has("Name") || call.Texts("Name").Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                call.Emit(new PsObject("Microsoft.FailoverClusters.PowerShell.ClusterParameter").With("Name", name).With("Value", value));
            }
        }
    }

    private static void SetParameter(FakeHost host, CmdletCall call, object? input)
    {
        var vm = Guid.Parse(Selecting.Member(call.Has("InputObject") ? call["InputObject"] : input, "Id"));
        if (!call.Text("Name").Equals("OfflineAction", StringComparison.OrdinalIgnoreCase))
        {
            throw call.Fail("Set-ClusterParameter", "InvalidArgument", $"Parameter '{call.Text("Name")}' does not exist on the cluster object.", type: "Microsoft.FailoverClusters.PowerShell.ClusterCmdletException");
        }

        host.Cluster!.OfflineActions[vm] = (int)call.Number("Value", int.MaxValue, "System.Int32");
    }
}
