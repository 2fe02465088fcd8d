using System.Diagnostics;
using Barelane.Remote.Server.Pool;
using Barelane.TestKit;

namespace Barelane.Remote.Tests.Support;

/// <summary>A program of Debian's, on the driver, on this machine's own OpenCL, or on both.</summary>
internal static class Client
{
    private const string Pocl = "/etc/OpenCL/vendors/pocl.icd";

    /// <summary>A script from this project's Clients folder.</summary>
    public static string[] Python(string script, params string[] arguments) => ["/usr/bin/python3", Path.Combine(AppContext.BaseDirectory, "Clients", script), .. arguments];

    /// <summary>Variables that let clients keep what they compile, from one run of the tests to the next and away from the user's own.</summary>
    public static (string Name, string Value)[] Caches(string whose) =>
        [.. new[] { ("XDG_CACHE_HOME", "cache"), ("XDG_DATA_HOME", "data") }.Select(v => (v.Item1, Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "remote-clients", whose, v.Item2)).FullName))];

    /// <summary>Runs a program on a server's devices.</summary>
    public static Task<ClientResult> RemoteAsync(string address, params string[] command) => RunAsync(address, withLocal: false, command);

    /// <summary>Runs a program with the driver and PoCL both installed.</summary>
    public static Task<ClientResult> BothAsync(string address, params string[] command) => RunAsync(address, withLocal: true, command);

    /// <summary>Runs a program on PoCL alone.</summary>
    public static Task<ClientResult> LocalAsync(params string[] command) => RunAsync(null, withLocal: true, command);

    private static async Task<ClientResult> RunAsync(string? address, bool withLocal, string[] command)
    {
        using var running = await StartAsync(address, withLocal, command);
        return await running.EndAsync();
    }

    public static async Task<RunningClient> StartAsync(string? address, bool withLocal, string[] command, params (string Name, string Value)[] variables)
    {
        var folder = new TemporaryFolder();
        if (address is not null)
        {
            File.WriteAllText(folder.File("barelane.icd"), await NativeDriver.PathAsync() + "\n");
        }

        if (withLocal)
        {
            File.Copy(Pocl, folder.File("pocl.icd"));
        }

        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["OCL_ICD_VENDORS"] = folder.Path;
        start.Environment["BARELANE_REMOTE"] = address ?? "none";
        start.Environment["PYOPENCL_NO_CACHE"] = "1";
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        // The pool is in this process, and its sockets can be inherited while a worker starts: what inherits them by chance keeps them open.
        lock (WorkerProcess.Starting)
        {
            return new RunningClient(Process.Start(start)!, folder);
        }
    }
}
