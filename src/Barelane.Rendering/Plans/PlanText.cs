using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;
using Barelane.Rendering.Findings;
using Barelane.Rendering.Text;

namespace Barelane.Rendering.Plans;

/// <summary>A plan for people: what changed behind our back, what stands in the way, what it costs, the steps, and what is still to be given.</summary>
public static class PlanText
{
    /// <summary>The rule that finds values somebody else changed since Barelane wrote them.</summary>
    public const string DriftRule = "RUN-DRIFT-001";

    /// <summary>The whole view.</summary>
    public static string Render(PlanView view, TextLook look)
    {
        var page = new TextPage(look);
        var plan = view.Plan;
        page.Flow(0, 2, new Span($"{VerbOf(plan)} '{plan.Document}'", Ink.Strong), " on ", SitesOf(plan), "  ", new Span(PlanFormat.IdOf(plan), Ink.Dim));
        FindingsText.AddTo(page, "Changed by somebody else since Barelane wrote it", plan.Findings.Where(IsDrift).ToList(), withPasses: false);
        FindingsText.AddTo(page, "Findings", plan.Findings.Where(f => !IsDrift(f) && f.Severity != Severity.Note).ToList(), withPasses: false);
        AddNotes(page, plan.Findings.Count(f => f.Severity == Severity.Note));
        AddUnits(page, plan);
        AddImpacts(page, view);
        AddSteps(page, view);
        AddUnknowns(page, plan);
        AddEnd(page, view);
        return page.ToString();
    }

    /// <summary>A plan is read for what it does: what is merely worth knowing is counted here and told by preflight.</summary>
    private static void AddNotes(TextPage page, int notes)
    {
        if (notes > 0)
        {
            page.Blank();
            page.Flow(0, 2, new Span($"{notes} {(notes == 1 ? "note" : "notes")} beside; 'barelane preflight' tells {(notes == 1 ? "it" : "them")}.", Ink.Dim));
        }
    }

    private static bool IsDrift(Finding finding) => string.Equals(finding.Rule, DriftRule, StringComparison.Ordinal);

    private static string VerbOf(Plan plan) => plan switch
    {
        { OfRun: null } => $"Plan to {plan.Verb}",
        { Verb: "apply" } => $"Plan to go on with run {plan.OfRun} and apply",
        _ => $"Plan to {plan.Verb} run {plan.OfRun} of",
    };

    private static string SitesOf(Plan plan) => string.Join(", ", plan.Sites.Select(s => $"{s.Alias} ({s.Product})"));

    private static void AddUnits(TextPage page, Plan plan)
    {
        if (plan.Units.Count == 0)
        {
            return;
        }

        page.Heading("Assignments");
        foreach (var unit in plan.Units)
        {
            var window = unit.Window is null ? "" : $", only {unit.Window}";
            page.Flow(2, 4, new Span(unit.Id, Ink.Strong), $"  {WayWords.Of(unit.Way, unit.Variant)} on {unit.Host}{window}");
            foreach (var gpu in unit.Gpus)
            {
                page.Flow(6, 8, gpu);
            }
        }
    }

    private static void AddImpacts(TextPage page, PlanView view)
    {
        if (view.Plan.Impacts.Count == 0)
        {
            return;
        }

        page.Heading("What it costs");
        foreach (var impact in view.Plan.Impacts)
        {
            var isMissing = view.Missing.Any(m => m.Impact == impact);
            page.Flow(2, 4, new Span(isMissing ? "!" : "-", isMissing ? Ink.Warn : Ink.Dim), " ", Named(view, impact.Text));
            var bystander = impact.IsBystander ? ", in no assignment (a bystander)" : "";
            var source = impact.Source.Length == 0 ? "" : $" (source: {impact.Source})";
            page.Flow(4, 6, new Span($"{impact.SubjectName}{bystander}: consent '{impact.Consent}' {(isMissing ? "is still needed" : "is given")}{source}", Ink.Dim));
        }
    }

    private static void AddSteps(TextPage page, PlanView view)
    {
        var plan = view.Plan;
        if (plan.Steps.Count == 0)
        {
            return;
        }

        page.Heading("Steps");
        var digits = plan.Steps.Max(s => s.Id.Length);
        foreach (var step in plan.Steps)
        {
            var symbol = StepWords.SymbolOf(step);
            var ink = symbol switch { "+" => Ink.Good, "-" => Ink.Bad, "~" => Ink.Warn, _ => Ink.Dim };
            var body = 2 + digits + 3;
            page.Flow(2, body, step.Id.PadRight(digits), " ", new Span(symbol, ink), " ", StepWords.TitleOf(step));
            AddChanges(page, view, step, body + 2);
            AddReasons(page, step.Reason, body + 2);
            if (StepWords.UndoOf(step) is { Length: > 0 } undo)
            {
                page.Flow(body + 2, body + 4, new Span($"undo: {undo}", StepWords.CanUndo(step) ? Ink.Dim : Ink.Warn));
            }
        }
    }

    /// <summary>A step that serves many wants has many reasons; each gets a line of its own.</summary>
    private static void AddReasons(TextPage page, string reason, int indent)
    {
        var lead = "because ";
        foreach (var part in reason.Split("; "))
        {
            page.Flow(indent, indent + 4, new Span(lead + part, Ink.Dim));
            lead = "and because ";
        }
    }

    private static void AddChanges(TextPage page, PlanView view, Step step, int indent)
    {
        var rows = new List<IReadOnlyList<Span>>();
        foreach (var (target, change) in step.AllChanges())
        {
            var of = target == step.Target ? "" : $" of {(target.Kind == ObjectKind.Device ? target.AddressOfDevice().ToString() : target.Id)}";
            rows.Add([$"{Named(view, change.Field, FieldWords.NameOf(change.Field))}{of}", $"{Value(view, change.Field, change.Before)} -> {Value(view, change.Field, change.After)}"]);
        }

        page.Table(indent, rows);
    }

    private static string Value(PlanView view, Field field, string? value) =>
        field == Field.Placement && value is not null && view.HostNames.TryGetValue(value, out var name) ? name : Named(view, field, FieldWords.ValueOf(field, value));

    /// <summary>Fields and values name hosts by identity; people know them by name.</summary>
    private static string Named(PlanView view, Field field, string text) =>
        field.Prefix is "attached" or "mark" or "host-rule" ? Named(view, text) : text;

    private static string Named(PlanView view, string text)
    {
        foreach (var (id, name) in view.HostNames)
        {
            text = text.Replace(id, name, StringComparison.Ordinal);
        }

        return text;
    }

    private static void AddUnknowns(TextPage page, Plan plan)
    {
        var unknowns = plan.Steps
            .SelectMany(s => s.Expectations.Where(e => e.Test is Test.IsSet or Test.ChangedFrom)
                .Select(e => $"{s.Id}: {FieldWords.NameOf(e.Field)} of {e.TargetName}"))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        if (unknowns.Count == 0)
        {
            return;
        }

        page.Heading("Known only once it is done");
        foreach (var unknown in unknowns)
        {
            page.Flow(2, 4, unknown);
        }
    }

    private static void AddEnd(TextPage page, PlanView view)
    {
        page.Blank();
        var plan = view.Plan;
        if (plan.IsBlocked)
        {
            var blocking = plan.Findings.Count(f => f.Blocks);
            page.Flow(0, 0, new Span($"Blocked: {blocking} {(blocking == 1 ? "finding stands" : "findings stand")} in the way (above). Nothing will be changed until that is settled.", Ink.Bad));
            return;
        }

        if (plan.IsEmpty)
        {
            page.Flow(0, 0, new Span("Nothing to do: everything is as it should be.", Ink.Good));
            return;
        }

        page.Flow(0, 0, new Span($"Plan: {PlanSummary.Of(plan)}", Ink.Strong));
        ConsentText.AddTo(page, view);
    }
}
