using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;

namespace Barelane.Engine.Planning;

/// <summary>A host's changes as one bracket: enter maintenance, changes, at most one reboot, leave.</summary>
internal static class HostSteps
{
    public static HostNodes Add(StepGraph graph, FleetInventory fleet, HostWork host, List<Finding> findings)
    {
        var name = fleet.NameOf(host.Host.Ref);
        var units = host.Changes.Select(c => c.Unit).Distinct(StringComparer.Ordinal).ToList();
        var unit = units.Count == 1 ? units[0] : name;
        var why = host.Changes.Count == 0 ? "the host is wanted in maintenance" : string.Join("; ", host.Changes.Select(c => c.Reason).Distinct(StringComparer.Ordinal));
        int? first = null;
        int? last = null;
        if (host.Enters)
        {
            Then(Bracket(StepKind.EnterMaintenance, "off", "on", why));
        }

        foreach (var group in host.Changes
            .Where(c => c.Effect.Kind != StepKind.RebootHost && (c.Effect.Interim is null || c.Effect.Interim != c.Change.Before))
            .GroupBy(c => (c.Effect.Kind, c.Unit)).OrderBy(g => g.Key.Kind).ThenBy(g => g.Key.Unit, StringComparer.Ordinal))
        {
            Then(Change(fleet, [.. group.OrderBy(c => c.Target).ThenBy(c => c.Change.Field)], host));
        }

        if (host.Need == HostNeed.Reboot)
        {
            Then(Reboot(fleet, host, name, unit, why, findings));
        }

        if (host.Leaves)
        {
            Then(Bracket(StepKind.LeaveMaintenance, "on", "off", "the host is taken back into service") with
            {
                Expectations = host.Need == HostNeed.Reboot ? [] : [.. host.Changes.SelectMany(c => c.Effect.ExpectAfterBracket).Distinct()],
            });
        }

        return new HostNodes(first, last);

        void Then(Step step)
        {
            var node = graph.Add(step);
            graph.Before(last, node);
            first ??= node;
            last = node;
        }

        Step Bracket(StepKind kind, string from, string to, string reason) => new()
        {
            Id = "",
            Kind = kind,
            Target = host.Host.Ref,
            TargetName = name,
            Unit = unit,
            Changes = [new FieldChange(Field.Maintenance, from, to)],
            Preconditions = kind == StepKind.EnterMaintenance ? [Is(host.Host.Ref, name, Field.Connection, "connected")] : [],
            Reason = reason,
        };
    }

    private static Step Change(FleetInventory fleet, IReadOnlyList<PlannedChange> changes, HostWork host)
    {
        var target = changes[0].Target;
        var bracketed = host.Need >= HostNeed.Maintenance;
        return new Step
        {
            Id = "",
            Kind = changes[0].Effect.Kind,
            Target = target,
            TargetName = fleet.NameOf(target),
            Unit = changes[0].Unit,
            Changes = [.. changes.Where(c => c.Target == target).Select(AtOnce)],
            Companions = [.. changes.Where(c => c.Target != target).Select(c => new CompanionChange(c.Target, AtOnce(c)))],
            Preconditions = bracketed ? [Is(host.Host.Ref, fleet.NameOf(host.Host.Ref), Field.Maintenance, "on")] : [],
            Expectations = [.. changes.SelectMany(c => c.Effect.ExpectAtOnce.Concat(bracketed ? [] : c.Effect.ExpectAfterBracket)).Distinct()],
            Reason = string.Join("; ", changes.Select(c => c.Reason).Distinct(StringComparer.Ordinal)),
        };

        static FieldChange AtOnce(PlannedChange change) => change.Effect.Interim is { } interim
            ? change.Change with { After = interim, AlsoFine = [change.Change.After] }
            : change.Change;
    }

    private static Step Reboot(FleetInventory fleet, HostWork host, string name, string unit, string why, List<Finding> findings)
    {
        var target = host.Host.Ref;
        var expectations = new List<Predicate> { Is(target, name, Field.Connection, "connected") };
        if (CommonFields.TryRead(fleet, target, Field.BootTime) is { HasValue: true } boot)
        {
            expectations.Add(new Predicate { Target = target, TargetName = name, Field = Field.BootTime, Test = Test.ChangedFrom, Values = [boot.Value] });
        }
        else
        {
            findings.Add(PlanFindings.Unknown("PLAN-BOOTTIME-001", target, name, $"The boot time of '{name}' could not be read: {host.Host.BootTime}.",
                "A boot time, whose change proves the reboot", "Mend what hinders the reading (a host that is connected gives it), and plan again."));
        }

        return new Step
        {
            Id = "",
            Kind = StepKind.RebootHost,
            Target = target,
            TargetName = name,
            Unit = unit,
            Companions = [.. host.Changes.Where(c => c.Effect.Interim is not null).OrderBy(c => c.Target).ThenBy(c => c.Change.Field)
                .Select(c => new CompanionChange(c.Target, c.Change with { Before = c.Effect.Interim }))],
            Preconditions = [Is(target, name, Field.Maintenance, "on")],
            Expectations = [.. expectations.Concat(host.Changes.SelectMany(c => c.Effect.ExpectAfterBracket)).Distinct()],
            Reason = why,
        };
    }

    private static Predicate Is(ObjectRef target, string name, Field field, string value) =>
        new() { Target = target, TargetName = name, Field = field, Test = Test.Is, Values = [value] };
}
