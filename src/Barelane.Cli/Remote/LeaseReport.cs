using Barelane.Remote.Leasing;
using Barelane.Remote.Protocol.Leasing;
using Barelane.Rendering.Json;

namespace Barelane.Cli.Remote;

/// <summary>The answer of <c>remote request</c>.</summary>
internal sealed record LeaseReport : Report
{
    /// <inheritdoc/>
    public override string Type => "remoteLease";

    /// <summary>The server that gave it.</summary>
    public required string Server { get; init; }

    /// <summary>The lease's id.</summary>
    public required string Lease { get; init; }

    /// <summary>The devices' names.</summary>
    public required IReadOnlyList<string> Devices { get; init; }

    /// <summary>Bytes of each; 0: whole devices.</summary>
    public ulong Memory { get; init; }

    /// <summary>After how many seconds without use it is given back; 0: never.</summary>
    public int IdleSeconds { get; init; }

    /// <summary>The external engine that serves it; empty: Barelane's own OpenCL.</summary>
    public string Engine { get; init; } = "";

    /// <summary>What programs need in their environment. The lease's secret is among it.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>Files that an external engine's programs need, by name; <c>{files}</c> in a variable stands for the folder they are put in.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>The line that gives it back.</summary>
    public required string Release { get; init; }

    public static LeaseReport Of(GrantedLease lease, PoolAccount account, string typed)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        if (lease.Engine.Length == 0)
        {
            variables["BARELANE_REMOTE"] = account.Address;
            variables["BARELANE_REMOTE_LEASE"] = lease.Secret;
            if (account.Certificate.Length > 0)
            {
                variables["BARELANE_REMOTE_CERTIFICATE"] = account.Certificate;
            }
        }

        foreach (var (name, value) in lease.Variables)
        {
            variables[name] = value.Replace("{host}", ServerHost.Of(account.Address), StringComparison.Ordinal);
        }

        return new LeaseReport
        {
            Server = account.Address,
            Lease = lease.Id,
            Devices = lease.Devices,
            Memory = lease.Memory,
            IdleSeconds = lease.IdleSeconds,
            Engine = lease.Engine,
            Variables = variables,
            Files = lease.Files.ToDictionary(f => f.Key, f => f.Value.Replace("{host}", ServerHost.Of(account.Address), StringComparison.Ordinal)),
            Release = $"barelane remote release {lease.Id}{typed}",
        };
    }
}
