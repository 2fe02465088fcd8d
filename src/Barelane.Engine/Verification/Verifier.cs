using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;
using Barelane.Engine.Planning;

namespace Barelane.Engine.Verification;

/// <summary>Compares what a document wants with what is, and asks the guests.</summary>
/// <param name="planners">The adapters' planners.</param>
/// <param name="guestChecks">What is asked inside guests.</param>
public sealed class Verifier(IReadOnlyDictionary<Hypervisor, IWayPlanner> planners, IReadOnlyList<IGuestCheck> guestChecks)
{
    /// <summary>Proves a goal against a fleet that was just inspected. A guest that can't be asked is Unseen, never right.</summary>
    public async Task<VerifyReport> VerifyAsync(FleetInventory fleet, Goal goal, CancellationToken cancellationToken)
    {
        var items = goal.Findings.Where(f => f is { Blocks: true, Assignment: { } id } && !goal.Units.Any(u => u.Id == id && u.Wants.Count > 0)).Select(OfUnresolved).ToList();
        foreach (var unit in goal.Units)
        {
            items.AddRange(unit.Wants.Where(w => !w.OnlyWithOthers).Select(w => OfWant(fleet, w)));
            if (unit.Shown is not { } shown)
            {
                continue;
            }

            foreach (var check in guestChecks)
            {
                var results = await check.CheckAsync(fleet, shown, cancellationToken).ConfigureAwait(false);
                items.AddRange(results.Select(r => OfGuest(fleet, shown, r)));
            }
        }

        return new VerifyReport(items);
    }

    private VerifyItem OfWant(FleetInventory fleet, Want want)
    {
        var observed = planners[fleet.SiteOf(want.Target).Site.Hypervisor].Read(fleet, want.Target, want.Field);
        var state = !observed.IsKnown ? VerifyState.Unseen : IsFine(want, observed.HasValue ? observed.Value : null) ? VerifyState.Holds : VerifyState.Differs;
        return new VerifyItem
        {
            Unit = want.Unit,
            Target = fleet.NameOf(want.Target),
            What = want.Field.Name,
            State = state,
            Required = want.Value == FieldChange.RunToken ? "a run's id" : Show(want.Value),
            Observed = observed.State switch
            {
                ObservedState.NotAsked => "not read",
                ObservedState.Unreadable => observed.Note ?? "not readable",
                _ => Show(observed.HasValue ? observed.Value : null),
            },
            Remedy = state switch
            {
                VerifyState.Holds => "",
                VerifyState.Differs => "'barelane plan' shows what would bring it back, 'barelane apply' does it.",
                _ => "Make it readable and verify again.",
            },
        };
    }

    /// <summary>An assignment that wants nothing because its VM or its card can't be told is not as wanted: a card that moved shows here.</summary>
    private static VerifyItem OfUnresolved(Finding finding) => new()
    {
        Unit = finding.Assignment!,
        Target = finding.SubjectName,
        What = finding.Rule,
        State = finding.Severity == Severity.Unknown ? VerifyState.Unseen : VerifyState.Differs,
        Required = finding.Required,
        Observed = finding.Observed,
        Remedy = finding.Remedy,
    };

    private static bool IsFine(Want want, string? found) => want.Value == FieldChange.RunToken
        ? found is not null
        : string.Equals(found, want.Value, StringComparison.Ordinal) || want.AlsoFine.Contains(found, StringComparer.Ordinal);

    private static VerifyItem OfGuest(FleetInventory fleet, PlanUnit unit, GuestCheckResult result) => new()
    {
        Unit = unit.Id,
        Target = fleet.NameOf(unit.Vm),
        What = result.Check,
        State = result.Severity switch
        {
            Severity.Block => VerifyState.Differs,
            Severity.Unknown => VerifyState.Unseen,
            _ => VerifyState.Holds,
        },
        Required = result.Required,
        Observed = result.Observed,
        Remedy = result.Remedy,
    };

    private static string Show(string? value) => value is null ? "unset" : $"'{value}'";
}
