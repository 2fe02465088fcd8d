using System.Diagnostics;
using Barelane.TestKit;

namespace Barelane.EndToEnd.Tests.Processes;

/// <summary>The programs under test.</summary>
internal static class Programs
{
    private static readonly string Configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
    private static readonly Lazy<string> Published = new(Publish);

    /// <summary>The command line as './barelane' makes and runs it.</summary>
    public static string Barelane => Published.Value;

    /// <summary>The twin as a program of its own.</summary>
    public static string Twin { get; } = Built("Barelane.Twin", "Barelane.Twin");

    private static string Publish()
    {
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "barelane"), ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("'./barelane' did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? Path.Combine(Repository.Root, "artifacts", "barelane", "barelane")
            : throw new InvalidOperationException($"'./barelane --version' ended with {process.ExitCode}. {errors.Result}");
    }

    private static string Built(string project, string name)
    {
        var path = Path.Combine(Repository.Root, "artifacts", "bin", project, Configuration, name);
        return File.Exists(path) ? path : throw new InvalidOperationException($"'{path}' is not built; build the project '{project}' first.");
    }
}
