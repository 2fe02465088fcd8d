namespace Barelane.HyperV.PowerShell.Role;

/// <summary>Changes the frame's text in places that have to be there once.</summary>
internal static class FrameText
{
    /// <summary>Puts another text in the place of one.</summary>
    /// <exception cref="InvalidOperationException">It is not there exactly once: whoever changes the frame has to look at the role.</exception>
    public static string Put(this string text, string old, string now) => text.Split(old) is [var before, var after]
        ? before + now + after
        : throw new InvalidOperationException($"The frame does not hold '{old}' exactly once.");
}
