using System.Globalization;
using Barelane.Core.Adapters;
using Barelane.Core.Plans;

namespace Barelane.Guest.Preparation.Windows;

/// <summary>Prepares a Windows guest with constant PowerShell 5.1 scripts; what differs goes to them as data.</summary>
internal sealed class WindowsHands(IGuestChannel channel) : IGuestHands
{
    private static readonly TimeSpan Short = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public async Task<GuestState> ReadAsync(CancellationToken cancellationToken)
    {
        var told = await RunAsync("state.ps1", new GuestRequest { Policies = [.. GuestFields.Policies.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => new GuestPolicy(p.Value, p.Key))] }, Short, cancellationToken).ConfigureAwait(false);
        var values = (told.Policies ?? []).Where(p => p is { Value: not null, Name: not null } && GuestFields.Policies.ContainsKey(p.Name))
            .ToDictionary(p => GuestFields.Policy(p.Name!).Qualifier, p => p.Value!.Value.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal);
        if (told.Driver is { Length: > 0 } driver)
        {
            values[GuestFields.Driver.Qualifier] = driver;
        }

        return new GuestState { System = "windows", Values = values, SecureBoot = told.SecureBoot, BitLocker = told.BitLocker, IsAdministrator = told.Administrator };
    }

    /// <inheritdoc/>
    public async Task ChangeAsync(FieldChange change, GuestAccount account, IStepProgress progress, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (GuestFields.PolicyOf(change.Field) is { } policy)
        {
            int? value = change.After is null ? null : int.Parse(change.After, NumberStyles.None, CultureInfo.InvariantCulture);
            await RunAsync("set-policy.ps1", new GuestRequest { Policies = [new GuestPolicy(GuestFields.Policies[policy], policy) { Value = value }] }, Short, cancellationToken).ConfigureAwait(false);
        }
        else if (change.After is null)
        {
            progress.Report(null, "the driver is removed");
            await RunAsync("remove-driver.ps1", new GuestRequest(), limit, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await InstallAsync(account, progress, limit, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public Task SettleAsync(FieldChange change, GuestAccount account, IStepProgress progress, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<bool> IsBusyAsync(CancellationToken cancellationToken) =>
        (await RunAsync("busy.ps1", new GuestRequest(), Short, cancellationToken).ConfigureAwait(false)).Busy;

    private async Task InstallAsync(GuestAccount account, IStepProgress progress, TimeSpan limit, CancellationToken cancellationToken)
    {
        var driver = account.Prepare?.Driver ?? throw new InvalidOperationException("A driver is to be installed that no document names.");
        var root = (await RunAsync("busy.ps1", new GuestRequest(), Short, cancellationToken).ConfigureAwait(false)).Root;
        if (root is not { Length: > 0 })
        {
            throw GuestRefusal.Unintelligible("where Windows lies", root);
        }

        // Only administrators write beside Windows itself, so that nobody else can exchange the file.
        var path = $@"{root}\barelane-{driver.Sha256[..16]}.zip";
        await GuestDriverTransfer.SendAsync(channel, account, driver, path, progress, cancellationToken).ConfigureAwait(false);
        progress.Report(null, $"'{driver.Name}' is installed");
        await RunAsync("install-driver.ps1", new GuestRequest { File = path, Name = driver.Name, Sha256 = driver.Sha256 }, limit, cancellationToken).ConfigureAwait(false);
    }

    private async Task<GuestReply> RunAsync(string script, GuestRequest request, TimeSpan limit, CancellationToken cancellationToken)
    {
        var said = await channel.ExecuteAsync(PreparationScript.Program, PreparationScript.Arguments(script, request), limit, cancellationToken).ConfigureAwait(false);
        var reply = PreparationScript.Read(said.Output) ?? throw GuestRefusal.Unintelligible($"'{script}'", said.Output.Length > 0 ? said.Output : said.Error);
        return reply.Error is null
            ? reply
            : throw new SiteException(new Problem
            {
                Code = "guest-refused",
                Message = $"Windows in the guest refused: {Asking.UntrustedText.Line(reply.Error)}",
                Remedy = "See that the account is an administrator of the guest; for drivers read C:\\Windows\\INF\\setupapi.dev.log there.",
            });
    }
}
