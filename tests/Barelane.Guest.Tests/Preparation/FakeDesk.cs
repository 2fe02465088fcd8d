using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Guest.Preparation;
using Barelane.TestKit;

namespace Barelane.Guest.Tests.Preparation;

/// <summary>A pool in memory that does what real ones do, and fails or is cut off where a test says.</summary>
internal sealed class FakeDesk : IRemoteDesk
{
    private readonly Dictionary<string, bool> _leases = [];

    /// <summary>The leases by name, each with whether it stays.</summary>
    public IReadOnlyDictionary<string, bool> Leases => _leases;

    /// <summary>What fails: <c>take</c>, <c>keep</c>, <c>give back</c>.</summary>
    public string Fails { get; set; } = "";

    /// <summary>Behind what the program is killed.</summary>
    public string Killed { get; set; } = "";

    public int Taken { get; private set; }

    /// <summary>A lease that nobody keeps or uses is given back by the server.</summary>
    public void IdleTimeout()
    {
        foreach (var (name, _) in _leases.Where(l => !l.Value).ToList())
        {
            _leases.Remove(name);
        }
    }

    public Task<RemoteGrant> TakeAsync(Assignment assignment, string name, IStepProgress progress, CancellationToken cancellationToken)
    {
        Fail("take");
        Taken++;
        _leases.TryAdd(name, false);
        Kill("take");
        return Task.FromResult(new RemoteGrant("tls:gpu01:7788", $"secret-{Taken}", "", "PEM"u8.ToArray()));
    }

    public Task KeepAsync(string pool, string name, CancellationToken cancellationToken)
    {
        Kill("script");
        Fail("keep");
        Assert.Equal("lab", pool);
        _leases[name] = true;
        Kill("keep");
        return Task.CompletedTask;
    }

    public Task GiveBackAsync(string pool, string name, CancellationToken cancellationToken)
    {
        Fail("give back");
        Assert.Equal("lab", pool);
        _leases.Remove(name);
        Kill("give back");
        return Task.CompletedTask;
    }

    private void Fail(string what)
    {
        if (Fails == what)
        {
            throw ScriptedGuest.Trouble("guest-refused", $"the pool does not {what}");
        }
    }

    private void Kill(string what)
    {
        if (Killed == what)
        {
            throw new SimulatedKillException();
        }
    }
}
