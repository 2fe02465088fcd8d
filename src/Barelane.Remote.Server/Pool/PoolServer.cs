using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Transport;
using Barelane.Remote.Protocol.Wire;
using Barelane.Remote.Server.Leases;

namespace Barelane.Remote.Server.Pool;

/// <summary>
/// Listens, agrees with each client on a session, and gives the session's two connections to a worker process. Sees no data itself. A session
/// ends with the connection on which it was asked for. With leases, a session needs one.
/// </summary>
public sealed class PoolServer : IDisposable
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ConcurrentDictionary<UInt128, PoolSession> _sessions = new();
    private readonly List<(Socket Socket, bool IsTls)> _listeners = [];
    private readonly PoolAccess _access;
    private readonly TextWriter _log;
    private readonly SessionTalk _talk;
    private readonly LeaseDesk? _desk;
    private readonly MetricsServer? _metrics;

    /// <summary>Binds every address, or throws with the one that can't be had.</summary>
    public PoolServer(PoolSettings settings, TextWriter log)
    {
        _log = TextWriter.Synchronized(log);
        _access = new PoolAccess(settings);
        try
        {
            foreach (var address in settings.Listen)
            {
                _listeners.Add((ListenAddress.Bind(address), PoolAccess.IsTls(address)));
            }

            if (settings.Leases is { } leases)
            {
                _desk = new LeaseDesk(leases, leases.Engine?.LeaseDevices() ?? DeviceList.Ask(settings), _log);
                _metrics = leases.Metrics is null ? null : new MetricsServer(leases.Metrics, _desk.Meter);
            }

            _talk = new SessionTalk(settings, _access, _desk, _sessions, _log);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What it listens on, as clients write it, with the ports that were given.</summary>
    public IReadOnlyList<string> Addresses => [.. _listeners.Select(l => $"{(l.Socket.LocalEndPoint is not IPEndPoint ? "unix" : l.IsTls ? "tls" : "tcp")}:{l.Socket.LocalEndPoint}")];

    /// <summary>How many sessions are open.</summary>
    public int SessionCount => _sessions.Count;

    /// <summary>The process ids of the workers that run.</summary>
    public IReadOnlyList<int> Workers => [.. _sessions.Values.Select(s => s.WorkerId).OfType<int>()];

    /// <summary>Serves until cancelled; then every session ends.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_listeners.Select(l => AcceptAsync(l.Socket, l.IsTls, cancellationToken)).Append(_metrics?.RunAsync(cancellationToken) ?? Task.CompletedTask)).ConfigureAwait(false);
        foreach (var session in _sessions.Values)
        {
            session.End("the server stops");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (listener, _) in _listeners)
        {
            ListenAddress.Remove(listener);
        }

        foreach (var session in _sessions.Values)
        {
            session.End("the server stops");
        }

        _metrics?.Dispose();
        _desk?.Dispose();
    }

    private async Task AcceptAsync(Socket listener, bool isTls, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var socket = await listener.AcceptAsync(cancellationToken).ConfigureAwait(false);
                _ = Task.Factory.StartNew(() => Serve(socket, isTls), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException e)
            {
                // A client that was gone before it was accepted, or no descriptors left: the next may do better.
                await _log.WriteLineAsync($"a connection could not be accepted: {e.Message}").ConfigureAwait(false);
                await Task.Delay(50, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private void Serve(Socket socket, bool isTls)
    {
        try
        {
            socket.ReceiveTimeout = (int)Patience.TotalMilliseconds;
            socket.SendTimeout = (int)Patience.TotalMilliseconds;
            if (socket.AddressFamily != AddressFamily.Unix)
            {
                ListenAddress.Tune(socket);
            }

            using var stream = new NetworkStream(socket);
            var bytes = new byte[Preamble.Size];
            stream.ReadExactly(bytes);
            var preamble = Preamble.Read(bytes);
            if (preamble.Kind == StreamKind.Pool)
            {
                Agree(socket, stream, preamble, isTls);
            }
            else if (preamble.Version == ProtocolVersion.Current && preamble.Kind is StreamKind.Control or StreamKind.Bulk && _sessions.TryGetValue(preamble.Session, out var session))
            {
                session.Attach(preamble.Kind, socket);
                return;
            }
        }
        catch (Exception e) when (e is IOException or WireException or SocketException or ObjectDisposedException)
        {
            _log.WriteLine($"a connection ended: {e.Message}");
        }

        socket.Dispose();
    }

    /// <summary>The talk on a session's first connection, which lasts as long as the session.</summary>
    private void Agree(Socket socket, NetworkStream plain, Preamble preamble, bool isTls)
    {
        plain.Write(new Preamble(ProtocolVersion.Current, StreamKind.Pool, 0, isTls).ToBytes());
        if (preamble.Version != ProtocolVersion.Current)
        {
            _log.WriteLine($"refused: a client speaks version {preamble.Version} of the protocol, this server {ProtocolVersion.Current}");
            return;
        }

        var (tls, name) = isTls ? _access.Encrypt(plain) : (null, null);
        using (tls)
        {
            var channel = new PoolChannel(tls ?? (Stream)plain);
            switch (channel.Receive())
            {
                case (Opcode.Hello, var content):
                    _talk.Run(socket, channel, PoolChannel.Read<Hello>(content), name, isTls);
                    break;
                case (Opcode.LeaseAsked, var content):
                    new LeaseTalk(_desk, _access, () => _sessions.Count).Run(socket, channel, name, PoolChannel.Read<LeaseAsked>(content).Read());
                    break;
                default:
                    throw new WireException("A client asks for something before it says who it is.");
            }
        }
    }
}
