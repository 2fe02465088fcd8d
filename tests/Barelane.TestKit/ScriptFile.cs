namespace Barelane.TestKit;

/// <summary>A program that a test writes: a file of text that its owner may run.</summary>
public static class ScriptFile
{
    /// <summary>Writes it.</summary>
    /// <param name="path">Where; what is there is replaced.</param>
    /// <param name="text">The whole of it, from <c>#!</c> on.</param>
    public static void Write(string path, string text)
    {
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
