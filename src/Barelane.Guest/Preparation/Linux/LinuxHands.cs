using System.Globalization;
using Barelane.Core.Adapters;
using Barelane.Core.Plans;

namespace Barelane.Guest.Preparation.Linux;

/// <summary>Prepares a Linux guest with constant shell programs; what differs goes to them as arguments, never as text of theirs.</summary>
internal sealed class LinuxHands(IGuestChannel channel) : IGuestHands
{
    private const string Folder = "/var/lib/barelane";
    private static readonly TimeSpan Short = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public async Task<GuestState> ReadAsync(CancellationToken cancellationToken)
    {
        var said = await RunAsync("state.sh", [], Short, cancellationToken).ConfigureAwait(false);
        var told = said.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => l.Split('=', 2)).Where(p => p.Length == 2)
            .GroupBy(p => p[0], StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First()[1].Trim(), StringComparer.Ordinal);
        if (said.ExitCode != 0 || !told.ContainsKey("end"))
        {
            throw GuestRefusal.Unintelligible("its drivers", said.Output.Length > 0 ? said.Output : said.Error);
        }

        return new GuestState
        {
            System = "linux",
            Values = new[] { GuestFields.Driver, GuestFields.Nouveau, GuestFields.Remote }
                .Where(f => told.GetValueOrDefault(f.Qualifier) is { Length: > 0 })
                .ToDictionary(f => f.Qualifier, f => told[f.Qualifier], StringComparer.Ordinal),
            SecureBoot = told.GetValueOrDefault("secure-boot") switch { "on" => true, "off" => false, _ => null },
            IsAdministrator = told.GetValueOrDefault("user") == "0",
        };
    }

    /// <inheritdoc/>
    public async Task ChangeAsync(FieldChange change, GuestAccount account, IStepProgress progress, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (change.Field == GuestFields.Remote)
        {
            await new LinuxRemote(channel, account, progress).ChangeAsync(change, limit, cancellationToken).ConfigureAwait(false);
        }
        else if (change.Field == GuestFields.Nouveau)
        {
            progress.Report(null, "the initial file system is made anew");
            await DoAsync("nouveau.sh", [change.After is null ? "back" : "out"], "keep nouveau out", limit, cancellationToken).ConfigureAwait(false);
        }
        else if (change.After is null)
        {
            progress.Report(null, "the driver is removed");
            await DoAsync("remove-driver.sh", [], "remove the driver", limit, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await InstallAsync(account, progress, limit, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task SettleAsync(FieldChange change, GuestAccount account, IStepProgress progress, CancellationToken cancellationToken)
    {
        if (change.Field == GuestFields.Remote)
        {
            var present = (await ReadAsync(cancellationToken).ConfigureAwait(false)).Values.GetValueOrDefault(GuestFields.Remote.Qualifier);
            await new LinuxRemote(channel, account, progress).SettleAsync(change, present, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> IsBusyAsync(CancellationToken cancellationToken)
    {
        var said = await RunAsync("busy.sh", [], Short, cancellationToken).ConfigureAwait(false);
        return (said.ExitCode, said.Output.Trim()) switch
        {
            (0, "busy") => true,
            (0, "idle") => false,
            _ => throw GuestRefusal.Unintelligible("what it is doing", said.Output.Length > 0 ? said.Output : said.Error),
        };
    }

    private async Task InstallAsync(GuestAccount account, IStepProgress progress, TimeSpan limit, CancellationToken cancellationToken)
    {
        var driver = account.Prepare?.Driver ?? throw new InvalidOperationException("A driver is to be installed that no document names.");
        await DoAsync("folder.sh", [], $"make '{Folder}'", Short, cancellationToken).ConfigureAwait(false);
        var path = $"{Folder}/{driver.Sha256[..16]}{Path.GetExtension(driver.Name)}";
        await GuestDriverTransfer.SendAsync(channel, account, driver, path, progress, cancellationToken).ConfigureAwait(false);
        progress.Report(null, $"'{driver.Name}' is installed");
        await DoAsync("install-driver.sh", [path, driver.Name, driver.Sha256], $"install '{driver.Name}'", limit, cancellationToken).ConfigureAwait(false);
    }

    private async Task DoAsync(string script, IReadOnlyList<string> arguments, string doing, TimeSpan limit, CancellationToken cancellationToken)
    {
        var said = await RunAsync(script, arguments, limit, cancellationToken).ConfigureAwait(false);
        if (said.ExitCode != 0)
        {
            throw GuestRefusal.Of(doing, said, string.Create(CultureInfo.InvariantCulture, $"Read the lines above and the guest's own log ('{LogOf(script)}'), mend it there, and run the command again."));
        }
    }

    private static string LogOf(string script) => script == "install-driver.sh" ? "/var/log/nvidia-installer.log, /var/log/apt/term.log" : "journalctl -b";

    private Task<GuestOutput> RunAsync(string script, IReadOnlyList<string> arguments, TimeSpan limit, CancellationToken cancellationToken) =>
        channel.ExecuteAsync("sh", ["-c", EmbeddedText.Read(script), "barelane", .. arguments], limit, cancellationToken);
}
