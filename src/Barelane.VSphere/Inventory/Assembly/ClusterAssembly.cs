using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>Makes a cluster of its row.</summary>
internal static class ClusterAssembly
{
    public static Cluster Make(ComputeRow row, ObjectRef reference, VSphereIds ids)
    {
        var config = row.Config;
        var vsan = config is null ? row.Lack<bool>(ComputeRow.ConfigPath) : Observed.Read(config.Vsan ?? false);
        return new Cluster
        {
            Ref = reference,
            Name = VimNames.ForPeople(row.Name),
            LoadBalancing = row.Of(ComputeRow.ConfigPath, config?.LoadBalancing),
            Automation = row.Of(ComputeRow.ConfigPath, config?.Automation),
            HostFailover = row.Of(ComputeRow.ConfigPath, config?.HostFailover),
            AdmissionControl = row.Of(ComputeRow.ConfigPath, config?.AdmissionControl),
            Vsan = vsan,
            VsanResyncBytes = vsan.TryGet(out var isOn)
                ? isOn ? Observed<long>.Unreadable("vSAN tells it only through an interface of its own, which is not part of vim25.") : Observed<long>.Absent
                : vsan.Map(_ => 0L),
            Rules = config is null
                ? row.Lack<IReadOnlyList<PlacementRule>>(ComputeRow.ConfigPath)
                : Observed.Read<IReadOnlyList<PlacementRule>>([.. config.Rules.Select(r => Rule(r, config, ids)).OfType<PlacementRule>()]),
        };
    }

    private static PlacementRule? Rule(RuleRow rule, ClusterConfigRow config, VSphereIds ids) => rule.Kind switch
    {
        "ClusterAffinityRuleSpec" => Make(rule, "together", rule.Vms, [], ids),
        "ClusterAntiAffinityRuleSpec" => Make(rule, "apart", rule.Vms, [], ids),
        "ClusterVmHostRuleInfo" => rule.OnHosts is { } on
            ? Make(rule, "on-hosts", Group(config, rule.VmGroup), Group(config, on), ids)
            : Make(rule, "off-hosts", Group(config, rule.VmGroup), Group(config, rule.OffHosts), ids),
        _ => null,
    };

    private static PlacementRule Make(RuleRow rule, string kind, IEnumerable<ManagedObjectRef> vms, IEnumerable<ManagedObjectRef> hosts, VSphereIds ids) => new()
    {
        Name = rule.Name,
        Kind = kind,
        Mandatory = rule.Mandatory,
        Enabled = rule.Enabled,
        Vms = [.. vms.Select(ids.Find).OfType<ObjectRef>()],
        Hosts = [.. hosts.Select(ids.Find).OfType<ObjectRef>()],
    };

    private static List<ManagedObjectRef> Group(ClusterConfigRow config, string? name) => name is null ? [] : config.Groups.GetValueOrDefault(name) ?? [];
}
