using System.Diagnostics;
using System.Globalization;

namespace Barelane.Bench.Remote;

/// <summary>Runs OpenCL programs, on PoCL itself or on a server's.</summary>
internal static class RemotePrograms
{
    /// <summary>The program of bench/peers that times calls, compiled.</summary>
    public static string Client { get; } = Path.Combine(Programs.Root, "artifacts", "bench", "remote_client");

    /// <summary>PoCL whose launches do nothing, compiled.</summary>
    public static string IdleDevice { get; } = Path.Combine(Programs.Root, "artifacts", "bench", "idle_device.so");

    private const string Pocl = "/etc/OpenCL/vendors/pocl.icd";

    /// <summary>The driver.</summary>
    public static string Driver { get; } = Path.Combine(Programs.Root, "artifacts", "remote-driver", "Barelane.Remote.Driver.so");

    /// <summary>One number that a program prints.</summary>
    public static async Task<double> NumberAsync(RemotePath? path, params string[] command)
    {
        var (output, _, _) = await RunAsync(path, command);
        return double.Parse(output.Trim(), CultureInfo.InvariantCulture);
    }

    /// <summary>Runs a program on the path's server; without a path, on PoCL.</summary>
    public static async Task<(string Out, string Error, TimeSpan Wall)> RunAsync(RemotePath? path, params string[] command)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Programs.Root, "artifacts", "bench", path is null ? "icd-local" : "icd-remote")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "only.icd"), path is null ? await File.ReadAllTextAsync(Pocl) : Driver + "\n");
        command = [.. path?.Prefix ?? [], .. command];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["OCL_ICD_VENDORS"] = folder;
        start.Environment["BARELANE_REMOTE"] = path?.Server ?? "none";
        start.Environment["BARELANE_REMOTE_TRIPS"] = path is null ? "" : "1";
        foreach (var (name, value) in path?.Secrets ?? [])
        {
            start.Environment[name] = value;
        }

        var begun = Stopwatch.GetTimestamp();
        using var process = Process.Start(start) ?? throw new BenchException($"'{command[0]}' did not start.");
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var wall = Stopwatch.GetElapsedTime(begun);
        return process.ExitCode == 0 ? (output, await error, wall) : throw new BenchException($"'{string.Join(' ', command)}' ended with exit code {process.ExitCode}, required is 0. {await error}");
    }
}
