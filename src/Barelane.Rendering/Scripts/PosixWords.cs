namespace Barelane.Rendering.Scripts;

/// <summary>Words of a POSIX shell script.</summary>
internal static class PosixWords
{
    /// <summary>A literal: nothing in single quotes is code but the single quote itself.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>What no command does: the script says it and waits.</summary>
    public static string ByHand(string what) => $"by_hand {Quote(what)}";
}
