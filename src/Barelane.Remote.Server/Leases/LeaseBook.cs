using Barelane.Remote.Protocol.Leasing;

namespace Barelane.Remote.Server.Leases;

/// <summary>Which lease has what. Pure: it knows no clock, no client, no file, and nobody else may call it at the same time.</summary>
internal sealed class LeaseBook(IReadOnlyList<LeaseDevice> devices, Quotas quotas)
{
    private readonly Dictionary<string, Lease> _leases = new(StringComparer.Ordinal);

    public IReadOnlyList<LeaseDevice> Devices => devices;

    public IEnumerable<Lease> Leases => _leases.Values;

    public Lease? Of(string id) => _leases.GetValueOrDefault(id);

    public void Add(Lease lease) => _leases.Add(lease.Id, lease);

    public void Replace(Lease lease) => _leases[lease.Id] = lease;

    public bool Remove(string id) => _leases.Remove(id);

    /// <summary>Why so much is never given here to this user; null where it may be.</summary>
    public string? WhyNever(string user, int count, ulong memory)
    {
        if (count < 1)
        {
            return $"{count} devices are asked for; a lease has at least 1.";
        }

        if (count > devices.Count)
        {
            return $"{MemoryText.OfWish(count, memory)} are asked for; this server has {devices.Count}.";
        }

        var least = devices.Select(d => d.Memory).OrderDescending().ElementAt(count - 1);
        if (memory > least)
        {
            return $"{MemoryText.OfWish(count, memory)} {(count == 1 ? "is" : "are")} asked for; {(count == 1 ? "the largest device here has" : $"of {count} devices here the smallest has")} {MemoryText.Of(least)}.";
        }

        var quota = quotas.Of(user);
        return quota.Devices > 0 && count > quota.Devices ? $"{count} devices are asked for; the quota of '{user}' is {quota.Devices}."
            : quota.Memory > 0 && Amount(count, memory) > quota.Memory ? $"{MemoryText.Of(Amount(count, memory))} of device memory are asked for; the quota of '{user}' is {MemoryText.Of(quota.Memory)}."
            : null;
    }

    /// <summary>Devices for a lease; or null, why, and whether that is the user's own quota.</summary>
    public (IReadOnlyList<int>? Places, bool IsQuota, string Why) Find(string user, int count, ulong memory)
    {
        if (WhyQuota(user, count, memory) is { } quota)
        {
            return (null, true, quota);
        }

        // The fullest that still has room, so that whole devices stay whole as long as they can.
        var places = devices
            .Where(d => memory == 0 ? LeasesOn(d.Place) == 0 : FreeOn(d.Place) >= memory)
            .OrderBy(d => FreeOn(d.Place)).ThenBy(d => d.Place)
            .Take(count).Select(d => d.Place).ToList();
        return places.Count == count
            ? (places, false, "")
            : (null, false, $"{MemoryText.OfWish(count, memory)}: {places.Count} of {devices.Count} {(devices.Count == 1 ? "has" : "have")} room");
    }

    /// <summary>Bytes of a device that no lease has.</summary>
    public ulong FreeOn(int place)
    {
        var taken = On(place).Aggregate(0UL, (sum, l) => sum + (l.Memory == 0 ? devices[place].Memory : l.Memory));
        return taken >= devices[place].Memory ? 0 : devices[place].Memory - taken;
    }

    public int LeasesOn(int place) => On(place).Count();

    public DeviceView View(LeaseDevice device) => new(device.Name, device.Memory, FreeOn(device.Place), On(device.Place).Any(l => l.Memory == 0), LeasesOn(device.Place));

    /// <summary>Bytes that a lease has of all its devices.</summary>
    public ulong MemoryOf(Lease lease) => lease.Memory > 0
        ? lease.Memory * (ulong)lease.Places.Count
        : lease.Places.Aggregate(0UL, (sum, p) => sum + devices[p].Memory);

    private IEnumerable<Lease> On(int place) => _leases.Values.Where(l => l.Places.Contains(place));

    // Whole devices count with the smallest that could be meant: what is given is looked at again.
    private ulong Amount(int count, ulong memory) => memory > 0
        ? (ulong)count * memory
        : devices.Select(d => d.Memory).Order().Take(count).Aggregate(0UL, (sum, m) => sum + m);

    private string? WhyQuota(string user, int count, ulong memory)
    {
        var quota = quotas.Of(user);
        var own = _leases.Values.Where(l => string.Equals(l.User, user, StringComparison.Ordinal)).ToList();
        var (ownDevices, ownMemory) = (own.Sum(l => l.Places.Count), own.Aggregate(0UL, (sum, l) => sum + MemoryOf(l)));
        var ids = string.Join(", ", own.Select(l => l.Id));
        return quota.Leases > 0 && own.Count >= quota.Leases ? $"the quota of '{user}' is {quota.Leases} leases, and {ids} are open"
            : quota.Devices > 0 && ownDevices + count > quota.Devices ? $"the quota of '{user}' is {quota.Devices} devices, and {ids} have {ownDevices}"
            : quota.Memory > 0 && ownMemory + Amount(count, memory) > quota.Memory ? $"the quota of '{user}' is {MemoryText.Of(quota.Memory)}, and {ids} have {MemoryText.Of(ownMemory)}"
            : null;
    }
}
