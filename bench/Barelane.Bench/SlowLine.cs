using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Barelane.Bench;

/// <summary>
/// A line to a server on this machine that takes its time: every byte arrives half a round trip later, whatever is inside. It sees no
/// content, and counts what can be seen on a wire: connections, and how often the client spoke after the server had spoken.
/// </summary>
internal sealed class SlowLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Uri _server;
    private readonly TimeSpan _oneWay;
    private readonly Task _accepting;
    private readonly Lock _gate = new();
    private readonly List<Task> _connections = [];

    private SlowLine(Uri server, TimeSpan roundTrip)
    {
        _server = server;
        _oneWay = roundTrip / 2;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where the client finds the server.</summary>
    public Uri Url => new UriBuilder(_server) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;

    /// <summary>Connections since the last <see cref="Reset"/>.</summary>
    public int Connections { get; private set; }

    /// <summary>How often the line was waited for: the server spoke after the client had spoken. A TLS handshake is one of them.</summary>
    public int Turns { get; private set; }

    /// <summary>The longest time from the server's last byte to the client's next: what the client needed to think about the answer.</summary>
    public TimeSpan LongestThought { get; private set; }

    /// <summary>Opens a line to a server.</summary>
    public static SlowLine To(Uri server, TimeSpan roundTrip) => new(server, roundTrip);

    /// <summary>Forgets what was counted.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            Connections = Turns = 0;
            LongestThought = TimeSpan.Zero;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                lock (_gate)
                {
                    Connections++;
                }

                _connections.Add(ConnectAsync(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The line is taken down.
        }
    }

    private async Task ConnectAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(_server.Host, _server.Port, _stopping.Token);
                client.NoDelay = server.NoDelay = true;
                long spoken = 0;
                var asked = 0;
                await Task.WhenAll(
                    CarryAsync(client, server, () => Heard(ref spoken, ref asked), () => { }),
                    CarryAsync(server, client, () => { }, () => Told(ref spoken, ref asked)));
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
            {
                // One of the two has hung up.
            }
        }
    }

    private void Told(ref long spoken, ref int asked)
    {
        Volatile.Write(ref spoken, Stopwatch.GetTimestamp());
        if (Interlocked.Exchange(ref asked, 0) == 1)
        {
            lock (_gate)
            {
                Turns++;
            }
        }
    }

    private void Heard(ref long spoken, ref int asked)
    {
        Volatile.Write(ref asked, 1);
        if (Interlocked.Exchange(ref spoken, 0) is var since and > 0)
        {
            lock (_gate)
            {
                var thought = Stopwatch.GetElapsedTime(since);
                LongestThought = thought > LongestThought ? thought : LongestThought;
            }
        }
    }

    private async Task CarryAsync(TcpClient from, TcpClient to, Action arrived, Action delivered)
    {
        var onTheWay = Channel.CreateBounded<(byte[] Bytes, long Due)>(1024);
        var sending = SendAsync(onTheWay.Reader, to, delivered);
        try
        {
            var buffer = new byte[64 << 10];
            var source = from.GetStream();
            while (await source.ReadAsync(buffer, _stopping.Token) is var count and > 0)
            {
                arrived();
                await onTheWay.Writer.WriteAsync((buffer[..count], Stopwatch.GetTimestamp() + (long)(_oneWay.TotalSeconds * Stopwatch.Frequency)), _stopping.Token);
            }
        }
        finally
        {
            onTheWay.Writer.Complete();
            await sending;
            to.Client.Shutdown(SocketShutdown.Send);
        }
    }

    private async Task SendAsync(ChannelReader<(byte[] Bytes, long Due)> onTheWay, TcpClient to, Action delivered)
    {
        var target = to.GetStream();
        await foreach (var (bytes, due) in onTheWay.ReadAllAsync(_stopping.Token))
        {
            var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
            if (left > TimeSpan.Zero)
            {
                await Task.Delay(left, _stopping.Token);
            }

            await target.WriteAsync(bytes, _stopping.Token);
            delivered();
        }
    }
}
