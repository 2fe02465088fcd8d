using Barelane.Remote.Server.Leases;

namespace Barelane.Remote.Server.Pool;

/// <summary>What a session may have.</summary>
internal sealed record SessionShare
{
    /// <summary>Bytes of device memory; 0: no limit.</summary>
    public ulong Memory { get; init; }

    /// <summary>The devices it sees, by place; empty: all.</summary>
    public IReadOnlyList<int> Places { get; init; } = [];

    /// <summary>What the sessions of its lease hold together; null where nothing is counted.</summary>
    public SharedBudget? Budget { get; init; }

    /// <summary>Its place there.</summary>
    public int BudgetPlace { get; init; }

    /// <summary>Bytes that they may hold together.</summary>
    public ulong BudgetLimit { get; init; }
}
