using Barelane.TestKit;

namespace Barelane.Bench.Remote;

/// <summary>
/// Calls on a server of this machine beside the same on its PoCL, on several ways there: launches, launches with their finish, and copies beside a plain TCP
/// stream and encrypted beside plain.
/// </summary>
internal sealed class RemoteSpeed : IBenchmark
{
    private const int Runs = 5;
    private const int Megabytes = 64;
    private const int Copies = 4;
    private const double Mib = 1 << 20;
    private readonly List<Measurement> _measured = [];

    /// <inheritdoc/>
    public string Name => "remote";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Measurement>> RunAsync()
    {
        using var folder = new TemporaryFolder();
        await foreach (var path in RemoteLines.AllAsync(folder))
        {
            if (path.IsLimited)
            {
                await CopiesAsync(path with { Name = $"{path.Name}, encrypted", Server = path.Encrypted! }, "0.95", 0.95);
                continue;
            }

            await LaunchesAsync(path);
            if (path.PlainHost is not null)
            {
                await FinishesAsync(path);
                await CopiesAsync(path, "0.90", 0.9);
                await EncryptedAsync(path);
            }
        }

        await using var idle = await RemoteServers.StartIdleAsync(folder, $"unix:{folder.File("idle")}", "tcp:127.0.0.1:0");
        await OwnLaunchesAsync(new RemotePath("AF_UNIX", idle.Addresses[0], null, 0));
        await OwnLaunchesAsync(new RemotePath("loopback", idle.Addresses[1], null, 0));
        return _measured;
    }

    private async Task LaunchesAsync(RemotePath path)
    {
        const int Many = 100_000;
        var (local, remote) = (new Samples(), new Samples());
        for (var run = 0; run < Runs; run++)
        {
            local.Add(await RemotePrograms.NumberAsync(null, RemotePrograms.Client, "launch", $"{Many}"));
            remote.Add(await RemotePrograms.NumberAsync(path, RemotePrograms.Client, "launch", $"{Many}"));
        }

        Add($"{path.Name}: launches, one after the other", $"{Samples.Text(remote.Median / local.Median)} times local", "1.30 times", remote.Median <= 1.3 * local.Median, $"{Micro(remote.Median)} and {Micro(local.Median)} each");
        Add($"{path.Name}: launches a second", $"{1 / remote.Median:0}", "300000", remote.Median <= 1 / 300_000.0, $"{1 / local.Median:0} locally");
    }

    /// <summary>What a launch with its finish takes beyond the same here and a round trip of the line, all three in one process in turn.</summary>
    private async Task FinishesAsync(RemotePath path)
    {
        const int Each = 2_000;
        var (beyond, remote, local, trip) = (new Samples(), new Samples(), new Samples(), new Samples());
        for (var run = 0; run < Runs; run++)
        {
            var told = await RemotePrograms.NumbersOfBothAsync(path, RemotePrograms.Client, "beyond", path.PlainHost!, $"{path.PlainPort}", $"{Each}");
            beyond.Add(told[0]);
            remote.Add(told[1]);
            local.Add(told[2]);
            trip.Add(told[3]);
        }

        Add($"{path.Name}: launch and finish, beyond local and a round trip", Micro(beyond.Median), "10 µs", beyond.Median <= 10e-6, $"{Micro(remote.Median)}, {Micro(local.Median)}, round trip {Micro(trip.Median)}");
    }

    /// <summary>What driver, wire and server can carry: PoCL's own launches are fewer than that.</summary>
    private async Task OwnLaunchesAsync(RemotePath path)
    {
        const int Many = 200_000;
        var each = new Samples();
        for (var run = 0; run < Runs; run++)
        {
            each.Add(await RemotePrograms.NumberAsync(path, RemotePrograms.Client, "idle", $"{Many}"));
        }

        Add($"{path.Name}: launches a second, on a device that does nothing", $"{1 / each.Median:0}", "300000", each.Median <= 1 / 300_000.0, $"{Micro(each.Median)} each");
    }

    private async Task CopiesAsync(RemotePath path, string budget, double least)
    {
        var (stream, fetch, write, read) = (new Samples(), new Samples(), new Samples(), new Samples());
        for (var run = 0; run < Runs; run++)
        {
            stream.Add(await RemotePrograms.NumberAsync(path, RemotePrograms.Client, "stream", path.PlainHost!, $"{path.PlainPort}", $"{Megabytes}", $"{Copies}"));
            write.Add(await RemotePrograms.NumberAsync(path, RemotePrograms.Client, "write", $"{Megabytes}", $"{Copies}"));
            fetch.Add(await RemotePrograms.NumberAsync(path, RemotePrograms.Client, "fetch", path.PlainHost!, $"{path.PlainPort}", $"{Megabytes}", $"{Copies}"));
            read.Add(await RemotePrograms.NumberAsync(path, RemotePrograms.Client, "read", $"{Megabytes}", $"{Copies}"));
        }

        Add($"{path.Name}: writing {Megabytes} MiB beside a plain TCP stream", $"{Samples.Text(stream.Median / write.Median)} of it", budget, stream.Median / write.Median >= least, $"{Rate(write)} and {Rate(stream)}");
        Add($"{path.Name}: reading {Megabytes} MiB beside a plain TCP stream", $"{Samples.Text(fetch.Median / read.Median)} of it", budget, fetch.Median / read.Median >= least, $"{Rate(read)} and {Rate(fetch)}");
    }

    private async Task EncryptedAsync(RemotePath plain)
    {
        var encrypted = plain with { Server = plain.Encrypted! };
        foreach (var kind in (string[])["write", "read"])
        {
            var (clear, coded) = (new Samples(), new Samples());
            for (var run = 0; run < Runs; run++)
            {
                clear.Add(await RemotePrograms.NumberAsync(plain, RemotePrograms.Client, kind, $"{Megabytes}", $"{Copies}"));
                coded.Add(await RemotePrograms.NumberAsync(encrypted, RemotePrograms.Client, kind, $"{Megabytes}", $"{Copies}"));
            }

            Add($"{plain.Name}: {kind}, encrypted beside plain", $"{Samples.Text(clear.Median / coded.Median)} of it", "0.60", clear.Median / coded.Median >= 0.6, $"{Rate(coded)} and {Rate(clear)}");
        }
    }

    private void Add(string name, string figure, string budget, bool? keeps, string detail)
    {
        _measured.Add(new Measurement($"remote: {name}", figure, budget, keeps, $"medians of {Runs}, interleaved: {detail}"));
        Console.Error.WriteLine(_measured[^1].Line);
    }

    private static string Micro(double seconds) => $"{Samples.Text(seconds * 1e6)} µs";

    private static string Rate(Samples seconds) => $"{Samples.Text(Megabytes * Mib / 1e9 / seconds.Median)} GB/s";
}
