using System.Diagnostics;
using System.Runtime.InteropServices;
using Barelane.TestKit;

namespace Barelane.Remote.Tests.Support;

/// <summary>The command line as a process.</summary>
internal static partial class CommandLineProgram
{
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "barelane");

    public static async Task<ClientResult> RunAsync(string home, params string[] words)
    {
        using var running = Start(home, words);
        return await running.EndAsync();
    }

    /// <param name="home">The user's folder.</param>
    /// <param name="words">What is typed.</param>
    public static RunningClient Start(string home, params string[] words) => Start(home, words, []);

    /// <param name="home">The user's folder.</param>
    /// <param name="words">What is typed.</param>
    /// <param name="variables">What its environment has besides.</param>
    public static RunningClient Start(string home, string[] words, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(Path, words) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["BARELANE_HOME"] = home;
        start.Environment["NO_COLOR"] = "1";
        start.Environment["PYOPENCL_NO_CACHE"] = "1";
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("BARELANE_REMOTE", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return new RunningClient(Process.Start(start)!, new TemporaryFolder());
    }

    /// <summary>Ctrl+C.</summary>
    public static void Interrupt(RunningClient running) => _ = Kill(running.Id, 2);

    /// <summary>What a service's manager sends: to this process alone.</summary>
    public static void Terminate(RunningClient running) => _ = Kill(running.Id, 15);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
