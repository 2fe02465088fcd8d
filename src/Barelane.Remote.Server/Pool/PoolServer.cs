using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Transport;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Server.Pool;

/// <summary>
/// Listens, agrees with each client on a session, and gives the session's two connections to a worker process. Sees no data itself. A session
/// ends with the connection on which it was asked for.
/// </summary>
public sealed class PoolServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ConcurrentDictionary<UInt128, PoolSession> _sessions = new();
    private readonly List<Socket> _listeners = [];
    private readonly PoolSettings _settings;
    private readonly TextWriter _log;

    /// <summary>Binds every address, or throws with the one that can't be had.</summary>
    public PoolServer(PoolSettings settings, TextWriter log)
    {
        _settings = settings;
        _log = TextWriter.Synchronized(log);
        foreach (var address in settings.Listen)
        {
            _listeners.Add(ListenAddress.Bind(address));
        }
    }

    /// <summary>What it listens on, with the ports that were given.</summary>
    public IReadOnlyList<EndPoint> Addresses => [.. _listeners.Select(l => l.LocalEndPoint!)];

    /// <summary>How many sessions are open.</summary>
    public int SessionCount => _sessions.Count;

    /// <summary>Serves until cancelled; then every session ends.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_listeners.Select(l => AcceptAsync(l, cancellationToken))).ConfigureAwait(false);
        foreach (var session in _sessions.Values)
        {
            session.End("the server stops");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var listener in _listeners)
        {
            ListenAddress.Remove(listener);
        }

        foreach (var session in _sessions.Values)
        {
            session.End("the server stops");
        }
    }

    private async Task AcceptAsync(Socket listener, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var socket = await listener.AcceptAsync(cancellationToken).ConfigureAwait(false);
                _ = Task.Factory.StartNew(() => Serve(socket), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
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

    private void Serve(Socket socket)
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
                Agree(socket, stream, preamble);
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
    private void Agree(Socket socket, NetworkStream stream, Preamble preamble)
    {
        stream.Write(new Preamble(ProtocolVersion.Current, StreamKind.Pool, 0).ToBytes());
        if (preamble.Version != ProtocolVersion.Current)
        {
            _log.WriteLine($"refused: a client speaks version {preamble.Version} of the protocol, this server {ProtocolVersion.Current}");
            return;
        }

        var channel = new PoolChannel(stream);
        if (channel.Receive() is not var (opcode, content) || opcode != Opcode.Hello)
        {
            throw new WireException("A client asks for something before it says who it is.");
        }

        var hello = PoolChannel.Read<Hello>(content);
        if (_sessions.Count >= _settings.MaxSessions)
        {
            channel.Send(new Refused { Reason = $"The server has {_sessions.Count} sessions open; {_settings.MaxSessions} are allowed." });
            return;
        }

        var id = RandomNumberGenerator.GetBytes(16);
        var session = new PoolSession(_settings, hello.Client, []);
        var key = System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(id);
        _sessions[key] = session;
        try
        {
            channel.Send(new Welcome { Session = id, Key = [] });
            socket.ReceiveTimeout = 0;
            session.WaitForEnd(() => channel.Receive() is null, Patience);
        }
        finally
        {
            _sessions.TryRemove(key, out _);
            session.End("its client is gone");
            _log.WriteLine($"session of {hello.Client} ended: {session.Reason}");
        }
    }
}
