namespace Barelane.Engine.Journal;

/// <summary>The first record of every run: all that is needed to know what was meant, without any other file.</summary>
public sealed record RunStarted : JournalRecord
{
    /// <summary>Version of the program.</summary>
    public required string Tool { get; init; }

    /// <summary>The plan's verb.</summary>
    public required string Verb { get; init; }

    /// <summary>The document's name.</summary>
    public required string Document { get; init; }

    /// <summary>For undo and resume: the run it is about; null for others.</summary>
    public string? OfRun { get; init; }

    /// <summary>The plan's id.</summary>
    public required string PlanId { get; init; }

    /// <summary>The whole plan, as its canonical bytes.</summary>
    public required string Plan { get; init; }

    /// <summary>Who started it.</summary>
    public required string Actor { get; init; }

    /// <summary>The machine it ran on.</summary>
    public required string Machine { get; init; }

    /// <summary>The consents that were given, those for one assignment as <c>assignment: name</c>.</summary>
    public IReadOnlyList<string> Consents { get; init; } = [];

    /// <summary>The bystanders that were consented to.</summary>
    public IReadOnlyList<string> Bystanders { get; init; } = [];

    /// <summary>The rules whose Unknown was accepted.</summary>
    public IReadOnlyList<string> Accepted { get; init; } = [];

    /// <summary>How guests that get a lease are asked; null where none does.</summary>
    public IReadOnlyList<RememberedGuest>? Guests { get; init; }
}
