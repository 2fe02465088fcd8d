using System.Diagnostics;
using System.Text.Json;
using Barelane.Remote.Server.Leases;
using Barelane.Remote.Server.Worker;

namespace Barelane.Remote.Server.Pool;

/// <summary>The machine's devices, asked of a worker: the pool's own process never loads a vendor's driver.</summary>
internal static class DeviceList
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The devices in the order of their places; an <see cref="ArgumentException"/> where there is none to be had.</summary>
    public static IReadOnlyList<LeaseDevice> Ask(PoolSettings settings)
    {
        var start = new ProcessStartInfo(settings.Worker[0], settings.Worker.Skip(1)) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["BARELANE_REMOTE"] = "none";
        using var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.StandardInput.WriteLine(JsonSerializer.Serialize(new WorkerSettings { Control = -1, Bulk = -1, Library = settings.Library }, WorkerJson.Default.WorkerSettings));
        process.StandardInput.Flush();
        var answer = process.StandardOutput.ReadToEndAsync();
        if (!answer.Wait(Patience))
        {
            process.Kill();
            throw new ArgumentException($"OpenCL did not tell its devices within {Patience.TotalSeconds} s.");
        }

        var list = answer.Result.Length == 0 ? null : JsonSerializer.Deserialize(answer.Result, WorkerJson.Default.DeviceListing);
        return list is { Problem.Length: 0, Devices.Count: > 0 }
            ? [.. list.Devices.Select((d, place) => new LeaseDevice(place, d.Name, d.Memory))]
            : throw new ArgumentException($"There are no devices to give leases of: {(list?.Problem is { Length: > 0 } problem ? problem : "the worker that was asked for them said nothing.")}");
    }
}
