using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.VSphere.Planning;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>Sets or takes away Barelane's own VM-host rule with its two groups, in one reconfiguration of the cluster; sends nothing where all is so already.</summary>
internal static class HostRuleChange
{
    public static async Task ApplyAsync(StepRun run, ManagedObjectRef vm, FieldChange change)
    {
        var host = (change.After ?? change.Before)!.Split(',')[0];
        var member = await run.FindAsync(new ObjectRef(ObjectKind.Host, run.Step.Target.Site, host)).ConfigureAwait(false);
        await ChangeAsync(run, vm, member, change.After is not null).ConfigureAwait(false);
    }

    /// <summary>Takes the rule of a VM away, wherever the VM is.</summary>
    public static async Task RemoveAsync(StepRun run, ManagedObjectRef vm)
    {
        if ((await run.ReadAsync(vm, VmPlace.Properties).ConfigureAwait(false)).Host is { } host)
        {
            await ChangeAsync(run, vm, host, isWanted: false).ConfigureAwait(false);
        }
    }

    private static async Task ChangeAsync(StepRun run, ManagedObjectRef vm, ManagedObjectRef host, bool isWanted)
    {
        if ((await run.ReadAsync(host, EntityParent.Properties).ConfigureAwait(false)).Parent is not { Type: "ClusterComputeResource" } cluster)
        {
            return;
        }

        // The rule is named after what the VM is known by for good.
        var id = NewVmRef.Is(run.Step.Target)
            ? (await run.ReadAsync(vm, VmIdentity.Properties).ConfigureAwait(false)).Id
            : run.Step.Target.Id;
        var now = await run.ReadAsync(cluster, ClusterRow.Properties).ConfigureAwait(false);
        var spec = isWanted ? With(id, now, vm, host) : Without(id, now);
        if (spec.Rules.Count + spec.Groups.Count > 0)
        {
            await run.TaskAsync(ClusterCalls.Reconfigure(cluster, spec), "changing the cluster's rule").ConfigureAwait(false);
        }
    }

    private static ClusterConfigSpec With(string id, ClusterRow now, ManagedObjectRef vm, ManagedObjectRef host)
    {
        var wanted = new ClusterRule { Name = HostRule.NameFor(id), Enabled = true, VmGroup = HostRule.VmGroupFor(id), HostGroup = HostRule.HostGroupFor(id) };
        var found = now.Rules.GetValueOrDefault(wanted.Name);
        var groups = new[] { (Name: wanted.VmGroup, Only: vm, OfVms: true), (Name: wanted.HostGroup, Only: host, OfVms: false) };
        return new ClusterConfigSpec
        {
            Rules = found is not null && found == wanted with { Key = found.Key } ? [] :
            [
                new VmHostRuleChange(found is null ? ArrayOperation.Add : ArrayOperation.Edit)
                {
                    Key = found?.Key,
                    Name = wanted.Name,
                    Enabled = true,
                    Mandatory = false,
                    VmGroup = wanted.VmGroup,
                    HostGroup = wanted.HostGroup,
                },
            ],
            Groups =
            [
                .. groups.Where(g => now.Groups.GetValueOrDefault(g.Name) is not [var only] || only != g.Only)
                    .Select(g => new ClusterGroupChange(now.Groups.ContainsKey(g.Name) ? ArrayOperation.Edit : ArrayOperation.Add, g.Name) { Members = [g.Only], OfVms = g.OfVms }),
            ],
        };
    }

    private static ClusterConfigSpec Without(string id, ClusterRow now) => new()
    {
        Rules = now.Rules.TryGetValue(HostRule.NameFor(id), out var rule) ? [new VmHostRuleChange(ArrayOperation.Remove) { Key = rule.Key }] : [],
        Groups = [.. new[] { HostRule.VmGroupFor(id), HostRule.HostGroupFor(id) }.Where(now.Groups.ContainsKey).Select(n => new ClusterGroupChange(ArrayOperation.Remove, n))],
    };
}
