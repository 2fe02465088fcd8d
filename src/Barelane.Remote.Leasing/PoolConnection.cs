using System.Net.Sockets;
using Barelane.Remote.Protocol.Leasing;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Transport;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Leasing;

/// <summary>A connection on which a server is asked about leases. Every failure is a <see cref="PoolException"/>. Not for several threads.</summary>
public sealed class PoolConnection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly PoolAccount _account;
    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly PoolChannel _channel;

    private PoolConnection(PoolAccount account, Socket socket, Stream stream) =>
        (_account, _socket, _stream, _channel) = (account, socket, stream, new PoolChannel(stream));

    /// <summary>Connects; over TLS the two ends know each other then.</summary>
    public static PoolConnection Open(PoolAccount account)
    {
        Socket? socket = null;
        try
        {
            socket = Dialer.Connect(account.Address, Patience);
            socket.ReceiveTimeout = socket.SendTimeout = (int)Patience.TotalMilliseconds;
            var plain = new NetworkStream(socket, ownsSocket: true);
            return new PoolConnection(account, socket, Dialer.Greet(plain, account.Address, account.Certificate, account.OwnCertificate));
        }
        catch (Exception e) when (e is IOException or SocketException or WireException or UnauthorizedAccessException)
        {
            socket?.Dispose();
            throw Failed(account, e);
        }
    }

    /// <summary>One question with one answer.</summary>
    public LeaseReply Ask(LeaseRequest request)
    {
        Send(request);
        return Receive() ?? throw Ended();
    }

    /// <summary>
    /// Asks for a lease, and waits for it as long as the request says. <paramref name="waiting"/> is called whenever the place in the queue changes. A
    /// cancellation closes the connection: the server then knows that nobody waits.
    /// </summary>
    public LeaseReply Request(LeaseRequest request, Action<LeaseReply> waiting, CancellationToken cancellationToken)
    {
        using var stop = cancellationToken.Register(Abort);
        try
        {
            _socket.ReceiveTimeout = 0;
            Send(request);
            while (true)
            {
                var reply = Receive() ?? throw Ended();
                if (reply.State != LeaseState.Waiting)
                {
                    if (reply.Lease is not null)
                    {
                        // That it has come here: otherwise the server would take it back.
                        Send(new LeaseRequest { Verb = LeaseVerb.Echo });
                    }

                    cancellationToken.ThrowIfCancellationRequested();
                    return reply;
                }

                waiting(reply);
            }
        }
        catch (PoolException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    /// <summary>Waits until the server ends a lease that is held on this connection, and returns why; null where the connection ended without a word.</summary>
    public string? WaitForEnd()
    {
        try
        {
            return Receive()?.Message;
        }
        catch (PoolException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }

    private static PoolException Failed(PoolAccount account, Exception e) => new($"{account.Address}: {(e as SocketException)?.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "Nobody listens there.",
        SocketError.TimedOut => $"It did not answer within {Patience.TotalSeconds} s.",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "There is no host of that name.",
        _ when Dialer.IsTls(account.Address) && e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.Shutdown } => "It ended the connection: it wants a certificate of yours, or does not take the one you have.",
        _ when e.InnerException is SocketException { SocketErrorCode: SocketError.TimedOut or SocketError.WouldBlock } => $"It did not answer within {Patience.TotalSeconds} s.",
        _ => e.Message,
    }}", e);

    private PoolException Ended() => new($"{_account.Address}: It ended the talk without an answer; a certificate of yours may be missing, or it stops.");

    private void Abort()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It has ended before.
        }
    }

    private void Send(LeaseRequest request)
    {
        try
        {
            _channel.Send(LeaseAsked.Of(request with { Token = _account.Token }));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            throw Failed(_account, e);
        }
    }

    private LeaseReply? Receive()
    {
        try
        {
            return _channel.Receive() switch
            {
                null => null,
                (Opcode.LeaseAnswered, var content) => PoolChannel.Read<LeaseAnswered>(content).Read(),
                (Opcode.Refused, var content) => throw new WireException(PoolChannel.Read<Refused>(content).Reason),
                var (opcode, _) => throw new WireException($"It answers with a frame of the kind {(int)opcode}."),
            };
        }
        catch (Exception e) when (e is IOException or SocketException or WireException or ObjectDisposedException)
        {
            throw Failed(_account, e);
        }
    }
}
