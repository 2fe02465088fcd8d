using Barelane.Cli.Inputs;
using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Guest.Preparation;
using Barelane.Remote.Leasing;
using Barelane.Remote.Protocol.Leasing;

namespace Barelane.Cli.Remote;

/// <summary>Takes leases of a document's pools for guests. The guest gets the lease alone: no token of anybody's.</summary>
internal sealed class PoolDesk(IReadOnlyList<PoolSpec> pools, SecretReader secrets) : IRemoteDesk
{
    private const int WaitSeconds = 120;

    /// <inheritdoc/>
    public async Task<RemoteGrant> TakeAsync(Assignment assignment, string name, IStepProgress progress, CancellationToken cancellationToken)
    {
        var gpu = assignment.Gpu;
        var pool = PoolOf(gpu.Pool!);
        var states = await LookAsync(pool, cancellationToken).ConfigureAwait(false);
        var request = new LeaseRequest
        {
            Verb = LeaseVerb.Request,
            Client = $"{assignment.Vm} by {Environment.UserName}@{Environment.MachineName}",
            Devices = gpu.Count,
            Memory = (ulong)(gpu.MemoryMiB ?? 0) << 20,
            WaitSeconds = WaitSeconds,
            Name = name,
        };

        // A lease that is there already is the one that is meant, whichever server is the best now.
        var owners = states.Where(s => s.View!.HasLease(name)).ToList();
        var order = owners.Count > 0 ? owners : PoolChoice.Order(states, request.Devices, request.Memory);
        if (order.Count == 0)
        {
            throw Failed($"No server of the pool '{pool.Name}' can ever give {MemoryText.OfWish(request.Devices, request.Memory)}.", $"'barelane remote list' shows its devices: {string.Join(", ", states.Select(s => s.Account.Address))}.");
        }

        var account = order[0].Account;
        if (account.OwnCertificate.Length > 0)
        {
            throw Failed($"The pool '{pool.Name}' asks for a certificate of the client's, which a guest has not.", "Let the servers know their clients by tokens ('--tokens'): a lease then opens sessions by itself.");
        }

        if (order[0].View!.Engine.Length > 0)
        {
            throw Failed($"{account.Address} serves its leases by '{order[0].View!.Engine}', which this program can't put into guests.", "Name a pool of Barelane's own OpenCL.");
        }

        var reply = await Task.Run(() => Ask(account, c => c.Request(request, w => progress.Report(null, $"waiting for a lease: {w.Message}"), cancellationToken)), CancellationToken.None).ConfigureAwait(false);
        return reply.Lease is { } lease
            ? new RemoteGrant(account.Address, lease.Secret, account.Certificate.StartsWith("sha256:", StringComparison.Ordinal) ? account.Certificate : "", await AuthorityAsync(account, cancellationToken).ConfigureAwait(false))
            : throw Failed($"{account.Address}: {reply.Message}", "'barelane remote list' shows who has what.");
    }

    /// <inheritdoc/>
    public async Task KeepAsync(string pool, string name, CancellationToken cancellationToken)
    {
        var states = await LookAsync(PoolOf(pool), cancellationToken).ConfigureAwait(false);
        if (!states.Any(s => Ask(s.Account, c => c.Ask(new LeaseRequest { Verb = LeaseVerb.Keep, Lease = name })).State == LeaseState.Granted))
        {
            throw Failed($"The lease '{name}' was given back before the guest had it.", "Run the command again.");
        }
    }

    /// <inheritdoc/>
    public async Task GiveBackAsync(string pool, string name, CancellationToken cancellationToken)
    {
        var spec = PoolOf(pool);
        var all = await PoolChoice.LookAsync(await AccountsAsync(spec, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        var silent = all.Where(s => s.View is null).ToList();
        foreach (var state in all.Where(s => s.View is { HasLeases: true }))
        {
            var reply = Ask(state.Account, c => c.Ask(new LeaseRequest { Verb = LeaseVerb.Release, Lease = name }));
            if (reply.State == LeaseState.Released)
            {
                return;
            }

            if (!reply.IsMissing)
            {
                throw Failed($"{state.Account.Address}: {reply.Message}", "Release it as the user whose lease it is.");
            }
        }

        if (silent.Count > 0)
        {
            // It may be there that the lease is: a lease that nobody gives back is no undo.
            throw Failed($"The lease '{name}' could not be given back: {string.Join(" ", silent.Select(s => s.Problem))}", "Start the server again and run the command again; or leave the guest as it is with '--leave guest:remote'.");
        }
    }

    private static SiteException Failed(string message, string remedy) => new(new Problem { Code = "guest-refused", Message = message, Remedy = remedy });

    private static LeaseReply Ask(PoolAccount account, Func<PoolConnection, LeaseReply> ask)
    {
        try
        {
            using var connection = PoolConnection.Open(account);
            return ask(connection);
        }
        catch (PoolException e)
        {
            throw Failed(e.Message, "'barelane remote health' shows which servers answer.");
        }
    }

    private static async Task<byte[]?> AuthorityAsync(PoolAccount account, CancellationToken cancellationToken)
    {
        if (account.Certificate.Length == 0 || account.Certificate.StartsWith("sha256:", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return await File.ReadAllBytesAsync(account.Certificate, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed($"The pool's authority '{account.Certificate}' can't be read: {e.Message}", "Put the file there.");
        }
    }

    private PoolSpec PoolOf(string name) => pools.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.Ordinal))
        ?? throw Failed($"The document has no pool '{name}', so its lease can be neither taken nor given back.", "Write it under 'pools' again, or leave the guest as it is with '--leave guest:remote'.");

    /// <summary>The servers that answer and that a guest can reach.</summary>
    private async Task<IReadOnlyList<ServerState>> LookAsync(PoolSpec pool, CancellationToken cancellationToken)
    {
        var states = await PoolChoice.LookAsync([.. (await AccountsAsync(pool, cancellationToken).ConfigureAwait(false)).Where(a => !a.Address.StartsWith("unix:", StringComparison.Ordinal))]).ConfigureAwait(false);
        return states.Any(s => s.View is { HasLeases: true })
            ? [.. states.Where(s => s.View is { HasLeases: true })]
            : throw Failed(
                states.Count == 0 ? $"The pool '{pool.Name}' has no server that a guest could reach: a UNIX socket is this machine's alone."
                    : $"No server of the pool '{pool.Name}' gives leases: {string.Join(" ", states.Select(s => s.View is null ? s.Problem : $"{s.Account.Address} was started without --leases."))}",
                "'barelane remote health' shows which servers answer.");
    }

    private async Task<IReadOnlyList<PoolAccount>> AccountsAsync(PoolSpec pool, CancellationToken cancellationToken)
    {
        try
        {
            return await PoolAccounts.OfAsync(pool, secrets, cancellationToken).ConfigureAwait(false);
        }
        catch (ProblemException e)
        {
            throw new SiteException(e.Problem with { Code = "guest-refused" }, e);
        }
    }
}
