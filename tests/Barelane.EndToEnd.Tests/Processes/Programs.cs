using Barelane.TestKit;

namespace Barelane.EndToEnd.Tests.Processes;

/// <summary>The programs under test.</summary>
internal static class Programs
{
    private static readonly string Configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    /// <summary>The command line as './barelane' makes and runs it.</summary>
    public static string Barelane => Published.Barelane;

    /// <summary>The twin as a program of its own.</summary>
    public static string Twin { get; } = Built("Barelane.Twin", "Barelane.Twin");

    private static string Built(string project, string name)
    {
        var path = Path.Combine(Repository.Root, "artifacts", "bin", project, Configuration, name);
        return File.Exists(path) ? path : throw new InvalidOperationException($"'{path}' is not built; build the project '{project}' first.");
    }
}
