using System.Security.Cryptography;
using System.Text;
using Barelane.Remote.Protocol.Leasing;

namespace Barelane.Remote.Server.Leases;

/// <summary>
/// Gives leases and takes them back: in the order of asking, by quota, on disk before anybody is told. One lock; what takes time (an external engine,
/// the end of sessions) happens outside of it.
/// </summary>
internal sealed partial class LeaseDesk : IDisposable
{
    private const int MostWaiting = 1000;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LiveLease> _live = new(StringComparer.Ordinal);
    private readonly List<LeaseWaiter> _waiting = [];
    private readonly LeaseSettings _settings;
    private readonly TextWriter _log;
    private readonly LeaseBook _book;
    private readonly LeaseStore _store;
    private readonly ExternalEngine? _engine;
    private readonly ITimer _timer;
    private bool _isClosed;

    /// <summary>Reads what was given before a restart. Leases of programs that ran then are given back: their connections are gone.</summary>
    public LeaseDesk(LeaseSettings settings, IReadOnlyList<LeaseDevice> devices, TextWriter log)
    {
        (_settings, _log) = (settings, log);
        _book = new LeaseBook(devices, settings.QuotaFile is null ? Quotas.None : Quotas.Read(settings.QuotaFile));
        _engine = settings.Engine is null ? null : new ExternalEngine(settings.Engine, log);
        _store = new LeaseStore(settings.Folder);
        foreach (var lease in _store.Read())
        {
            var isSame = lease.Places.Zip(lease.Devices).All(d => d.First < devices.Count && string.Equals(devices[d.First].Name, d.Second, StringComparison.Ordinal));
            if (lease.IsHeld || !isSame)
            {
                _log.WriteLine($"lease {lease.Id} of {lease.User} is given back: {(isSame ? "its program ran when the server stopped" : "its devices are not there any more")}");
                _store.Remove(lease.Id);
                _engine?.Stop(lease);
                continue;
            }

            _book.Add(lease);
            _live.Add(lease.Id, Alive(lease));
        }

        Meter = new PoolMeter(this);
        _timer = settings.Time.CreateTimer(_ => LookForIdle(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    /// <summary>The figures of this desk.</summary>
    public PoolMeter Meter { get; }

    public IReadOnlyList<LeaseDevice> Devices => _book.Devices;

    private long Now => _settings.Time.GetTimestamp();

    public PoolView View(string user, int sessions)
    {
        lock (_gate)
        {
            return new PoolView
            {
                HasLeases = true,
                User = user,
                Engine = _engine?.Name ?? "",
                Sessions = sessions,
                Devices = [.. _book.Devices.Select(_book.View)],
                Leases = [.. _live.Values.Select(l => new LeaseView
                {
                    Id = l.Lease.Id,
                    User = l.Lease.User,
                    Name = l.Lease.Name,
                    Client = l.Lease.Client,
                    Devices = l.Lease.Places.Count,
                    Memory = l.Lease.Memory,
                    Since = l.Lease.Since,
                    Sessions = l.Sessions,
                    IdleSeconds = l.Sessions > 0 ? 0 : (long)_settings.Time.GetElapsedTime(l.IdleSince).TotalSeconds,
                    Lasts = l.Lease.Lasts,
                })],
                Waiting = [.. _waiting.Select(w => new WaitingView(w.User, w.Request.Client, w.Request.Devices, w.Request.Memory, (long)_settings.Time.GetElapsedTime(w.Since).TotalSeconds, w.Why))],
            };
        }
    }

    /// <summary>
    /// A lease, waited for if need be: returns when it is there, when it is refused, or (null) when the asker is gone. While it waits, <paramref name="tell"/> is
    /// called with each change.
    /// </summary>
    public LeaseReply? Request(LeaseUser user, LeaseRequest request, Action<LeaseReply> tell, Func<bool> isGone)
    {
        if (request.IsKept && request.Name.Length == 0)
        {
            return Refused("A lease that is kept needs a name, so that it can be found again.");
        }

        LeaseWaiter waiter;
        lock (_gate)
        {
            if (request.Name.Length > 0 && _live.Values.FirstOrDefault(l => l.Lease.User == user.Name && l.Lease.Name == request.Name) is { } own)
            {
                return AgainLocked(own, request);
            }

            if (_book.WhyNever(user.Name, request.Devices, request.Memory) is { } never)
            {
                Meter.Refused("never");
                return Refused(never);
            }

            if (_waiting.Count >= MostWaiting)
            {
                return Refused($"{_waiting.Count} are waiting for leases; no more may.");
            }

            waiter = new LeaseWaiter(user.Name, request, Now);
            _waiting.Add(waiter);
            AdvanceLocked();
        }

        try
        {
            return Wait(waiter, tell, isGone);
        }
        finally
        {
            lock (_gate)
            {
                _ = _waiting.Remove(waiter);
                AdvanceLocked();
            }
        }
    }

    /// <summary>Has a lease of the user's name stay however long nobody uses it.</summary>
    public LeaseReply Keep(LeaseUser user, string name)
    {
        lock (_gate)
        {
            if (_live.Values.FirstOrDefault(l => l.Lease.User == user.Name && l.Lease.Name.Length > 0 && l.Lease.Name == name) is not { } live)
            {
                return Refused($"You have no lease '{name}' here.") with { IsMissing = true };
            }

            live.Lease = live.Lease with { IsKept = true };
            _store.Write(live.Lease);
            _book.Replace(live.Lease);
            return new LeaseReply { State = LeaseState.Granted, Message = $"Lease {live.Lease.Id} stays." };
        }
    }

    /// <summary>Ends a lease; returns why not where it may not.</summary>
    public LeaseReply Release(LeaseUser user, string lease)
    {
        Lease? found;
        var hash = HashOf(lease);
        lock (_gate)
        {
            found = _live.Values.FirstOrDefault(l => l.Lease.Id == lease || l.Lease.SecretHash == hash || (l.Lease.User == user.Name && l.Lease.Name.Length > 0 && l.Lease.Name == lease))?.Lease;
        }

        if (found is null)
        {
            return Refused($"There is no lease '{(lease.Length > 40 ? "…" : lease)}' here: it was given back already, or it is of another server.") with { IsMissing = true };
        }

        if (found.User != user.Name && found.SecretHash != hash && !user.IsAdministrator)
        {
            return Refused($"Lease '{found.Id}' is {found.User}'s; you are '{user.Name}' here. {found.User} can release it, or root on the server.");
        }

        End(found.Id, "released", $"{user.Name} released it");
        return new LeaseReply { State = LeaseState.Released, Message = $"Lease {found.Id} is given back." };
    }

    /// <summary>Gives a lease back, whoever asked; nothing where it is gone already.</summary>
    public void End(string id, string reason, string sentence)
    {
        LiveLease? live;
        IReadOnlyList<Action<string>> sessions;
        lock (_gate)
        {
            if (!_live.Remove(id, out live))
            {
                return;
            }

            sessions = live.TakeSessions();
        }

        // Its devices are the next one's when its sessions are gone, and its engine is down, not before.
        foreach (var end in sessions)
        {
            end($"its lease was given back: {sentence}");
        }

        _engine?.Stop(live.Lease);
        live.Budget?.Dispose();
        lock (_gate)
        {
            _ = _book.Remove(id);
            if (!_isClosed)
            {
                _store.Remove(id);
                AdvanceLocked();
            }
        }

        Meter.Ended(live.Lease, reason);
        _log.WriteLine($"lease {id} of {live.Lease.User} ended: {sentence}");
        live.Ended?.Invoke(sentence);
    }

    /// <summary>Has something done when the lease ends; at once where it has ended.</summary>
    public void Hold(string id, Action<string> ended)
    {
        lock (_gate)
        {
            if (_live.TryGetValue(id, out var live))
            {
                live.Ended = ended;
                return;
            }
        }

        ended("it ended at once");
    }

    /// <summary>Begins a session on a lease, by its secret; null with the reason where that does not go.</summary>
    public LiveLease? Open(string secret, object session, Action<string> end, out string why)
    {
        lock (_gate)
        {
            var hash = HashOf(secret);
            var live = _live.Values.FirstOrDefault(l => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(l.Lease.SecretHash), Encoding.ASCII.GetBytes(hash)));
            why = live is null ? "The server knows no such lease: it was given back (released, or unused for too long), or it is of another server. 'barelane remote request' asks for one."
                : _engine is not null ? $"The leases of this server are served by '{_engine.Name}', not by Barelane's OpenCL."
                : "";
            if (why.Length > 0)
            {
                return null;
            }

            live!.Open(session, end);
            return live;
        }
    }

    public void Close(LiveLease live, object session)
    {
        lock (_gate)
        {
            live.Close(session, Now);
        }
    }

    /// <summary>Stops: leases of programs end, the others stay in the store.</summary>
    public void Dispose()
    {
        List<string> held;
        lock (_gate)
        {
            held = [.. _live.Values.Where(l => l.Lease.IsHeld).Select(l => l.Lease.Id)];
        }

        foreach (var id in held)
        {
            End(id, "stopped", "the server stops");
        }

        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
            foreach (var waiter in _waiting)
            {
                waiter.Why = "the server stops";
                waiter.Changed.Set();
            }
        }

        _timer.Dispose();
        Meter.Dispose();
        foreach (var live in _live.Values)
        {
            live.Budget?.Dispose();
        }

        _store.Dispose();
    }

    private static LeaseReply Refused(string why) => new() { State = LeaseState.Refused, Message = why };

    private static string HashOf(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static string Random(int bytes) => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes));
}
