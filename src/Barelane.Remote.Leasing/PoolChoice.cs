using System.Diagnostics;
using Barelane.Remote.Protocol.Leasing;

namespace Barelane.Remote.Leasing;

/// <summary>Asks all servers of a pool how they are, and puts them in order: the nearest and emptiest first.</summary>
public static class PoolChoice
{
    private const int Echoes = 5;

    // Ways that differ by less are as long as each other: the switch between two racks is no reason to leave a device idle.
    private static readonly TimeSpan Alike = TimeSpan.FromMicroseconds(200);

    /// <summary>Every server, in the order of the list, all asked at the same time.</summary>
    public static async Task<IReadOnlyList<ServerState>> LookAsync(IReadOnlyList<PoolAccount> servers) =>
        await Task.WhenAll(servers.Select(s => Task.Factory.StartNew(() => Look(s), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))).ConfigureAwait(false);

    /// <summary>
    /// Those that answered and give leases, the best first: who has room now before who has not; then the nearer, if it is nearer by more than half and 0.2 ms; then the
    /// one with the shorter queue; then the one with more memory free.
    /// </summary>
    public static IReadOnlyList<ServerState> Order(IReadOnlyList<ServerState> servers, int devices, ulong memory)
    {
        var able = servers.Where(s => s.View is { HasLeases: true } view && view.Devices.Count(d => d.Memory >= memory) >= devices).ToList();
        var nearest = able.Count == 0 ? TimeSpan.Zero : able.Min(s => s.RoundTrip);
        return [.. able
            .OrderBy(s => s.View!.HasRoom(devices, memory) && s.View.Waiting.Count == 0 ? 0 : 1)
            .ThenBy(s => IsFar(s) ? 1 : 0)
            .ThenBy(s => s.View!.Waiting.Count)
            .ThenByDescending(s => s.View!.Devices.Sum(d => (double)d.Free))
            .ThenBy(s => s.RoundTrip)];

        bool IsFar(ServerState server) => server.RoundTrip > (nearest * 1.5) && server.RoundTrip > nearest + Alike;
    }

    private static ServerState Look(PoolAccount account)
    {
        try
        {
            using var connection = PoolConnection.Open(account);
            var seen = connection.Ask(new LeaseRequest { Verb = LeaseVerb.View });
            if (seen.State == LeaseState.Refused)
            {
                return new ServerState { Account = account, Problem = $"{account.Address}: {seen.Message}" };
            }

            var shortest = TimeSpan.MaxValue;
            for (var i = 0; i < Echoes; i++)
            {
                var begun = Stopwatch.GetTimestamp();
                _ = connection.Ask(new LeaseRequest { Verb = LeaseVerb.Echo });
                var took = Stopwatch.GetElapsedTime(begun);
                shortest = took < shortest ? took : shortest;
            }

            return new ServerState { Account = account, View = seen.View, RoundTrip = shortest };
        }
        catch (PoolException e)
        {
            return new ServerState { Account = account, Problem = e.Message };
        }
    }
}
