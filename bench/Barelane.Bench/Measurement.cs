namespace Barelane.Bench;

/// <summary>One figure beside its budget.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Figure">The figure with its unit: a ratio where there is a peer.</param>
/// <param name="Budget">The figure it should have; empty where there is none.</param>
/// <param name="Keeps">Whether it keeps the budget; null where there is none.</param>
/// <param name="Detail">What the figure comes from: medians, and how many runs.</param>
internal sealed record Measurement(string Name, string Figure, string Budget, bool? Keeps, string Detail)
{
    /// <summary>One line for a log.</summary>
    public string Line => $"measured: {Name} {Figure}{(Budget.Length == 0 ? "" : $", budget {Budget}{(Keeps == true ? "" : ": MISSED")}")} ({Detail})";

    /// <summary>All of them as a table in Markdown.</summary>
    public static string Table(IEnumerable<Measurement> measurements) => string.Concat(
    [
        "| what | measured | budget | kept | from |\n| --- | --- | --- | --- | --- |\n",
        .. measurements.Select(m => $"| {m.Name} | {m.Figure} | {m.Budget} | {(m.Keeps is { } keeps ? keeps ? "yes" : "**no**" : "")} | {m.Detail} |\n"),
    ]);
}
