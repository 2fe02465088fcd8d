namespace Barelane.Cli.Running;

/// <summary>This very program, as a command that starts it again.</summary>
internal static class OwnProgram
{
    /// <summary>Its own file, or the runtime with the program's library.</summary>
    /// <exception cref="InvalidOperationException">The system does not tell where the program lies.</exception>
    public static string[] Words()
    {
        var process = Environment.ProcessPath ?? throw new InvalidOperationException("The system does not tell where this program lies.");
        return string.Equals(Path.GetFileNameWithoutExtension(process), "dotnet", StringComparison.Ordinal)
            ? [process, Path.GetFullPath(Environment.GetCommandLineArgs()[0])]
            : [process];
    }
}
