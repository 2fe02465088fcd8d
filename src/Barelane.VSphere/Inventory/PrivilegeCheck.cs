using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>Asks, before the first change, whether the account may do what a plan needs: all objects and privileges in one question.</summary>
internal sealed class PrivilegeCheck(VimSession session, VSphereInventorySource source, ManagedObjects objects, string user, string alias)
{
    private const string Rule = "VSPHERE-PRIVILEGE-001";

    public async Task<IReadOnlyList<Finding>> CheckAsync(IReadOnlyList<Step> steps, CancellationToken cancellationToken)
    {
        try
        {
            var needs = new List<PrivilegeNeed>();
            foreach (var step in steps)
            {
                await AddAsync(needs, step, cancellationToken).ConfigureAwait(false);
            }

            return needs.Count == 0 ? [] : await AskAsync(needs, cancellationToken).ConfigureAwait(false);
        }
        catch (VimFaultException e)
        {
            return steps.Count == 0 ? [] : [Unseen(steps[0], e.Fault)];
        }
        catch (VimException e)
        {
            throw new SiteException(SiteProblems.Of(e, alias), e);
        }
    }

    private async Task AddAsync(List<PrivilegeNeed> needs, Step step, CancellationToken cancellationToken)
    {
        if (step.Kind == StepKind.CreateVm)
        {
            var path = step.Changes.FirstOrDefault(c => c.Field.Name == "made:path")?.After ?? "";
            var end = path.LastIndexOf('/');
            if (end > 0 && source.FindFolder(path[..end]) is { } folder)
            {
                needs.AddRange(StepPrivileges.InFolder.Select(p => new PrivilegeNeed(step, folder, path[..end], p)));
            }
        }

        var privileges = StepPrivileges.OnTarget(step).ToList();
        if (NewVmRef.Is(step.Target) || (privileges.Count == 0 && !StepPrivileges.WritesRule(step)))
        {
            return;
        }

        var target = await objects.FindAsync(step.Target, cancellationToken).ConfigureAwait(false);
        needs.AddRange(privileges.Select(p => new PrivilegeNeed(step, target, step.TargetName, p)));
        if (StepPrivileges.AddsDevice(step))
        {
            needs.Add(new PrivilegeNeed(step, target, step.TargetName, StepPrivileges.PerhapsForDevices, IsCertain: false));
        }

        if (StepPrivileges.WritesRule(step) && await ClusterAsync(step, cancellationToken).ConfigureAwait(false) is { Type: "ClusterComputeResource" } cluster)
        {
            needs.Add(new PrivilegeNeed(step, cluster, $"the cluster of {step.TargetName}", StepPrivileges.ForRules));
        }
    }

    /// <summary>The cluster of the host that the rule names.</summary>
    private async Task<ManagedObjectRef?> ClusterAsync(Step step, CancellationToken cancellationToken)
    {
        var rule = step.Changes.First(c => c.Field.Prefix == "host-rule");
        return (rule.After ?? rule.Before) is { } host
            ? source.Ids.ComputeOf(await objects.FindAsync(new ObjectRef(ObjectKind.Host, step.Target.Site, host.Split(',')[0]), cancellationToken).ConfigureAwait(false))
            : null;
    }

    private async Task<IReadOnlyList<Finding>> AskAsync(List<PrivilegeNeed> needs, CancellationToken cancellationToken)
    {
        if (session.Content.Find("authorizationManager") is not { } manager)
        {
            return [];
        }

        var answers = await session.CallAsync(
            AuthorizationCalls.HasPrivileges(
                manager,
                [.. needs.Select(n => n.Entity).Distinct()],
                session.Key,
                [.. needs.Select(n => n.Privilege).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]),
            cancellationToken).ConfigureAwait(false);
        var missing = answers.SelectMany(a => a.Missing.Select(p => (a.Entity, p))).ToHashSet();
        return [.. needs.Where(n => missing.Contains((n.Entity, n.Privilege))).DistinctBy(n => (n.Entity, n.Privilege)).Select(Missing)];
    }

    private Finding Missing(PrivilegeNeed need) => Say(need.Step, need.IsCertain ? Severity.Block : Severity.Warn, $"The account '{user}' lacks the privilege '{need.Privilege}' on '{need.EntityName}'.") with
    {
        Required = $"'{need.Privilege}' on '{need.EntityName}', for step {need.Step.Id} ({need.Step.Kind}){(need.IsCertain ? "" : "; only some servers demand it")}",
        Remedy = $"Add the privilege to the account's role (PowerCLI: Set-VIRole -Role ROLE -AddPrivilege (Get-VIPrivilege -Id {need.Privilege})) and give the account that role on '{need.EntityName}' or above it, with 'Propagate to children'.",
        Blocks = need.IsCertain,
    };

    private Finding Unseen(Step step, VimFault fault) => Say(step, Severity.Unknown, $"Whether the account '{user}' has the privileges for this plan could not be asked: {fault.Describe()}") with
    {
        Remedy = "See the account's role on the hosts and VMs of the plan; a step for which a privilege lacks is refused by the server and changes nothing.",
    };

    private static Finding Say(Step step, Severity severity, string observed) => new()
    {
        Rule = Rule,
        Severity = severity,
        Subject = step.Target,
        SubjectName = step.TargetName,
        Observed = observed,
        Required = "The privileges of every step of the plan",
        Why = "A privilege that lacks stops a run in its middle, with a host in maintenance or a VM switched off.",
        Source = "vSphere Web Services API, AuthorizationManager.HasPrivilegeOnEntities and the privileges of each method",
    };
}
