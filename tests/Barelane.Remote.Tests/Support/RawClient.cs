using System.Net.Sockets;
using Barelane.Remote.Protocol.Leasing;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Transport;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Tests.Support;

/// <summary>A client that says what it likes.</summary>
internal sealed unsafe class RawClient : IDisposable
{
    private readonly Socket _socket;
    private readonly NetworkStream _stream;

    public RawClient(string address)
    {
        _socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = 120_000 };
        _socket.Connect(new UnixDomainSocketEndPoint(address["unix:".Length..]));
        _stream = new NetworkStream(_socket);
    }

    /// <summary>Begins as a client of that version, and returns how the server answers.</summary>
    public Preamble Talk(uint version)
    {
        _stream.Write(new Preamble(version, StreamKind.Pool, 0).ToBytes());
        var bytes = new byte[Preamble.Size];
        _stream.ReadExactly(bytes);
        return Preamble.Read(bytes);
    }

    /// <summary>Opens a session as it should be, sends those bytes as frames, and returns why the server ends the session.</summary>
    public static string FarewellTo(string address, byte[] frames)
    {
        using var pool = new RawClient(address);
        pool.Talk(ProtocolVersion.Current);
        var channel = new PoolChannel(pool._stream);
        channel.Send(new Hello { Token = "", Lease = "", Client = "raw" });
        var welcome = PoolChannel.Read<Welcome>(channel.Receive()!.Value.Content);
        var session = System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(welcome.Session);
        using var control = new RawClient(address);
        using var bulk = new RawClient(address);
        control._stream.Write(new Preamble(ProtocolVersion.Current, StreamKind.Control, session).ToBytes());
        bulk._stream.Write(new Preamble(ProtocolVersion.Current, StreamKind.Bulk, session).ToBytes());
        control._stream.Write(frames);
        return control.Farewell();
    }

    /// <summary>Asks for a lease, and says nothing when it comes.</summary>
    public LeaseReply AskForLease()
    {
        Talk(ProtocolVersion.Current);
        var channel = new PoolChannel(_stream);
        channel.Send(LeaseAsked.Of(new LeaseRequest { Verb = LeaseVerb.Request }));
        return PoolChannel.Read<LeaseAnswered>(channel.Receive()!.Value.Content).Read();
    }

    public void AskNonsense()
    {
        Talk(ProtocolVersion.Current);
        new PoolChannel(_stream).Send(new LeaseAsked { Json = "{ \"verb\": \"Steal\" }" });
    }

    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }

    private string Farewell()
    {
        using var reader = new FrameReader(new SocketStream((int)_socket.Handle));
        while (reader.Next(out var content) is { } header)
        {
            if (header.Opcode == Opcode.Farewell)
            {
                return Decoder.Read<Farewell>(content, header.Length).Reason;
            }
        }

        return "the connection ended without a farewell";
    }
}
