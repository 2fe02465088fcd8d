using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Protocol.Transport;

/// <summary>Connects to a server's address: <c>unix:PATH</c>, <c>tls:HOST:PORT</c>, or, in the clear, <c>tcp:HOST:PORT</c>.</summary>
internal static class Dialer
{
    private const int BufferSize = 4 << 20;

    /// <summary>A socket that is connected. An address in another form is a <see cref="WireException"/>.</summary>
    public static Socket Connect(string address, TimeSpan? limit = null)
    {
        if (address.StartsWith("unix:", StringComparison.Ordinal))
        {
            var local = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            return Connected(local, s => s.Connect(new UnixDomainSocketEndPoint(address["unix:".Length..])));
        }

        var colon = address.LastIndexOf(':');
        if (!(address.StartsWith("tcp:", StringComparison.Ordinal) || IsTls(address)) || colon < 5 || !int.TryParse(address[(colon + 1)..], out var port) || port is < 1 or > IPEndPoint.MaxPort)
        {
            throw new WireException($"'{address}' is no server; write unix:PATH, tls:HOST:PORT or tcp:HOST:PORT.");
        }

        // Each address on a socket of its own: .NET tries several on one only where none of its options was set.
        var addresses = Dns.GetHostAddresses(HostOf(address));
        for (var i = 0; ; i++)
        {
            try
            {
                return ConnectTcp(addresses.Length == 0 ? throw new SocketException((int)SocketError.HostNotFound) : new IPEndPoint(addresses[i], port), limit);
            }
            catch (SocketException) when (i < addresses.Length - 1)
            {
                // The next may be the one that answers.
            }
        }
    }

    public static bool IsTls(string address) => address.StartsWith("tls:", StringComparison.Ordinal);

    /// <summary>The host of an address over a network; of a UNIX socket, this machine.</summary>
    public static string HostOf(string address) =>
        address.StartsWith("unix:", StringComparison.Ordinal) ? "localhost" : address[4..Math.Max(4, address.LastIndexOf(':'))].Trim('[', ']');

    /// <summary>
    /// TLS 1.3 to a server that is known by <paramref name="certificate"/> (see <see cref="Trust"/>), with the certificate and key in the file
    /// <paramref name="own"/>, if any. What is wrong is an <see cref="IOException"/>.
    /// </summary>
    public static SslStream Encrypt(NetworkStream plain, string host, string certificate, string own)
    {
        try
        {
            var trust = Trust.Of(certificate);
            var tls = new SslStream(plain, leaveInnerStreamOpen: true, (_, shown, _, errors) => trust.Validate(shown, errors));
            tls.AuthenticateAsClient(new SslClientAuthenticationOptions
            {
                TargetHost = host,
                EnabledSslProtocols = SslProtocols.Tls13,
                ClientCertificates = own.Length == 0 ? null : [X509Certificate2.CreateFromPemFile(own, own)],
            });
            return tls;
        }
        catch (Exception e) when (e is AuthenticationException or CryptographicException)
        {
            throw new IOException(e.InnerException?.Message ?? e.Message, e);
        }
    }

    /// <summary>
    /// The beginning of every talk with a pool: both ends say who they are. A server of another version, or one that does not encrypt where it has to,
    /// is a <see cref="WireException"/>. Without TLS what is returned is <paramref name="plain"/>.
    /// </summary>
    public static Stream Greet(NetworkStream plain, string address, string certificate, string own)
    {
        plain.Write(new Preamble(ProtocolVersion.Current, StreamKind.Pool, 0).ToBytes());
        var bytes = new byte[Preamble.Size];
        plain.ReadExactly(bytes);
        var server = Preamble.Read(bytes);
        if (server.Version != ProtocolVersion.Current)
        {
            throw new WireException($"The server speaks version {server.Version} of the protocol and this end version {ProtocolVersion.Current}; both have to be of the same release.");
        }

        var wantsTls = IsTls(address);
        return server.IsSealed != wantsTls ? throw new WireException(wantsTls ? "The server does not encrypt there, and tls: was asked for." : "The server encrypts there; its address begins with tls:.")
            : wantsTls ? Encrypt(plain, HostOf(address), certificate, own)
            : plain;
    }

    private static Socket ConnectTcp(IPEndPoint at, TimeSpan? limit)
    {
        var tcp = new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, SendBufferSize = BufferSize, ReceiveBufferSize = BufferSize };
        tcp.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        tcp.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 10);
        tcp.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 5);
        tcp.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
        return Connected(tcp, s =>
        {
            if (limit is not { } patience)
            {
                s.Connect(at);
            }
            else if (!s.ConnectAsync(at).Wait(patience))
            {
                throw new SocketException((int)SocketError.TimedOut);
            }
        });
    }

    private static Socket Connected(Socket socket, Action<Socket> connect)
    {
        try
        {
            connect(socket);
            return socket;
        }
        catch (AggregateException e) when (e.InnerException is SocketException inner)
        {
            socket.Dispose();
            throw new SocketException((int)inner.SocketErrorCode);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
