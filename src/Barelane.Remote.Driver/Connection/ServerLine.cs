using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Driver.Connection;

/// <summary>A server as a user writes it: its address, and behind blanks what goes with this server alone, <c>lease=SECRET</c> and <c>certificate=…</c>.</summary>
/// <param name="Address">Where it listens.</param>
/// <param name="Lease">The secret of a lease; empty: none.</param>
/// <param name="Certificate">How its certificate is known; empty: by what the system trusts.</param>
internal sealed record ServerLine(string Address, string Lease, string Certificate)
{
    /// <summary>Reads a line; what a line does not say is what the variables say.</summary>
    public static ServerLine Parse(string text)
    {
        var words = text.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var line = new ServerLine(
            words.Length > 0 ? words[0] : "",
            Environment.GetEnvironmentVariable("BARELANE_REMOTE_LEASE") ?? "",
            Environment.GetEnvironmentVariable("BARELANE_REMOTE_CERTIFICATE") ?? "");
        foreach (var word in words.Skip(1))
        {
            line = word.Split('=', 2) switch
            {
                ["lease", { Length: > 0 } lease] => line with { Lease = lease },
                ["certificate", { Length: > 0 } certificate] => line with { Certificate = certificate },
                _ => throw new WireException($"'{word.Split('=')[0]}' is nothing that goes with a server; known are lease= and certificate=."),
            };
        }

        return line;
    }
}
