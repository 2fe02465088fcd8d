using System.Net.Sockets;
using Barelane.Remote.Driver.Objects;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Driver.Connection;

/// <summary>Which servers this process uses: BARELANE_REMOTE (addresses with commas between, or 'none'), or the lines of /etc/barelane/remote.conf.</summary>
internal static class Servers
{
    private const string Variable = "BARELANE_REMOTE";
    private const string File = "/etc/barelane/remote.conf";

    /// <summary>A platform for each server that answers; one that does not is no platform, so that programs see the others.</summary>
    public static ClPlatform[] Open()
    {
        var platforms = new List<ClPlatform>();
        foreach (var address in Addresses())
        {
            try
            {
                platforms.Add(new ClPlatform(Connector.Open(address), address));
            }
            catch (Exception e) when (e is IOException or SocketException or WireException or UnauthorizedAccessException or DllNotFoundException or TypeInitializationException)
            {
                Log.Write($"no GPUs from {address}: {e.Message}");
            }
        }

        return [.. platforms];
    }

    private static string[] Addresses()
    {
        var text = Environment.GetEnvironmentVariable(Variable);
        var words = string.IsNullOrWhiteSpace(text)
            ? FromFile()
            : text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return words is ["none"] ? [] : words;
    }

    private static string[] FromFile()
    {
        try
        {
            return [.. System.IO.File.ReadAllLines(File).Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#')];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
