namespace Barelane.Twin.Guests;

/// <summary>What a program in a guest printed and how it ended.</summary>
internal sealed record GuestOutcome(int ExitCode, string Output, string Error)
{
    public static GuestOutcome Said(string output) => new(0, output, string.Empty);

    public static GuestOutcome NotFound(string program) => new(127, string.Empty, $"sh: 1: {program}: not found\n");
}
