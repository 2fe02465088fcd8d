namespace Barelane.Remote.Driver.Connection;

/// <summary>What the driver is told by variables: who it is, whom it trusts, what it asks for.</summary>
internal static class Secrets
{
    /// <summary>A number of a variable's; 0 where it is not set.</summary>
    public static ulong Number(string variable) => ulong.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : 0;

    /// <summary>The file with the client's own certificate and key, of BARELANE_REMOTE_CLIENT; empty where there is none.</summary>
    public static string OwnCertificate() => Environment.GetEnvironmentVariable("BARELANE_REMOTE_CLIENT") ?? "";
}
