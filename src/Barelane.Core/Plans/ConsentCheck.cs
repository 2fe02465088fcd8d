using Barelane.Core.Inventory;

namespace Barelane.Core.Plans;

/// <summary>Compares what a plan costs with what was agreed to. What is not needed does no harm; a name nobody knows is refused.</summary>
public static class ConsentCheck
{
    /// <summary>The impacts that are not agreed to, in the plan's order; empty where the plan may run.</summary>
    public static IReadOnlyList<MissingConsent> Missing(Plan plan, GivenConsents given)
    {
        var id = PlanFormat.IdOf(plan);
        var missing = new List<MissingConsent>();
        foreach (var impact in plan.Impacts)
        {
            var needsName = !IsGiven(plan, impact, given, id);
            var needsBystander = impact.IsBystander && !given.AllowsBystander(impact.SubjectName, id);
            if (needsName || needsBystander)
            {
                missing.Add(new MissingConsent(impact, needsName, needsBystander));
            }
        }

        return missing;
    }

    /// <summary>The given names that are no consents, in order; a typing error must not pass for agreement.</summary>
    public static IReadOnlyList<string> UnknownNames(GivenConsents given) =>
        [.. given.ForAll.Concat(given.ByUnit.Values.SelectMany(v => v)).Concat(given.Typed?.Names ?? new HashSet<string>())
            .Where(n => !ConsentNames.All.ContainsKey(n)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    // What a host's own work costs is agreed to where each assignment that has something changed on that host agrees for itself.
    private static bool IsGiven(Plan plan, Impact impact, GivenConsents given, string planId)
    {
        if (given.Of(impact.Unit ?? "", planId).Contains(impact.Consent))
        {
            return true;
        }

        var units = UnitsServed(plan, impact.Unit);
        return units.Count > 0 && units.All(u => given.Of(u, planId).Contains(impact.Consent));
    }

    private static List<string> UnitsServed(Plan plan, string? unit)
    {
        if (unit is null)
        {
            return [.. plan.Units.Select(u => u.Id)];
        }

        var hosts = plan.Steps.Where(s => string.Equals(s.Unit, unit, StringComparison.Ordinal)).SelectMany(HostsOf).ToHashSet();
        return [.. plan.Units.Select(u => u.Id).Where(id =>
            plan.Steps.Any(s => string.Equals(s.Unit, id, StringComparison.Ordinal) && HostsOf(s).Any(hosts.Contains)))];
    }

    private static IEnumerable<ObjectRef> HostsOf(Step step) => step.Target.Kind is ObjectKind.Host or ObjectKind.Device ? [step.Target.HostOfDevice()] : [];
}
