using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
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
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ConcurrentDictionary<UInt128, PoolSession> _sessions = new();
    private readonly List<(Socket Socket, bool IsTls)> _listeners = [];
    private readonly PoolAccess _access;
    private readonly MemoryShares _shares;
    private readonly PoolSettings _settings;
    private readonly TextWriter _log;
    private readonly LeaseDesk? _desk;
    private readonly MetricsServer? _metrics;

    /// <summary>Binds every address, or throws with the one that can't be had.</summary>
    public PoolServer(PoolSettings settings, TextWriter log)
    {
        _settings = settings;
        _log = TextWriter.Synchronized(log);
        _access = new PoolAccess(settings);
        _shares = new MemoryShares(settings.TotalMemory, settings.MemoryLimit);
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
                    Welcome(socket, channel, PoolChannel.Read<Hello>(content), name, isTls);
                    break;
                case (Opcode.LeaseAsked, var content):
                    new LeaseTalk(_desk, _access, () => _sessions.Count).Run(socket, channel, name, PoolChannel.Read<LeaseAsked>(content).Read());
                    break;
                default:
                    throw new WireException("A client asks for something before it says who it is.");
            }
        }
    }

    private void Welcome(Socket socket, PoolChannel channel, Hello hello, string? name, bool isTls)
    {
        // A lease's secret says enough: who has it in a VM need not have its user's token there.
        if (hello.Lease.Length == 0 && _access.HasTokens && (name = _access.UserOf(hello.Token)) is null)
        {
            Refuse(channel, hello, _access.WhyNot(hello.Token));
        }
        else if (_sessions.Count >= _settings.MaxSessions)
        {
            Refuse(channel, hello, $"The server has {_sessions.Count} sessions open; {_settings.MaxSessions} are allowed.");
        }
        else if (_desk is not null)
        {
            HoldLease(_desk, socket, channel, hello, isTls);
        }
        else if (hello.Lease.Length > 0)
        {
            Refuse(channel, hello, "The server gives no leases (it was started without --leases); leave BARELANE_REMOTE_LEASE away.");
        }
        else if (_shares.WhyNever(hello.Memory) is { } never)
        {
            Refuse(channel, hello, never);
        }
        else
        {
            HoldShare(socket, channel, name is null ? hello.Client : $"{name} ({hello.Client})", hello.Memory, isTls);
        }
    }

    private void Refuse(PoolChannel channel, Hello hello, string reason)
    {
        _log.WriteLine($"refused: {hello.Client}: {reason}");
        channel.Send(new Refused { Reason = reason });
    }

    /// <summary>Gives a session its memory, which it may have to wait for, and keeps it until its client goes.</summary>
    private void HoldShare(Socket socket, PoolChannel channel, string client, ulong memory, bool isSealed)
    {
        if (!_shares.TryTake(memory, Patience / 2, out var share))
        {
            channel.Send(new Refused { Reason = $"The server's device memory is taken: {share} bytes were waited for in vain. Try again later, or ask for less with -m." });
            return;
        }

        try
        {
            var session = new PoolSession(_settings, new SessionShare { Memory = share }, client, KeyOf(isSealed));
            Hold(socket, channel, session);
        }
        finally
        {
            _shares.Return(share);
        }
    }

    /// <summary>A session on a lease: its devices, and a part of the memory that all sessions of the lease have together.</summary>
    private void HoldLease(LeaseDesk desk, Socket socket, PoolChannel channel, Hello hello, bool isSealed)
    {
        if (hello.Lease.Length == 0)
        {
            Refuse(channel, hello, "The server gives its devices by lease alone: 'barelane remote run' asks for one, or 'barelane remote request' and BARELANE_REMOTE_LEASE.");
            return;
        }

        var key = new object();
        PoolSession? session = null;
        string? ended = null;
        if (desk.Open(hello.Lease, key, reason =>
        {
            Volatile.Write(ref ended, reason);
            Volatile.Read(ref session)?.End(reason);
        }, out var why) is not { } live)
        {
            Refuse(channel, hello, why);
            return;
        }

        int? place = null;
        try
        {
            var limit = live.Lease.Memory * (ulong)live.Lease.Places.Count;
            if (live.Budget is not null && (place = live.Budget.Take()) is null)
            {
                Refuse(channel, hello, $"The lease has {SharedBudget.Places} sessions; no more may be open at once.");
                return;
            }

            Volatile.Write(ref session, new PoolSession(
                _settings,
                new SessionShare
                {
                    Memory = hello.Memory > 0 && (limit == 0 || hello.Memory < limit) ? hello.Memory : limit,
                    Places = live.Lease.Places,
                    Budget = live.Budget,
                    BudgetPlace = place ?? 0,
                    BudgetLimit = limit,
                },
                $"{live.Lease.User} ({hello.Client}, lease {live.Lease.Id})",
                KeyOf(isSealed)));
            if (Volatile.Read(ref ended) is { } reason)
            {
                session.End(reason);
            }

            Hold(socket, channel, session);
        }
        finally
        {
            if (place is { } taken)
            {
                live.Budget!.Return(taken);
            }

            desk.Close(live, key);
        }
    }

    private static byte[] KeyOf(bool isSealed) => isSealed ? RandomNumberGenerator.GetBytes(32) : [];

    private void Hold(Socket socket, PoolChannel channel, PoolSession session)
    {
        var id = RandomNumberGenerator.GetBytes(16);
        var key = System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(id);
        session.Ended = () => Close(socket);
        _sessions[key] = session;
        try
        {
            channel.Send(new Welcome { Session = id, Key = session.Key });
            socket.ReceiveTimeout = 0;
            session.WaitForEnd(() => channel.Receive() is null, Patience);
        }
        finally
        {
            session.End("its client is gone");
            _log.WriteLine($"session of {session.Client} ended: {session.Reason}");

            // The last, so that a session that is counted no more is one that is gone.
            _sessions.TryRemove(key, out _);
        }
    }

    private static void Close(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The client has closed it before.
        }
    }
}
