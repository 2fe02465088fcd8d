using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;
using Barelane.Engine.Planning;

namespace Barelane.Engine.Sessions;

/// <summary>Inspection and planning over connected sites: the same for the command line, the server and the tests.</summary>
/// <param name="session">The connected sites.</param>
/// <param name="rules">The rules of preflight.</param>
/// <param name="losses">What a VM loses by an assignment.</param>
/// <param name="enrich">Adds what is known of cards to what was read.</param>
/// <param name="tool">The program's version.</param>
public sealed class Workbench(
    FleetSession session,
    IReadOnlyList<IRule> rules,
    Func<FleetInventory, ResolvedAssignment, WayVariant, IReadOnlyList<Impact>> losses,
    Func<FleetInventory, FleetInventory> enrich,
    string tool)
{
    private readonly PlanMaker _maker = new(session.Planners, tool);

    /// <summary>Reads everything.</summary>
    public async Task<FleetInventory> InspectAsync(CancellationToken cancellationToken) =>
        enrich(await session.InspectAsync(_ => InspectScope.Whole, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads what a plan for the document relies on, and no more.</summary>
    /// <param name="document">The document.</param>
    /// <param name="remembered">Objects that the journal knows of this document.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<FleetInventory> InspectAsync(Document document, IReadOnlyList<ObjectRef> remembered, CancellationToken cancellationToken) =>
        enrich(await session.InspectAsync(alias => new InspectScope
        {
            VmNames = [.. document.Assignments.Where(a => a.SiteAlias == alias).Select(a => a.VmName)],
            Objects = remembered,
            MarkedBy = document.Name,
            WithCandidates = true,
        }, cancellationToken).ConfigureAwait(false));

    /// <summary>Reads what a run touched, with its hosts.</summary>
    public async Task<FleetInventory> InspectAsync(IReadOnlyList<ObjectRef> objects, CancellationToken cancellationToken) =>
        enrich(await session.InspectAsync(_ => new InspectScope { Objects = objects, WithCandidates = true }, cancellationToken).ConfigureAwait(false));

    /// <summary>The document's goal with everything preflight has to say.</summary>
    public Goal GoalOf(FleetInventory fleet, Document document, IGivenValues given) =>
        new GoalMaker(session.Planners, rules, losses, _maker).ForDocument(fleet, document, given);

    /// <summary>
    /// The plan toward a goal, with a finding for each privilege that the account lacks for its steps. Whoever plans again from the same
    /// state gets the same bytes.
    /// </summary>
    public async Task<Plan> PlanAsync(FleetInventory fleet, Goal goal, PlanOptions? options, CancellationToken cancellationToken)
    {
        var plan = _maker.Make(fleet, goal, options);
        var lacking = new List<Finding>();
        foreach (var adapter in session.Adapters)
        {
            var site = fleet.Sites.FirstOrDefault(s => s.Site.Alias == adapter.Alias)?.Site.Ref.Site;
            var steps = plan.Steps.Where(s => s.Target.Site == site).ToList();
            if (steps.Count > 0)
            {
                lacking.AddRange(await adapter.CheckPrivilegesAsync(steps, cancellationToken).ConfigureAwait(false));
            }
        }

        return lacking.Count == 0 ? plan : plan with { Findings = [.. lacking.Where(f => f.Severity != Severity.Pass), .. plan.Findings] };
    }
}
