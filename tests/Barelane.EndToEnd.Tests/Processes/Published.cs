using System.Diagnostics;
using Barelane.TestKit;

namespace Barelane.EndToEnd.Tests.Processes;

/// <summary>The command line as './barelane' makes and runs it.</summary>
internal static class Published
{
    private static readonly Lazy<string> Program = new(Publish);

    /// <summary>The program; it is built on first use.</summary>
    public static string Barelane => Program.Value;

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
}
