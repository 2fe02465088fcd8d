using Barelane.Core.Plans;

namespace Barelane.Engine.Running;

/// <summary>Puts a run's id where a plan has its token.</summary>
internal static class RunNames
{
    public static Step In(string run, Step step) => step with
    {
        Changes = [.. step.Changes.Select(c => In(run, c))],
        Companions = [.. step.Companions.Select(c => c with { Change = In(run, c.Change) })],
        Expectations = [.. step.Expectations.Select(e => e with { Values = [.. e.Values.Select(v => In(run, v))] })],
    };

    public static string? In(string run, string? value) => value?.Replace(FieldChange.RunToken, run, StringComparison.Ordinal);

    private static FieldChange In(string run, FieldChange change) => change with { After = In(run, change.After) };

    /// <summary>The name of a document's lock.</summary>
    public static string LockOf(string document) => $"document {document}";
}
