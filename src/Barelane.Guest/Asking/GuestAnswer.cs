using System.Globalization;

namespace Barelane.Guest.Asking;

/// <summary>What came of asking a program: what it said, or in one sentence why nothing can be concluded.</summary>
internal sealed record GuestAnswer
{
    /// <summary>The program, as asked for.</summary>
    public required string Program { get; init; }

    /// <summary>What came of it.</summary>
    public required GuestAnswerKind Kind { get; init; }

    /// <summary>Exit status; 0 where the program did not end.</summary>
    public int ExitCode { get; init; }

    /// <summary>Standard output, empty where there is none.</summary>
    public string Output { get; init; } = "";

    /// <summary>Standard error, empty where there is none.</summary>
    public string Error { get; init; } = "";

    /// <summary>Whether the output ended at the channel's limit, so that what it lacks proves nothing.</summary>
    public bool IsCut { get; init; }

    /// <summary>Why the guest could not be asked; empty where it was.</summary>
    public string Trouble { get; init; } = "";

    /// <summary>Whether the program ended well and its output can be read.</summary>
    public bool IsSaid => Kind == GuestAnswerKind.Said;

    /// <summary>Why the answer proves nothing, as a sentence.</summary>
    public string Reason => Kind switch
    {
        GuestAnswerKind.Missing => $"'{Program}' is not there in the guest.",
        GuestAnswerKind.Refused => Error.Length + Output.Length == 0
            ? string.Create(CultureInfo.InvariantCulture, $"'{Program}' ended with exit status {ExitCode} and said nothing.")
            : string.Create(CultureInfo.InvariantCulture, $"'{Program}' ended with exit status {ExitCode}: '{FirstWords}'."),
        GuestAnswerKind.NotAsked => Trouble,
        _ when IsCut => $"The answer of '{Program}' was cut off at the limit of 1 MiB.",
        _ when string.IsNullOrWhiteSpace(Output) => $"'{Program}' said nothing.",
        _ => $"'{Program}' answered in no known form: '{UntrustedText.Line(Output)}'.",
    };

    private string FirstWords
    {
        get
        {
            var error = UntrustedText.Line(Error);
            return error.Length > 0 ? error : UntrustedText.Line(Output);
        }
    }
}
