using System.Globalization;
using Barelane.Remote.Protocol.Leasing;
using Barelane.Rendering.Plans;
using Barelane.Rendering.Text;

namespace Barelane.Cli.Remote;

/// <summary>The answers of the <c>remote</c> verbs, for people.</summary>
internal static class RemoteText
{
    /// <summary>A lease, and how to use it and give it back.</summary>
    public static string Render(LeaseReport report, TextLook look)
    {
        var page = new TextPage(look);
        page.Flow(0, 0, "Lease ", new Span(report.Lease, Ink.Strong), $" on {report.Server}: {MemoryText.OfWish(report.Devices.Count, report.Memory)}{(report.Engine.Length > 0 ? $", served by '{report.Engine}'" : "")}.");
        foreach (var device in report.Devices)
        {
            page.Flow(2, 2, device);
        }

        page.Flow(0, 0, report.IdleSeconds == 0 ? "It is yours until it is given back:" : $"It is given back after {Seconds(report.IdleSeconds)} without use, or by:");
        page.Command(2, report.Release);
        page.Blank();
        page.Flow(0, 0, report.Files.Count > 0
            ? $"Programs need files ({string.Join(", ", report.Files.Keys)}; 'remote run' puts them there, --output json has their text) in a folder that stands for {{files}} here, and these variables; who has them has the lease:"
            : "Programs need these variables; who has them has the lease:");
        // Lines to paste as they are: none is broken, however long.
        return page + string.Concat(report.Variables.Select(v => $"  export {v.Key}={ConsentText.ShellWord(Printable.Of(v.Value))}\n"));
    }

    /// <summary>Devices, leases, queues.</summary>
    public static string List(PoolReport report, TimeZoneInfo zone, TextLook look)
    {
        var page = new TextPage(look);
        foreach (var server in report.Servers)
        {
            page.Heading(server.Server);
            if (server.View is not { } view)
            {
                page.Flow(2, 2, new Span(server.Problem, Ink.Bad));
                continue;
            }

            page.Flow(2, 2, $"{RoundTrip(server)} away, {Count(view.Sessions, "session")}, you are '{view.User}'{(view.Engine.Length > 0 ? $", served by '{view.Engine}'" : "")}");
            if (!view.HasLeases)
            {
                page.Flow(2, 2, "It gives no leases: programs need none.");
                continue;
            }

            page.Table(2, [Heads("free", "of", "leases", "device"), .. view.Devices.Select(d => (IReadOnlyList<Span>)
            [
                new Span(d.IsWhole ? "taken" : MemoryText.Of(d.Free), d.Free == d.Memory ? Ink.Good : d.Free == 0 ? Ink.Warn : Ink.Plain),
                MemoryText.Of(d.Memory),
                d.Leases.ToString(CultureInfo.InvariantCulture),
                d.Name,
            ])]);
            if (view.Leases.Count == 0)
            {
                page.Flow(2, 2, "There are no leases.");
            }
            else
            {
                page.Table(2, [Heads("lease", "user", "has", "lasts", "use"), .. view.Leases.Select(l => (IReadOnlyList<Span>)
                [
                    new Span(l.Id, Ink.Strong),
                    l.User,
                    l.Devices == 1 ? MemoryText.OfShare(l.Memory) : $"{l.Devices} x {MemoryText.OfShare(l.Memory)}",
                    l.Lasts,
                    $"{(l.Sessions > 0 ? Count(l.Sessions, "session") : $"unused for {Seconds(l.IdleSeconds)}")}{(l.Name.Length > 0 ? $", '{l.Name}'" : "")}, since {TimeZoneInfo.ConvertTime(l.Since, zone):yyyy-MM-dd HH:mm}, {l.Client}",
                ])]);
            }

            if (view.Waiting.Count > 0)
            {
                page.Table(2, [Heads("waits", "for", "why"), .. view.Waiting.Select(w => (IReadOnlyList<Span>)
                [
                    $"{w.User}, {Seconds(w.Seconds)}",
                    MemoryText.OfWish(w.Devices, w.Memory),
                    w.Why,
                ])]);
            }
        }

        return page.ToString();
    }

    /// <summary>A line a server.</summary>
    public static string Health(PoolReport report, TextLook look)
    {
        var page = new TextPage(look);
        page.Table(0, [Heads("server", "state", ""), .. report.Servers.Select(s => (IReadOnlyList<Span>)
        [
            new Span(s.Server, Ink.Strong),
            s.View is null ? new Span("silent", Ink.Bad) : new Span("well", Ink.Good),
            s.View is { } view ? $"{RoundTrip(s)}, {(view.HasLeases ? $"{Count(view.Devices.Count, "device")}, {Count(view.Leases.Count, "lease")}, {view.Waiting.Count} waiting" : "no leases")}, {Count(view.Sessions, "session")}" : s.Problem,
        ])]);
        return page.ToString();
    }

    /// <summary>A paragraph a server.</summary>
    public static string Measured(MeasureReport report, TextLook look)
    {
        var page = new TextPage(look);
        foreach (var server in report.Servers)
        {
            page.Heading(server.Server);
            var rows = new List<IReadOnlyList<Span>>();
            if (server.RoundTripMicroseconds is { } trip)
            {
                rows.Add(["round trip", Microseconds(trip)]);
            }

            if (server.Rates is { } rates)
            {
                rows.Add(["launch and wait", Microseconds(rates.LaunchAndFinishMicroseconds)]);
                rows.Add(["launches", string.Create(CultureInfo.InvariantCulture, $"{rates.LaunchesPerSecond:0} a second")]);
                rows.Add(["to the device", string.Create(CultureInfo.InvariantCulture, $"{rates.WriteGigabytesPerSecond:0.00} GB/s")]);
                rows.Add(["from the device", string.Create(CultureInfo.InvariantCulture, $"{rates.ReadGigabytesPerSecond:0.00} GB/s")]);
                rows.Add(["device", rates.Device]);
            }

            page.Table(2, rows);
            if (server.Problem.Length > 0)
            {
                page.Flow(2, 2, new Span(server.Problem, Ink.Bad));
            }
        }

        return page.ToString();
    }

    private static IReadOnlyList<Span> Heads(params string[] heads) => heads.Select(h => new Span(h, Ink.Dim)).ToList();

    private static string RoundTrip(ServerEntry server) => Microseconds(server.RoundTripMicroseconds ?? 0);

    private static string Microseconds(double value) => value < 1000
        ? string.Create(CultureInfo.InvariantCulture, $"{value:0} µs")
        : string.Create(CultureInfo.InvariantCulture, $"{value / 1000:0.0} ms");

    private static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    private static string Seconds(long seconds) => seconds < 120 ? $"{seconds} s" : seconds < 7200 ? $"{seconds / 60} min" : $"{seconds / 3600} h";
}
