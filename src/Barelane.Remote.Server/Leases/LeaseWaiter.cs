using Barelane.Remote.Protocol.Leasing;

namespace Barelane.Remote.Server.Leases;

/// <summary>A request that stands in the queue.</summary>
internal sealed class LeaseWaiter(string user, LeaseRequest request, long since)
{
    public string User => user;

    public LeaseRequest Request => request;

    public long Since => since;

    /// <summary>What it is waiting for, for people.</summary>
    public string Why { get; set; } = "";

    /// <summary>How many are first, itself included.</summary>
    public int Place { get; set; }

    /// <summary>The lease, once it is there.</summary>
    public LiveLease? Granted { get; set; }

    /// <summary>Why it can't be had although there is room; null where nothing of the kind happened.</summary>
    public string? Failed { get; set; }

    /// <summary>The lease's secret, which only its holder gets.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Set when something about it has changed.</summary>
    public AutoResetEvent Changed { get; } = new(false);
}
