using Barelane.Remote.Protocol.Transport;

namespace Barelane.Remote.Leasing;

/// <summary>The host in a server's address.</summary>
public static class ServerHost
{
    /// <summary>The host; <c>localhost</c> for a UNIX socket.</summary>
    public static string Of(string address) => Dialer.HostOf(address);
}
