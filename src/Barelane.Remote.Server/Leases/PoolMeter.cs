using System.Diagnostics.Metrics;

namespace Barelane.Remote.Server.Leases;

/// <summary>Usage as metrics of .NET: anything that listens to the meter <c>Barelane.Remote</c> has them, the page of <see cref="MetricsPage"/> among them.</summary>
internal sealed class PoolMeter : IDisposable
{
    public const string Name = "Barelane.Remote";
    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _granted;
    private readonly Counter<long> _ended;
    private readonly Counter<long> _refused;
    private readonly Counter<double> _waited;

    public PoolMeter(LeaseDesk desk)
    {
        Id = _meter;
        _ = _meter.CreateObservableGauge("barelane.remote.device.memory", () => desk.View("", 0).Devices.Select((d, i) => Of((long)d.Memory, i, d.Name)), "By", "Memory of a device");
        _ = _meter.CreateObservableGauge("barelane.remote.device.memory.leased", () => desk.View("", 0).Devices.Select((d, i) => Of((long)(d.Memory - d.Free), i, d.Name)), "By", "Memory of a device that leases have");
        _ = _meter.CreateObservableGauge("barelane.remote.leases", () => desk.View("", 0).Leases.GroupBy(l => l.User).Select(g => new Measurement<long>(g.Count(), new KeyValuePair<string, object?>("user", g.Key))), null, "Leases that are open");
        _ = _meter.CreateObservableGauge("barelane.remote.leases.used", () => (long)desk.View("", 0).Leases.Count(l => l.Sessions > 0), null, "Leases that have a session");
        _ = _meter.CreateObservableGauge("barelane.remote.waiting", () => (long)desk.View("", 0).Waiting.Count, null, "Requests that wait");
        _granted = _meter.CreateCounter<long>("barelane.remote.leases.granted", null, "Leases given");
        _ended = _meter.CreateCounter<long>("barelane.remote.leases.ended", null, "Leases given back");
        _refused = _meter.CreateCounter<long>("barelane.remote.requests.refused", null, "Requests refused");
        _waited = _meter.CreateCounter<double>("barelane.remote.requests.waited", "s", "Time that leases were waited for");
    }

    /// <summary>The meter, for who listens to this one alone.</summary>
    public Meter Id { get; }

    public void Granted(Lease lease, TimeSpan waited)
    {
        var user = new KeyValuePair<string, object?>("user", lease.User);
        _granted.Add(1, user);
        _waited.Add(waited.TotalSeconds, user);
    }

    public void Ended(Lease lease, string reason) => _ended.Add(1, new KeyValuePair<string, object?>("user", lease.User), new KeyValuePair<string, object?>("reason", reason));

    public void Refused(string reason) => _refused.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Dispose() => _meter.Dispose();

    private static Measurement<long> Of(long value, int place, string name) =>
        new(value, new KeyValuePair<string, object?>("device", place), new KeyValuePair<string, object?>("name", name));
}
