using System.Globalization;

namespace Barelane.Core.Goals;

/// <summary>Where an ssh server is: <c>host</c>, <c>user@host</c>, <c>user@host:2222</c>, <c>user@[fe80::1]:2222</c>. What is left out is the business of ssh's own configuration.</summary>
/// <param name="Host">A name, an address, or a name in ssh's configuration.</param>
/// <param name="User">The account; null for what ssh says.</param>
/// <param name="Port">The port; null for what ssh says.</param>
public sealed record SshAddress(string Host, string? User, int? Port)
{
    /// <summary>What ssh takes as its destination.</summary>
    public string Destination => User is null ? Host : $"{User}@{Host}";

    /// <summary>Reads an address; null where it is none.</summary>
    public static SshAddress? TryParse(string text)
    {
        var at = text.LastIndexOf('@');
        var user = at < 0 ? null : text[..at];
        var rest = text[(at + 1)..];
        var isBracketed = rest.StartsWith('[');
        var end = isBracketed ? rest.IndexOf(']', StringComparison.Ordinal) : rest.IndexOf(':', StringComparison.Ordinal);
        var host = isBracketed ? (end < 0 ? "" : rest[1..end]) : end < 0 ? rest : rest[..end];
        var tail = isBracketed ? rest[(end + 1)..] : end < 0 ? "" : rest[end..];
        int? port = null;
        if (tail.Length > 0)
        {
            if (tail[0] != ':' || !int.TryParse(tail.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 65535)
            {
                return null;
            }

            port = number;
        }

        return IsWord(host) && (user is null || IsWord(user)) && (isBracketed || !host.Contains(':', StringComparison.Ordinal)) ? new SshAddress(host, user, port) : null;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var host = Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
        return $"{(User is null ? "" : User + "@")}{host}{(Port is { } port ? ":" + port.ToString(CultureInfo.InvariantCulture) : "")}";
    }

    /// <summary>Nothing that ssh or a shell could read as something else.</summary>
    private static bool IsWord(string text) => text.Length > 0 && text[0] != '-' && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':' or '%' or '\\' or '+');
}
