using Barelane.Remote.Protocol.Leasing;

namespace Barelane.Remote.Server.Leases;

/// <summary>The queue, and what is given from it.</summary>
internal sealed partial class LeaseDesk
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private LeaseReply? Wait(LeaseWaiter waiter, Action<LeaseReply> tell, Func<bool> isGone)
    {
        var told = "";
        while (true)
        {
            LiveLease? granted;
            LeaseReply waiting;
            bool isClosed;
            string? failed;
            lock (_gate)
            {
                granted = waiter.Granted;
                (isClosed, failed) = (_isClosed, waiter.Failed);
                waiting = new LeaseReply { State = LeaseState.Waiting, Place = waiter.Place, Message = waiter.Why };
            }

            if (granted is not null)
            {
                return Begin(waiter, granted, isGone);
            }

            if (isClosed || failed is not null)
            {
                return Refused(failed ?? "The server stops.");
            }

            if (isGone())
            {
                _log.WriteLine($"{waiter.User} waits for a lease no more");
                return null;
            }

            var waited = _settings.Time.GetElapsedTime(waiter.Since);
            if (waited >= TimeSpan.FromSeconds(waiter.Request.WaitSeconds))
            {
                Meter.Refused("time");
                return Refused(waiter.Request.WaitSeconds == 0
                    ? $"There is no room now: {waiting.Message}. --wait SECONDS waits for it."
                    : $"{waiter.Request.WaitSeconds} s were waited in vain: {waiting.Message}.");
            }

            if (told != $"{waiting.Place} {waiting.Message}")
            {
                told = $"{waiting.Place} {waiting.Message}";
                tell(waiting);
            }

            _ = waiter.Changed.WaitOne(Look);
        }
    }

    /// <summary>The engine, where there is one, and the answer.</summary>
    private LeaseReply? Begin(LeaseWaiter waiter, LiveLease live, Func<bool> isGone)
    {
        var id = live.Lease.Id;
        EngineOffer? offer = null;
        try
        {
            offer = _engine?.Start(live.Lease);
        }
        catch (IOException e)
        {
            End(id, "engine", e.Message);
            return Refused(e.Message);
        }

        if (isGone())
        {
            End(id, "gone", "who asked for it was gone before it was there");
            return null;
        }

        Meter.Granted(live.Lease, _settings.Time.GetElapsedTime(waiter.Since));
        _log.WriteLine($"lease {id} for {live.Lease.User}: {MemoryText.OfWish(live.Lease.Places.Count, live.Lease.Memory)}, {live.Lease.Lasts}");
        return Granted(live.Lease, waiter.Secret, offer);
    }

    /// <summary>Gives what can be given, in order. Who waits for room is not passed by; who waits for a quota of their own is.</summary>
    private void AdvanceLocked()
    {
        var isBlocked = false;
        var place = 0;
        foreach (var waiter in _waiting.Where(w => w.Granted is null && w.Failed is null).ToList())
        {
            var (places, isQuota, why) = _book.Find(waiter.User, waiter.Request.Devices, waiter.Request.Memory);
            if (places is not null && !isBlocked && !_isClosed)
            {
                GiveLocked(waiter, places);
                continue;
            }

            isBlocked |= !isQuota;
            waiter.Place = ++place;
            waiter.Why = why.Length > 0 ? why : "others are first";
            _ = waiter.Changed.Set();
        }
    }

    private void GiveLocked(LeaseWaiter waiter, IReadOnlyList<int> places)
    {
        var request = waiter.Request;
        waiter.Secret = Random(24);
        var lease = new Lease
        {
            Id = NewId(),
            SecretHash = HashOf(waiter.Secret),
            User = waiter.User,
            Name = request.Name,
            Client = request.Client,
            Places = places,
            Devices = [.. places.Select(p => _book.Devices[p].Name)],
            Memory = request.Memory,
            Port = _engine?.PortBeside(_book.Leases) ?? 0,
            Since = _settings.Time.GetUtcNow(),
            IsHeld = request.IsHeld,
            IsKept = request.IsKept,
        };
        try
        {
            _store.Write(lease);
        }
        catch (Microsoft.Data.Sqlite.SqliteException e)
        {
            waiter.Failed = $"The lease could not be written down, so it was not given: {e.Message}";
            _ = waiter.Changed.Set();
            return;
        }

        _book.Add(lease);
        _live.Add(lease.Id, waiter.Granted = Alive(lease));
        _ = waiter.Changed.Set();
    }

    /// <summary>A lease that is asked for by its name again, as who did not get the answer does: the same, with a new secret.</summary>
    private LeaseReply AgainLocked(LiveLease own, LeaseRequest request)
    {
        if (own.Lease.Places.Count != request.Devices || own.Lease.Memory != request.Memory)
        {
            return Refused($"Your lease '{own.Lease.Name}' ({own.Lease.Id}) has {MemoryText.OfWish(own.Lease.Places.Count, own.Lease.Memory)}, and {MemoryText.OfWish(request.Devices, request.Memory)} is asked for. Release it first.");
        }

        var secret = Random(24);
        own.Lease = own.Lease with { SecretHash = HashOf(secret), IsKept = request.IsKept };
        _store.Write(own.Lease);
        _book.Replace(own.Lease);
        return Granted(own.Lease, secret, _engine?.Offer(own.Lease));
    }

    private LeaseReply Granted(Lease lease, string secret, EngineOffer? offer) => new()
    {
        State = LeaseState.Granted,
        Lease = new GrantedLease
        {
            Id = lease.Id,
            Secret = secret,
            Devices = lease.Devices,
            Memory = lease.Memory,
            IdleSeconds = lease.IsKept ? 0 : _settings.IdleSeconds,
            Engine = _engine?.Name ?? "",
            Variables = offer?.Variables ?? new Dictionary<string, string>(),
            Files = offer?.Files ?? new Dictionary<string, string>(),
        },
    };

    private LiveLease Alive(Lease lease) => new(lease, Now)
    {
        Budget = lease.Memory == 0 || _engine is not null ? null : SharedBudget.Create(Path.Combine(_settings.Folder, $"held-{lease.Id}")),
    };

    private string NewId()
    {
        string id;
        do
        {
            id = Random(4);
        }
        while (_live.ContainsKey(id));
        return id;
    }

    /// <summary>Gives back what nobody has used for too long.</summary>
    internal void LookForIdle()
    {
        if (_settings.IdleSeconds == 0)
        {
            return;
        }

        List<Lease> idle;
        lock (_gate)
        {
            idle = [.. _live.Values
                .Where(l => l.Sessions == 0 && !l.Lease.IsKept && _settings.Time.GetElapsedTime(l.IdleSince).TotalSeconds > _settings.IdleSeconds)
                .Select(l => l.Lease)];
        }

        foreach (var lease in idle)
        {
            if (_engine is not null && _engine.IsUsed(lease))
            {
                Touch(lease.Id);
                continue;
            }

            End(lease.Id, "idle", $"nobody used it for {_settings.IdleSeconds} s");
        }
    }

    private void Touch(string id)
    {
        lock (_gate)
        {
            if (_live.TryGetValue(id, out var live))
            {
                live.Touch(Now);
            }
        }
    }
}
