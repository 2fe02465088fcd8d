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

    /// <summary>The numbers that a program prints which sees the path's server and PoCL both.</summary>
    public static async Task<double[]> NumbersOfBothAsync(RemotePath path, params string[] command)
    {
        var (output, _, _) = await RunAsync(path, withLocal: true, command);
        return [.. output.Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
    }

    /// <summary>Runs a program on the path's server; without a path, on PoCL.</summary>
    public static Task<(string Out, string Error, TimeSpan Wall)> RunAsync(RemotePath? path, params string[] command) => RunAsync(path, path is null, command);

    private static async Task<(string Out, string Error, TimeSpan Wall)> RunAsync(RemotePath? path, bool withLocal, string[] command)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Programs.Root, "artifacts", "bench", path is null ? "icd-local" : withLocal ? "icd-both" : "icd-remote")).FullName;
        if (path is not null)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "barelane.icd"), Driver + "\n");
        }

        if (withLocal)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "pocl.icd"), await File.ReadAllTextAsync(Pocl));
        }

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
