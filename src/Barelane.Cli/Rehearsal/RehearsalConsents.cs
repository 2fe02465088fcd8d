using Barelane.Core.Plans;

namespace Barelane.Cli.Rehearsal;

/// <summary>A rehearsal agrees to whatever its plan needs: nothing real is touched. What nobody agreed to yet is shown.</summary>
internal static class RehearsalConsents
{
    /// <summary>What was given, and for this plan alone whatever else it needs.</summary>
    public static GivenConsents For(Plan plan, GivenConsents given)
    {
        var missing = ConsentCheck.Missing(plan, given);
        return given with
        {
            Typed = new TypedConsents
            {
                PlanId = PlanFormat.IdOf(plan),
                Names = missing.Where(m => m.NeedsName).Select(m => m.Impact.Consent).ToHashSet(StringComparer.Ordinal),
                Bystanders = missing.Where(m => m.NeedsBystander).Select(m => m.Impact.SubjectName).ToHashSet(StringComparer.Ordinal),
            },
        };
    }

    /// <summary>What a real apply would still have to be told, as its options take it: <c>--consent NAME</c>, <c>--bystander VM</c>.</summary>
    public static IReadOnlyList<string> MissingOf(Plan plan, GivenConsents given)
    {
        var missing = ConsentCheck.Missing(plan, given);
        return
        [
            .. missing.Where(m => m.NeedsName).Select(m => $"--consent {m.Impact.Consent}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            .. missing.Where(m => m.NeedsBystander).Select(m => $"--bystander {m.Impact.SubjectName}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
    }
}
