using Barelane.Core.Plans;

namespace Barelane.Engine.Running;

/// <summary>Says in words what makes two plans differ: the one that was looked at, and the one that is made now.</summary>
public static class PlanComparison
{
    /// <summary>One line for each difference; empty only if the bytes are the same.</summary>
    public static IReadOnlyList<string> Differences(Plan saved, Plan now)
    {
        var lines = new List<string>();
        Value("the program's version", saved.Tool, now.Tool);
        Value("the document", saved.Document, now.Document);
        Value("the verb", saved.Verb, now.Verb);
        Value("the run it is about", saved.OfRun, now.OfRun);
        Sets("site", saved.Sites.Select(s => $"'{s.Alias}' ({s.Product}, {s.Instance})"), now.Sites.Select(s => $"'{s.Alias}' ({s.Product}, {s.Instance})"));
        Sets("assignment", saved.Units.Select(Unit), now.Units.Select(Unit));
        Sets("finding", saved.Findings.Select(f => $"{f.Rule} on '{f.SubjectName}': {f.Observed}"), now.Findings.Select(f => $"{f.Rule} on '{f.SubjectName}': {f.Observed}"));
        Sets("impact", saved.Impacts.Select(i => $"{i.Consent} on '{i.SubjectName}': {i.Text}"), now.Impacts.Select(i => $"{i.Consent} on '{i.SubjectName}': {i.Text}"));
        Steps(saved, now, lines);
        if (lines.Count == 0 && !PlanFormat.ToBytes(saved).AsSpan().SequenceEqual(PlanFormat.ToBytes(now)))
        {
            lines.Add("details of findings, impacts or conditions differ; compare the two plans' JSON");
        }

        return lines;

        void Value(string what, string? before, string? after)
        {
            if (!string.Equals(before, after, StringComparison.Ordinal))
            {
                lines.Add($"{what} was {StepProblems.Show(before)} and is {StepProblems.Show(after)}");
            }
        }

        void Sets(string what, IEnumerable<string> before, IEnumerable<string> after)
        {
            var (old, fresh) = (before.ToList(), after.ToList());
            lines.AddRange(old.Except(fresh, StringComparer.Ordinal).Select(l => $"{what} no longer there: {l}"));
            lines.AddRange(fresh.Except(old, StringComparer.Ordinal).Select(l => $"{what} new: {l}"));
        }
    }

    private static void Steps(Plan saved, Plan now, List<string> lines)
    {
        var old = saved.Steps.ToDictionary(Key);
        var fresh = now.Steps.ToDictionary(Key);
        lines.AddRange(saved.Steps.Where(s => !fresh.ContainsKey(Key(s))).Select(s => $"step no longer needed: {s.Kind} on '{s.TargetName}' ({Changes(s)})"));
        lines.AddRange(now.Steps.Where(s => !old.ContainsKey(Key(s))).Select(s => $"step new: {s.Kind} on '{s.TargetName}' ({Changes(s)})"));
        foreach (var step in now.Steps)
        {
            if (old.TryGetValue(Key(step), out var before) && !string.Equals(Changes(before), Changes(step), StringComparison.Ordinal))
            {
                lines.Add($"step {step.Kind} on '{step.TargetName}' changes {Changes(step)}, and changed {Changes(before)}");
            }
        }

        // The same step may be made twice (out to a shelter and back): then its place tells which.
        (StepKind, Core.Inventory.ObjectRef, int) Key(Step step)
        {
            var all = saved.Steps.Contains(step) ? saved.Steps : now.Steps;
            var same = all.Where(s => s.Kind == step.Kind && s.Target == step.Target).ToList();
            return (step.Kind, step.Target, same.IndexOf(step));
        }
    }

    private static string Unit(PlanUnit unit) => $"'{unit.Id}' {unit.Way} on '{unit.Host}': {string.Join(", ", unit.Gpus)}{(unit.Window is null ? "" : $" in {unit.Window}")}";

    private static string Changes(Step step) => string.Join(", ", step.AllChanges().Select(c => $"{c.Change.Field} {StepProblems.Show(c.Change.Before)} to {StepProblems.Show(c.Change.After)}"));
}
