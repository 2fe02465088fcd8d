namespace Barelane.Ssh;

/// <summary>Why ssh failed, told from its own words, which it does not translate.</summary>
/// <param name="Code">A stable word for programs: <c>host-key-changed</c>, <c>host-key-unknown</c>, <c>login-failed</c>, <c>key-unprotected</c>, <c>unreachable</c>, <c>busy</c>, <c>connection-lost</c>.</param>
/// <param name="Meaning">What it means, as a part of a sentence.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="IsBeforeCommand">Whether it is certain that the command was not started.</param>
public sealed record SshFailure(string Code, string Meaning, string Remedy, bool IsBeforeCommand)
{
    /// <summary>Reads what ssh said on its standard error.</summary>
    /// <param name="destination">Where it was to connect to.</param>
    /// <param name="said">Its words.</param>
    public static SshFailure Of(string destination, string said)
    {
        var host = destination[(destination.LastIndexOf('@') + 1)..];
        return said switch
        {
            _ when Has(said, "REMOTE HOST IDENTIFICATION HAS CHANGED") => new(
                "host-key-changed",
                "the host showed another key than the one that ssh knows it by: it was installed anew, or somebody is in between",
                $"Compare the key with the one on the host's own console; if it is right, forget the old one with 'ssh-keygen -R {host}' and log in once with 'ssh {destination}'.",
                true),
            _ when Has(said, "Host key verification failed") || Has(said, "host key is known for") => new(
                "host-key-unknown",
                "ssh does not know the host's key yet",
                $"Log in once with 'ssh {destination}' and compare the fingerprint that it shows with the one on the host's own console.",
                true),
            _ when Has(said, "UNPROTECTED PRIVATE KEY FILE") => new(
                "key-unprotected",
                "ssh does not take the private key, as others on this machine may read its file",
                "Take the rights of all others away ('chmod 600 FILE').",
                true),
            _ when Has(said, "Permission denied (") || Has(said, "Too many authentication failures") => new(
                "login-failed",
                $"the host does not let this account in without asking: {Line(said)}",
                "Put a key's public half where the host looks for it: '~/.ssh/authorized_keys', or for administrators of Windows 'C:\\ProgramData\\ssh\\administrators_authorized_keys'.",
                true),
            _ when Has(said, "Could not resolve hostname") => new("unreachable", $"no name server knows the host: {Line(said)}", "Correct the host's name, or add it to ssh's configuration.", true),
            _ when Has(said, "connect to host") => new("unreachable", Line(said), $"See that the host is on, runs an ssh server, and that no firewall is in between: 'ssh {destination}'.", true),
            _ when Has(said, "open failed") || Has(said, "Session open refused") => new(
                "busy",
                $"the host opens no further session: {Line(said)}",
                "Raise 'MaxSessions' in the host's sshd_config to 4 or more.",
                true),
            _ when Has(said, "kex_exchange_identification") || Has(said, "Connection timed out during banner exchange") => new(
                "unreachable",
                $"the host ended the connection before it said who it is: {Line(said)}",
                "See the log of the host's ssh server ('MaxStartups', or an address that it blocks).",
                true),
            _ => new("connection-lost", Line(said), $"See that 'ssh {destination}' logs in without asking (a key, and the host's key known), and run 'barelane resume'.", false),
        };
    }

    private static string Line(string said)
    {
        var line = said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "ssh gave no reason";
        return (line.Length > 300 ? line[..300] : line).TrimEnd('.');
    }

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.Ordinal);
}
