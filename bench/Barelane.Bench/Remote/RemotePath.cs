namespace Barelane.Bench.Remote;

/// <summary>A way to a server.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Server">The address for the driver.</param>
/// <param name="PlainHost">Where the plain TCP server is on the same way; null where there is none.</param>
/// <param name="PlainPort">And its port.</param>
internal sealed record RemotePath(string Name, string Server, string? PlainHost, int PlainPort)
{
    /// <summary>The address for the driver where the session is to be encrypted; null where it can't be.</summary>
    public string? Encrypted { get; init; }

    /// <summary>Whether the line's bandwidth is what bounds it: there is nothing to be seen there but how much of it is used.</summary>
    public bool IsLimited { get; init; }

    /// <summary>What to put before a client's command: nothing, or what leads into its namespace.</summary>
    public string[] Prefix { get; init; } = [];

    /// <summary>What the driver is told of certificates and tokens.</summary>
    public (string Name, string Value)[] Secrets { get; init; } = [];
}
