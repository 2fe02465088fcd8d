namespace Barelane.Knowledge.Symptoms;

/// <summary>One of the things that a symptom can come from.</summary>
public sealed record Cause
{
    /// <summary>A sentence: what is wrong.</summary>
    public required string Text { get; init; }

    /// <summary>How sure it is by the symptom alone.</summary>
    public required Confidence Confidence { get; init; }

    /// <summary>What to do: a command, a setting or a click path.</summary>
    public required string Remedy { get; init; }

    /// <summary>Other lines that bear it out where they are found beside the symptom.</summary>
    public IReadOnlyList<LinePattern> Evidence { get; init; } = [];

    /// <summary>How people say that it is this one: sets of words as of <see cref="Symptom.Words"/>, which make it likely.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Words { get; init; } = [];

    /// <summary>Lines that speak against it.</summary>
    public IReadOnlyList<LinePattern> Against { get; init; } = [];

    /// <summary>Whether it does no harm: where it is the first cause of what was seen, everything else that was seen goes before it.</summary>
    public bool IsHarmless { get; init; }

    /// <summary>The preflight rule whose finding on the live site tells whether it is this; null where none does.</summary>
    public string? Rule { get; init; }
}
