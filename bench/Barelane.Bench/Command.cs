using System.Diagnostics;
using System.Globalization;

namespace Barelane.Bench;

/// <summary>What it cost to run a command.</summary>
/// <param name="Wall">From its start to its end.</param>
/// <param name="Cpu">User and system time of the command and its children.</param>
/// <param name="PeakMib">The most memory that one of its processes had resident.</param>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Error">What it printed on standard error.</param>
internal sealed record Cost(TimeSpan Wall, TimeSpan Cpu, double PeakMib, int ExitCode, string Error);

/// <summary>Runs commands as a user's shell would; standard output goes nowhere, as in <c>COMMAND &gt;/dev/null</c>.</summary>
internal static class Command
{
    /// <summary>Runs a command and asks the system what it used, through GNU time.</summary>
    public static async Task<Cost> MeasureAsync(string folder, string program, params IEnumerable<string> args)
    {
        using var figures = new ScratchFile();
        var (wall, exitCode, error) = await RunAsync(folder, "/usr/bin/time", ["-q", "-f", "%U %S %M", "-o", figures.Path, "/bin/sh", "-c", "exec \"$0\" \"$@\" >/dev/null", program, .. args]);
        var used = (await File.ReadAllTextAsync(figures.Path)).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToList();
        return new Cost(wall, TimeSpan.FromSeconds(used[^3] + used[^2]), used[^1] / 1024, exitCode, error);
    }

    /// <summary>Runs a command with nothing around it, for what takes milliseconds.</summary>
    public static async Task<TimeSpan> TimeAsync(string program, params IEnumerable<string> args)
    {
        var (wall, exitCode, error) = await RunAsync(Path.GetTempPath(), program, args);
        return exitCode == 0 ? wall : throw new BenchException($"'{program}' ended with exit code {exitCode}, required is 0. {error}");
    }

    private static async Task<(TimeSpan Wall, int ExitCode, string Error)> RunAsync(string folder, string program, IEnumerable<string> args)
    {
        var start = new ProcessStartInfo(program, args) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["BARELANE_HOME"] = folder;
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        var begun = Stopwatch.GetTimestamp();
        using var process = Process.Start(start) ?? throw new BenchException($"'{program}' did not start.");
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var wall = Stopwatch.GetElapsedTime(begun);
        await output;
        return (wall, process.ExitCode, await error);
    }

    private sealed class ScratchFile : IDisposable
    {
        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
