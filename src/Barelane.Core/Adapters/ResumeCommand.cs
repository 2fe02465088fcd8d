namespace Barelane.Core.Adapters;

/// <summary>The command line that goes on with a run, as it is to be started by the machine itself after its reboot. Holds no secret: it is written to a file.</summary>
public sealed record ResumeCommand
{
    /// <summary>The run that is gone on with.</summary>
    public required string Run { get; init; }

    /// <summary>The program by its full path, then its arguments, each as it is: nothing is quoted.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>Variables of the environment that it needs.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Full paths of what has to be there before it starts: the journal, the document.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>The account that it runs under.</summary>
    public required string User { get; init; }
}
