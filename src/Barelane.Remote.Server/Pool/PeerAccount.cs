using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Barelane.Remote.Server.Pool;

/// <summary>The account of who connected over a UNIX socket, as the kernel tells it.</summary>
/// <param name="Name">The account's name, or its number where it has none.</param>
/// <param name="IsOwn">Whether it is root or the server's own.</param>
internal sealed partial record PeerAccount(string Name, bool IsOwn)
{
    private const int SocketLevel = 1;
    private const int PeerCredentials = 17;

    /// <summary>The account; null where the connection is not from this machine, or the system does not tell.</summary>
    public static PeerAccount? Of(Socket socket)
    {
        if (!OperatingSystem.IsLinux() || socket.AddressFamily != AddressFamily.Unix)
        {
            return null;
        }

        // struct ucred: pid, uid, gid. Source: unix(7).
        Span<byte> credentials = stackalloc byte[12];
        if (socket.GetRawSocketOption(SocketLevel, PeerCredentials, credentials) != credentials.Length)
        {
            return null;
        }

        var id = MemoryMarshal.Read<uint>(credentials[4..]);
        return new PeerAccount(NameOf(id), id == 0 || id == EffectiveUser());
    }

    private static string NameOf(uint id)
    {
        var number = id.ToString(CultureInfo.InvariantCulture);
        try
        {
            return File.ReadLines("/etc/passwd").Select(l => l.Split(':')).FirstOrDefault(p => p.Length > 2 && p[2] == number)?[0] ?? number;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return number;
        }
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();
}
