using System.Text;
using Barelane.Core.Adapters;
using Barelane.Core.Plans;

namespace Barelane.Guest.Preparation.Linux;

/// <summary>
/// Puts a lease of remote GPUs into a Linux guest, or takes it away. The lease first, on condition that it is used; then the files, at once by one program; then
/// the lease for good. The other way round the lease goes first: what is left in the guest after that opens nothing.
/// </summary>
internal sealed class LinuxRemote(IGuestChannel channel, GuestAccount account, IStepProgress progress)
{
    private const string Staged = "/var/lib/barelane";

    public async Task ChangeAsync(FieldChange change, TimeSpan limit, CancellationToken cancellationToken)
    {
        var desk = account.Desk ?? throw Refused("The document has no pools, so the lease can be neither taken nor given back.", "Write the pool under 'pools' again, or leave the guest as it is with '--leave guest:remote'.");
        if (change.Before is { } before && before != GuestFields.ForeignRemote)
        {
            progress.Report(null, "the lease is given back");
            await desk.GiveBackAsync(RemoteWants.PoolOf(before), account.LeaseName, cancellationToken).ConfigureAwait(false);
        }

        if (change.After is null)
        {
            await DoAsync("remote.sh", ["remove"], "remove the driver of remote GPUs", limit, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (account.Remote is not { RemoteDriver: { } driver } assignment || RemoteWants.ValueOf(assignment) != change.After)
        {
            throw Refused($"'{change.After}' was there before, and its document is another now; only the present one can be put there.", "Apply the document that gave it, or leave the guest as it is with '--leave guest:remote'.");
        }

        var grant = await desk.TakeAsync(assignment, account.LeaseName, progress, cancellationToken).ConfigureAwait(false);
        try
        {
            await DoAsync("folder.sh", [], $"make '{Staged}'", limit, cancellationToken).ConfigureAwait(false);
            await GuestDriverTransfer.SendAsync(channel, account, driver, $"{Staged}/remote.so", progress, cancellationToken).ConfigureAwait(false);
            await channel.PutAsync($"{Staged}/remote.conf", Encoding.UTF8.GetBytes(Line(grant)), cancellationToken).ConfigureAwait(false);
            await channel.PutAsync($"{Staged}/remote.pem", grant.Authority ?? [], cancellationToken).ConfigureAwait(false);
            await DoAsync("remote.sh", ["put", change.After], "take the driver of remote GPUs", limit, cancellationToken).ConfigureAwait(false);
        }
        catch (SiteException e) when (e.Problem.Code is "guest-refused" or "driver-file")
        {
            await desk.GiveBackAsync(RemoteWants.PoolOf(change.After), account.LeaseName, cancellationToken).ConfigureAwait(false);
            throw;
        }

        try
        {
            await desk.KeepAsync(RemoteWants.PoolOf(change.After), account.LeaseName, cancellationToken).ConfigureAwait(false);
        }
        catch (SiteException)
        {
            // A guest with a lease that does not stay would look as if it had one.
            await DoAsync("remote.sh", ["remove"], "remove the driver of remote GPUs", limit, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A guest that has what was put there keeps its lease; one that has not has none.</summary>
    public async Task SettleAsync(FieldChange change, string? present, CancellationToken cancellationToken)
    {
        if (account.Desk is not { } desk)
        {
            return;
        }

        if (present is not null && present == change.After)
        {
            await desk.KeepAsync(RemoteWants.PoolOf(present), account.LeaseName, cancellationToken).ConfigureAwait(false);
        }
        else if (present is null && (change.After ?? change.Before) is { } value && value != GuestFields.ForeignRemote)
        {
            await desk.GiveBackAsync(RemoteWants.PoolOf(value), account.LeaseName, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string Line(RemoteGrant grant)
    {
        var certificate = grant.Certificate.Length > 0 ? grant.Certificate : grant.Authority is null ? "" : "/etc/barelane/remote.pem";
        return $"# Written by Barelane: a server, and a lease of its devices.\n{grant.Address} lease={grant.Secret}{(certificate.Length > 0 ? $" certificate={certificate}" : "")}\n";
    }

    private static SiteException Refused(string message, string remedy) => new(new Problem { Code = "guest-refused", Message = message, Remedy = remedy });

    private async Task DoAsync(string script, IReadOnlyList<string> arguments, string doing, TimeSpan limit, CancellationToken cancellationToken)
    {
        var said = await channel.ExecuteAsync("sh", ["-c", EmbeddedText.Read(script), "barelane", .. arguments], limit, cancellationToken).ConfigureAwait(false);
        if (said.ExitCode != 0)
        {
            throw GuestRefusal.Of(doing, said, "Read the lines above, mend it in the guest, and run the command again.");
        }
    }
}
