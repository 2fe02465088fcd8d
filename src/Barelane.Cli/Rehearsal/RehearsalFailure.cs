namespace Barelane.Cli.Rehearsal;

/// <summary>What went wrong first.</summary>
internal sealed record RehearsalFailure
{
    /// <summary>Where in the rehearsal.</summary>
    public required RehearsalPhase Phase { get; init; }

    /// <summary>The step's id in its plan; null where it was no step.</summary>
    public string? Step { get; init; }

    /// <summary>The step's kind; null where it was no step.</summary>
    public string? Kind { get; init; }

    /// <summary>The object's name.</summary>
    public string Target { get; init; } = "";

    /// <summary>The step in words: <c>power on VM dc1/render-01</c>.</summary>
    public string Title { get; init; } = "";

    /// <summary>What was observed and required.</summary>
    public required string Message { get; init; }

    /// <summary>What to do; empty where nothing can be said.</summary>
    public string Remedy { get; init; } = "";

    /// <summary>The hypervisor's own words, and whatever else proves it.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];
}
