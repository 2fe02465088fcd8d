using System.Text.Json;
using Barelane.Core.Plans;
using Barelane.Rendering.Plans;

namespace Barelane.Rendering.Json;

/// <summary>The answer of <c>plan</c>: the plan's own bytes with what surrounds them.</summary>
public sealed record PlanReport : Report
{
    /// <inheritdoc/>
    public override string Type => "plan";

    /// <summary>The plan's id.</summary>
    public required string Id { get; init; }

    /// <summary>Whether a finding stands in the way.</summary>
    public required bool Blocked { get; init; }

    /// <summary>Whether there is nothing to do.</summary>
    public required bool Empty { get; init; }

    /// <summary>The plan in numbers.</summary>
    public required PlanSummary Summary { get; init; }

    /// <summary>Consents still needed, by name.</summary>
    public required IReadOnlyList<string> MissingConsents { get; init; }

    /// <summary>Bystanders still to be consented to by name.</summary>
    public required IReadOnlyList<string> MissingBystanders { get; init; }

    /// <summary>The plan, as it is saved.</summary>
    public required JsonElement Plan { get; init; }

    /// <summary>The report of a plan.</summary>
    public static PlanReport Of(PlanView view)
    {
        using var document = JsonDocument.Parse(PlanFormat.ToBytes(view.Plan));
        return new PlanReport
        {
            Id = PlanFormat.IdOf(view.Plan),
            Blocked = view.Plan.IsBlocked,
            Empty = view.Plan.IsEmpty,
            Summary = PlanSummary.Of(view.Plan),
            MissingConsents = view.MissingNames,
            MissingBystanders = view.MissingBystanders,
            Plan = document.RootElement.Clone(),
        };
    }
}
