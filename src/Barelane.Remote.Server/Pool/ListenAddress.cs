using System.Net;
using System.Net.Sockets;

namespace Barelane.Remote.Server.Pool;

/// <summary>An address of the form <c>unix:PATH</c>, <c>tls:ADDRESS:PORT</c> or <c>tcp:ADDRESS:PORT</c>.</summary>
internal static class ListenAddress
{
    private const int BufferSize = 4 << 20;

    /// <summary>A socket that listens there; what is wrong with the text is an <see cref="ArgumentException"/>.</summary>
    public static Socket Bind(string address)
    {
        if (address.StartsWith("unix:", StringComparison.Ordinal))
        {
            return BindUnix(address["unix:".Length..]);
        }

        if (!(address.StartsWith("tcp:", StringComparison.Ordinal) || PoolAccess.IsTls(address)) || !IPEndPoint.TryParse(address["tcp:".Length..], out var endPoint))
        {
            throw new ArgumentException($"'{address}' is no address to listen on; write unix:PATH, tls:ADDRESS:PORT or tcp:ADDRESS:PORT.");
        }

        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(endPoint);
        socket.Listen(256);
        return socket;
    }

    /// <summary>Closes the socket, and takes a path's entry away.</summary>
    public static void Remove(Socket socket)
    {
        var path = (socket.LocalEndPoint as UnixDomainSocketEndPoint)?.ToString();
        socket.Dispose();
        if (path is not null)
        {
            File.Delete(path);
        }
    }

    public static void Tune(Socket socket)
    {
        socket.NoDelay = true;
        socket.SendBufferSize = BufferSize;
        socket.ReceiveBufferSize = BufferSize;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 10);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 5);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
    }

    private static Socket BindUnix(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            // Only its owner connects, until the owner says otherwise.
            Bind(socket, path);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            socket.Listen(256);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static void Bind(Socket socket, string path)
    {
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse && !Answers(path))
        {
            // Left by a server that was killed.
            File.Delete(path);
            socket.Bind(new UnixDomainSocketEndPoint(path));
        }
    }

    private static bool Answers(string path)
    {
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
