using System.Diagnostics;
using Barelane.TestKit;

namespace Barelane.Remote.Tests.Support;

/// <summary>The driver as programs load it: compiled ahead of time, once per change of its source.</summary>
internal static class NativeDriver
{
    private static readonly Lazy<Task<string>> Built = new(BuildAsync);

    /// <summary>The library's path. A failed build is an error, so that a missing compiler can't hide a test.</summary>
    public static Task<string> PathAsync() => Built.Value;

    private static async Task<string> BuildAsync()
    {
        var folder = Path.Combine(Repository.Root, "artifacts", "remote-driver");
        var target = Path.Combine(folder, "Barelane.Remote.Driver.so");
        var newest = new[] { "Barelane.Remote.Driver", "Barelane.Remote.Protocol" }
            .SelectMany(p => Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", p), "*.cs*", SearchOption.AllDirectories))
            .Max(File.GetLastWriteTimeUtc);
        if (File.Exists(target) && File.GetLastWriteTimeUtc(target) > newest)
        {
            return target;
        }

        var start = new ProcessStartInfo("dotnet", ["publish", Path.Combine(Repository.Root, "src", "Barelane.Remote.Driver"), "-f", "net9.0", "-c", "Release", "-v", "quiet", "-p:Native=true", "-p:RunAnalyzers=false", "-p:UseSharedCompilation=false", "--artifacts-path", Path.Combine(folder, "build"), "-o", folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var publish = Process.Start(start)!;
        var errors = publish.StandardError.ReadToEndAsync();
        var output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0
            ? target
            : throw new InvalidOperationException($"The driver could not be compiled ahead of time (it ended with {publish.ExitCode}); required are Debian's gcc and zlib1g-dev. {output}{await errors}");
    }
}
