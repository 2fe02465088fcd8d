using System.Buffers.Binary;
using System.Net.Sockets;
using Barelane.Remote.Protocol.Leasing;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Transport;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Driver.Connection;

/// <summary>Opens a session on a server: <c>unix:PATH</c>, <c>tls:HOST:PORT</c>, or, in the clear, <c>tcp:HOST:PORT</c>.</summary>
internal static class Connector
{
    private const int PatienceMs = 30_000;

    public static Session Open(ServerLine server)
    {
        var address = server.Address;
        var pool = Dialer.Connect(address);
        try
        {
            pool.ReceiveTimeout = pool.SendTimeout = PatienceMs;
            var stream = new NetworkStream(pool, ownsSocket: true);
            var welcome = Agree(stream, server);
            var session = BinaryPrimitives.ReadUInt128LittleEndian(welcome.Session);
            var control = Attach(address, StreamKind.Control, session, welcome.Key);
            var bulk = Attach(address, StreamKind.Bulk, session, welcome.Key);
            return new Session(control, bulk, stream);
        }
        catch
        {
            pool.Dispose();
            throw;
        }
    }

    private static Welcome Agree(NetworkStream plain, ServerLine line)
    {
        var wantsTls = Dialer.IsTls(line.Address);
        var channel = new PoolChannel(Dialer.Greet(plain, line.Address, line.Certificate, Secrets.OwnCertificate()));
        Trips.Count(true);
        Trips.Count(wantsTls);
        Trips.Count(true);
        channel.Send(new Hello
        {
            Token = UserToken.Find(),
            Lease = line.Lease,
            Client = $"{Environment.UserName}@{Environment.MachineName} {Environment.ProcessId}",
            Devices = (uint)Secrets.Number("BARELANE_REMOTE_DEVICES"),
            Memory = Secrets.Number("BARELANE_REMOTE_MEMORY"),
        });
        var welcome = channel.Receive() switch
        {
            (Opcode.Welcome, var content) when PoolChannel.Read<Welcome>(content) is { Session.Length: 16 } granted => granted,
            (Opcode.Refused, var content) => throw new WireException(PoolChannel.Read<Refused>(content).Reason),
            _ => throw new WireException("The server ends the talk without an answer; a certificate of this client's may be missing."),
        };
        return wantsTls == welcome.Key.Length > 0 ? welcome : throw new WireException("The server gives no key where it has to, or one where it must not.");
    }

    private static IByteStream Attach(string address, StreamKind kind, UInt128 session, byte[] key)
    {
        var socket = Dialer.Connect(address);
        // The descriptor is the stream's from here on.
        var descriptor = (int)socket.SafeHandle.DangerousGetHandle();
        socket.SafeHandle.SetHandleAsInvalid();
        var stream = new SocketStream(descriptor);
        stream.Send(new Preamble(ProtocolVersion.Current, kind, session).ToBytes());
        return key.Length == 0 ? stream : new SealedStream(stream, key, kind, isServer: false);
    }
}
