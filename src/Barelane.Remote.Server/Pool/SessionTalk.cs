using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Security.Cryptography;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Transport;
using Barelane.Remote.Server.Leases;

namespace Barelane.Remote.Server.Pool;

/// <summary>The talk with a client that wants a session: whether it gets one, with how much memory, on which lease, and how it ends.</summary>
internal sealed class SessionTalk(PoolSettings settings, PoolAccess access, LeaseDesk? desk, ConcurrentDictionary<UInt128, PoolSession> sessions, TextWriter log)
{
    private readonly MemoryShares _shares = new(settings.TotalMemory, settings.MemoryLimit);

    /// <summary>Opens a session for who says hello, and keeps it until its client goes; or refuses it.</summary>
    /// <param name="socket">The connection on which it is asked for.</param>
    /// <param name="channel">The talk on it.</param>
    /// <param name="hello">Who asks, and what for.</param>
    /// <param name="name">The name in the client's certificate; null where it showed none.</param>
    /// <param name="isTls">Whether the session's data is to be encrypted.</param>
    public void Run(Socket socket, PoolChannel channel, Hello hello, string? name, bool isTls)
    {
        // A lease's secret says enough: who has it in a VM need not have its user's token there.
        if (hello.Lease.Length == 0 && access.HasTokens && (name = access.UserOf(hello.Token)) is null)
        {
            Refuse(channel, hello, access.WhyNot(hello.Token));
        }
        else if (sessions.Count >= settings.MaxSessions)
        {
            Refuse(channel, hello, $"The server has {sessions.Count} sessions open; {settings.MaxSessions} are allowed.");
        }
        else if (desk is not null)
        {
            HoldLease(desk, socket, channel, hello, isTls);
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
        log.WriteLine($"refused: {hello.Client}: {reason}");
        channel.Send(new Refused { Reason = reason });
    }

    /// <summary>Gives a session its memory, which it may have to wait for, and keeps it until its client goes.</summary>
    private void HoldShare(Socket socket, PoolChannel channel, string client, ulong memory, bool isSealed)
    {
        if (!_shares.TryTake(memory, PoolServer.Patience / 2, out var share))
        {
            channel.Send(new Refused { Reason = $"The server's device memory is taken: {share} bytes were waited for in vain. Try again later, or ask for less with -m." });
            return;
        }

        try
        {
            var session = new PoolSession(settings, new SessionShare { Memory = share }, client, KeyOf(isSealed));
            Hold(socket, channel, session);
        }
        finally
        {
            _shares.Return(share);
        }
    }

    /// <summary>A session on a lease: its devices, and a part of the memory that all sessions of the lease have together.</summary>
    private void HoldLease(LeaseDesk leases, Socket socket, PoolChannel channel, Hello hello, bool isSealed)
    {
        if (hello.Lease.Length == 0)
        {
            Refuse(channel, hello, "The server gives its devices by lease alone: 'barelane remote run' asks for one, or 'barelane remote request' and BARELANE_REMOTE_LEASE.");
            return;
        }

        var key = new object();
        PoolSession? session = null;
        string? ended = null;
        if (leases.Open(hello.Lease, key, reason =>
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
                settings,
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

            leases.Close(live, key);
        }
    }

    private static byte[] KeyOf(bool isSealed) => isSealed ? RandomNumberGenerator.GetBytes(32) : [];

    private void Hold(Socket socket, PoolChannel channel, PoolSession session)
    {
        var id = RandomNumberGenerator.GetBytes(16);
        var key = BinaryPrimitives.ReadUInt128LittleEndian(id);
        session.Ended = () => Close(socket);
        sessions[key] = session;
        try
        {
            channel.Send(new Welcome { Session = id, Key = session.Key });
            socket.ReceiveTimeout = 0;
            session.WaitForEnd(() => channel.Receive() is null, PoolServer.Patience);
        }
        finally
        {
            session.End("its client is gone");
            log.WriteLine($"session of {session.Client} ended: {session.Reason}");

            // The last, so that a session that is counted no more is one that is gone.
            sessions.TryRemove(key, out _);
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
