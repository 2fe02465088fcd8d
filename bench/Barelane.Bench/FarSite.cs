using Barelane.Twin;
using Barelane.Twin.Building;

namespace Barelane.Bench;

/// <summary>A plan for one VM of a site that is far away: what is sent, and how many times the line's delay it costs.</summary>
internal sealed class FarSite : IBenchmark
{
    private const int Runs = 5;
    private const int RoundTripBudget = 8;
    private const int SessionBudget = 2;
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    public string Name => "far-site";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Measurement>> RunAsync()
    {
        await using var twin = await TwinServer.StartAsync(Scenarios.Fleet(100, 1000));
        await using var near = SlowLine.To(twin.Url, TimeSpan.Zero);
        await using var far = SlowLine.To(twin.Url, RoundTrip);
        using var nearDesk = new Desk(near.Url, twin.Thumbprint, "secret", "A40", ["vm-0001"]);
        using var farDesk = new Desk(far.Url, twin.Thumbprint, "secret", "A40", ["vm-0001"]);
        await nearDesk.RunAsync(0, "plan");
        var (nearTimes, farTimes, requests, sessions, connections, turns) = (new Samples(), new Samples(), new Samples(), new Samples(), new Samples(), new Samples());
        IReadOnlyDictionary<string, int> sent = twin.Site.Calls;
        for (var run = 0; run < Runs; run++)
        {
            nearTimes.Add((await nearDesk.RunAsync(0, "plan")).Wall);
            var before = twin.Site.Calls;
            far.Reset();
            farTimes.Add((await farDesk.RunAsync(0, "plan")).Wall);
            sent = twin.Site.Calls.Select(c => KeyValuePair.Create(c.Key, c.Value - before.GetValueOrDefault(c.Key))).Where(c => c.Value > 0).ToDictionary();
            requests.Add(sent.Values.Sum());
            sessions.Add(sent.GetValueOrDefault("Login"));
            connections.Add(far.Connections);
            turns.Add(far.Turns);
        }

        return
        [
            new Measurement(
                "far-site: round trips",
                $"{requests.Largest:0}",
                $"{RoundTripBudget}",
                requests.Largest <= RoundTripBudget,
                $"the most of {Runs} runs: {string.Join(", ", sent.Select(c => c.Value == 1 ? c.Key : $"{c.Value} {c.Key}"))}"),
            new Measurement(
                "far-site: sessions",
                $"{sessions.Largest:0}",
                $"{SessionBudget}",
                sessions.Largest <= SessionBudget,
                $"the most of {Runs} runs, over {connections.Largest:0} connection(s)"),
            new Measurement(
                "far-site: turns of the line, TLS included",
                $"{turns.Largest:0}",
                $"{RoundTripBudget}, a handshake and its tickets",
                turns.Largest <= RoundTripBudget + 2,
                $"the most of {Runs} runs; at {RoundTrip.TotalMilliseconds:0} ms each {Samples.Seconds(turns.Largest * RoundTrip.TotalSeconds)}, medians of the whole command, interleaved: {Samples.Seconds(farTimes.Median)}, and {Samples.Seconds(nearTimes.Median)} without delay"),
        ];
    }
}
