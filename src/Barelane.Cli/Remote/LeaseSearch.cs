using Barelane.Core.Adapters;
using Barelane.Remote.Leasing;
using Barelane.Remote.Protocol.Leasing;

namespace Barelane.Cli.Remote;

/// <summary>Finds the server of a pool that a lease is best asked of, and asks it.</summary>
internal sealed class LeaseSearch(CliContext context)
{
    /// <summary>Looks at all servers, and tells of those that can't be asked.</summary>
    public async Task<IReadOnlyList<ServerState>> LookAsync(IReadOnlyList<PoolAccount> servers)
    {
        var states = await PoolChoice.LookAsync(servers).ConfigureAwait(false);
        if (states.All(s => s.View is null))
        {
            throw new ProblemException(
                new Problem
                {
                    Code = "pool-silent",
                    Message = states.Count == 1 ? "The server can't be asked." : $"None of the pool's {states.Count} servers can be asked.",
                    Remedy = "'barelane remote serve' has to run there, and the way to it be open.",
                    Evidence = [.. states.Select(s => s.Problem)],
                },
                ExitCodes.Error);
        }

        foreach (var state in states.Where(s => s.View is null))
        {
            await context.Console.Error.WriteLineAsync($"barelane: passed over: {state.Problem}").ConfigureAwait(false);
        }

        return states;
    }

    /// <summary>A lease from the best server, over a connection that stays open. While it is waited for, standard error says what for.</summary>
    public (GrantedLease Lease, PoolConnection Connection, PoolAccount Account) Take(IReadOnlyList<ServerState> states, LeaseRequest request, CancellationToken cancellationToken)
    {
        var order = PoolChoice.Order(states, request.Devices, request.Memory);
        // Those that can't ever are asked where none can: the server says best why not.
        var best = order.Count > 0 ? order[0] : states.FirstOrDefault(s => s.View is { HasLeases: true }) ?? throw Refused(states[0].Account, "The server gives no leases; it was started without --leases.");
        var connection = PoolConnection.Open(best.Account);
        try
        {
            var reply = connection.Request(request, Tell, cancellationToken);
            return reply.Lease is { } lease ? (lease, connection, best.Account) : throw Refused(best.Account, reply.Message);
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        void Tell(LeaseReply waiting) => context.Console.Error.WriteLine(
            $"barelane: waiting on {best.Account.Address} ({(waiting.Place <= 1 ? "next" : $"{waiting.Place - 1} before")}): {waiting.Message}. Ctrl+C gives up.");
    }

    public static ProblemException Refused(PoolAccount account, string message) =>
        new(new Problem { Code = "lease-refused", Message = $"{account.Address}: {message}", Remedy = "'barelane remote list' shows who has what." }, ExitCodes.Error);
}
