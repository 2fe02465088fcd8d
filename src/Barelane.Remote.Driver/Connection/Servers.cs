using Barelane.Remote.Driver.Objects;

namespace Barelane.Remote.Driver.Connection;

/// <summary>Which servers this process uses: BARELANE_REMOTE (addresses with commas between, each with what goes with it, or 'none'), or the lines of /etc/barelane/remote.conf.</summary>
internal static class Servers
{
    private const string Variable = "BARELANE_REMOTE";
    private const string File = "/etc/barelane/remote.conf";

    /// <summary>A platform for each server that answers; one that does not is no platform, so that programs see the others.</summary>
    public static ClPlatform[] Open()
    {
        var platforms = new List<ClPlatform>();
        foreach (var text in Addresses())
        {
            // What goes with the address may be a secret, and is never told.
            var address = text.Split(' ', '\t')[0];
            try
            {
                platforms.Add(new ClPlatform(Connector.Open(ServerLine.Parse(text)), address));
            }
#pragma warning disable CA1031 // Whatever it is: a program sees the other platforms, and its user why not this one.
            catch (Exception e)
#pragma warning restore CA1031
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
