using Barelane.Remote.Server.Pool;
using Barelane.TestKit;

namespace Barelane.Remote.Tests.Support;

/// <summary>A server in this process, on a UNIX socket, with PoCL as its device; its workers are processes of their own.</summary>
internal sealed class Pool : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly StringWriter _log = new();
    private readonly PoolServer _server;
    private readonly Task _running;
    private int _isGone;

    public Pool(Func<PoolSettings, PoolSettings>? change = null)
    {
        var settings = new PoolSettings
        {
            Listen = [$"unix:{_folder.File("pool")}"],
            Worker = [Path.Combine(AppContext.BaseDirectory, "barelane"), "remote", "worker"],
        };
        _server = new PoolServer(change?.Invoke(settings) ?? settings, _log);
        _running = Task.Run(() => _server.RunAsync(_stop.Token));
    }

    public string Address => _server.Addresses[0];

    public PoolServer Server => _server;

    /// <summary>Two devices instead of one: PoCL's drivers 'pthread' and 'basic'.</summary>
    public static PoolSettings WithTwoDevices(PoolSettings settings) => settings with { Worker = ["/usr/bin/env", "POCL_DEVICES=pthread basic", .. settings.Worker] };

    public string Log => _log.ToString();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isGone, 1) == 1)
        {
            return;
        }

        await _stop.CancelAsync();
        await _running;
        _server.Dispose();
        _stop.Dispose();
        _folder.Dispose();
    }
}
