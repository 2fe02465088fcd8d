using System.Net.Sockets;
using Barelane.Remote.Protocol.Leasing;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Transport;
using Barelane.Remote.Server.Leases;

namespace Barelane.Remote.Server.Pool;

/// <summary>The talk with a client that asks about leases rather than for a session.</summary>
internal sealed class LeaseTalk(LeaseDesk? desk, PoolAccess access, Func<int> sessions)
{
    private const int MostCharacters = 200;

    /// <summary>Answers until the client has what it wants. A lease that is held ends with this.</summary>
    public void Run(Socket socket, PoolChannel channel, string? certificate, LeaseRequest request)
    {
        if (UserOf(socket, certificate, request) is not { } user)
        {
            Send(channel, new LeaseReply { State = LeaseState.Refused, Message = access.WhyNot(request.Token) });
            return;
        }

        while (true)
        {
            request = request with { Client = Line(request.Client), Name = Line(request.Name) };
            switch (request.Verb)
            {
                case LeaseVerb.Request when desk is not null:
                    Request(desk, user, socket, channel, request);
                    return;
                case LeaseVerb.Release when desk is not null:
                    Send(channel, desk.Release(user, request.Lease));
                    break;
                case LeaseVerb.Keep when desk is not null:
                    Send(channel, desk.Keep(user, request.Lease));
                    break;
                case LeaseVerb.Request or LeaseVerb.Release or LeaseVerb.Keep:
                    Send(channel, new LeaseReply { State = LeaseState.Refused, Message = "The server gives no leases; it was started without --leases." });
                    break;
                case LeaseVerb.View:
                    Send(channel, new LeaseReply { View = desk?.View(user.Name, sessions()) ?? new PoolView { User = user.Name, Sessions = sessions() } });
                    break;
                default:
                    Send(channel, new LeaseReply());
                    break;
            }

            if (channel.Receive() is not var (opcode, content) || opcode != Opcode.LeaseAsked)
            {
                return;
            }

            request = PoolChannel.Read<LeaseAsked>(content).Read();
        }
    }

    private static void Request(LeaseDesk desk, LeaseUser user, Socket socket, PoolChannel channel, LeaseRequest request)
    {
        // Who waits says nothing: whatever comes is the end of the connection.
        var reply = desk.Request(user, request, waiting => Send(channel, waiting), () => socket.Poll(0, SelectMode.SelectRead));
        if (reply?.Lease is not { } lease)
        {
            if (reply is not null)
            {
                Send(channel, reply);
            }

            return;
        }

        var isTaken = false;
        try
        {
            if (request.IsHeld)
            {
                desk.Hold(lease.Id, reason =>
                {
                    try
                    {
                        Send(channel, new LeaseReply { State = LeaseState.Released, Message = $"Lease {lease.Id} was given back: {reason}." });
                        socket.Shutdown(SocketShutdown.Both);
                    }
                    catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
                    {
                        // The client is gone itself.
                    }
                });
            }

            Send(channel, reply);

            // The client says that it has it, or it is nobody's.
            isTaken = channel.Receive() is (Opcode.LeaseAsked, _) && !request.IsHeld;
            if (request.IsHeld)
            {
                socket.ReceiveTimeout = 0;
                while (channel.Receive() is not null)
                {
                }
            }
        }
        finally
        {
            if (!isTaken && (request.IsHeld || request.Name.Length == 0))
            {
                desk.End(lease.Id, request.IsHeld ? "finished" : "gone", request.IsHeld ? "its program has ended" : "who asked for it did not take it");
            }
        }
    }

    /// <summary>What a client calls itself goes into logs and lists: one line, and no long one.</summary>
    private static string Line(string text) => string.Concat(text.Take(MostCharacters).Select(c => char.IsControl(c) ? '?' : c));

    private static void Send(PoolChannel channel, LeaseReply reply) => channel.Send(LeaseAnswered.Of(reply));

    private LeaseUser? UserOf(Socket socket, string? certificate, LeaseRequest request)
    {
        var account = PeerAccount.Of(socket);
        var name = access.HasTokens ? access.UserOf(request.Token) : certificate ?? account?.Name ?? "anyone";
        // On the server's own machine root and the server's account may do what they could do by other means, too.
        var isAdministrator = account is { IsOwn: true };
        return name is not null ? new LeaseUser(name, isAdministrator) : isAdministrator && request.Verb is LeaseVerb.View or LeaseVerb.Echo or LeaseVerb.Release ? new LeaseUser(account!.Name, true) : null;
    }
}
