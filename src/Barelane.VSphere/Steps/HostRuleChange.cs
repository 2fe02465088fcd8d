using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.VSphere.Planning;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>Sets or takes away Barelane's own VM-host rule with its two groups, in one reconfiguration of the cluster.</summary>
internal static class HostRuleChange
{
    public static async Task ApplyAsync(StepRun run, ManagedObjectRef vm, FieldChange change)
    {
        var id = run.Step.Target.Id;
        var host = (change.After ?? change.Before)!.Split(',')[0];
        var member = await run.FindAsync(new ObjectRef(ObjectKind.Host, run.Step.Target.Site, host)).ConfigureAwait(false);
        if ((await run.ReadAsync(member, EntityParent.Properties).ConfigureAwait(false)).Parent is not { Type: "ClusterComputeResource" } cluster)
        {
            return;
        }

        var now = await run.ReadAsync(cluster, ClusterRow.Properties).ConfigureAwait(false);
        var spec = change.After is null ? Without(id, now) : With(id, now, vm, member);
        if (spec.Rules.Count + spec.Groups.Count > 0)
        {
            await run.TaskAsync(ClusterCalls.Reconfigure(cluster, spec), "changing the cluster's rule").ConfigureAwait(false);
        }
    }

    private static ClusterConfigSpec With(string id, ClusterRow now, ManagedObjectRef vm, ManagedObjectRef host)
    {
        var exists = now.Rules.TryGetValue(HostRule.NameFor(id), out var key);
        return new ClusterConfigSpec
        {
            Rules =
            [
                new VmHostRuleChange(exists ? ArrayOperation.Edit : ArrayOperation.Add)
                {
                    Key = exists ? key : null,
                    Name = HostRule.NameFor(id),
                    Enabled = true,
                    Mandatory = false,
                    VmGroup = HostRule.VmGroupFor(id),
                    HostGroup = HostRule.HostGroupFor(id),
                },
            ],
            Groups = [Group(HostRule.VmGroupFor(id), vm, ofVms: true), Group(HostRule.HostGroupFor(id), host, ofVms: false)],
        };

        ClusterGroupChange Group(string name, ManagedObjectRef only, bool ofVms) =>
            new(now.Groups.Contains(name) ? ArrayOperation.Edit : ArrayOperation.Add, name) { Members = [only], OfVms = ofVms };
    }

    private static ClusterConfigSpec Without(string id, ClusterRow now) => new()
    {
        Rules = now.Rules.TryGetValue(HostRule.NameFor(id), out var key) ? [new VmHostRuleChange(ArrayOperation.Remove) { Key = key }] : [],
        Groups = [.. new[] { HostRule.VmGroupFor(id), HostRule.HostGroupFor(id) }.Where(now.Groups.Contains).Select(n => new ClusterGroupChange(ArrayOperation.Remove, n))],
    };
}
