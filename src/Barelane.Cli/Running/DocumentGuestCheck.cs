using Barelane.Cli.Inputs;
using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;
using Barelane.Guest;

namespace Barelane.Cli.Running;

/// <summary>Asks the guests of a document's assignments, with the credentials that the document names. Where none are named the answer is Unknown.</summary>
internal sealed class DocumentGuestCheck(Document document, IReadOnlyList<ISiteAdapter> sites, SecretReader secrets, TimeProvider time) : IGuestCheck
{
    private readonly GuestWays _ways = new(secrets.ReadForSiteAsync, time);

    private const string AccessCheck = "GUEST-ACCESS-001";

    private const string AccessRequired = "A guest that can be asked whether it sees its GPU";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<GuestCheckResult>> CheckAsync(FleetInventory fleet, PlanUnit unit, CancellationToken cancellationToken)
    {
        var assignment = document.Assignments.FirstOrDefault(a => string.Equals(a.Vm, unit.Id, StringComparison.Ordinal));
        if (assignment is null or { PowerOn: false })
        {
            return [];
        }

        if (assignment.Guest is not { } access)
        {
            return [Unseen("The guest was not asked: the document names no account in it.", "Add 'guest: { user: USER, password: env:VARIABLE }' or 'guest: { ssh: USER@HOST }' to the assignment.")];
        }

        try
        {
            var site = sites.First(s => string.Equals(s.Alias, assignment.SiteAlias, StringComparison.Ordinal));
            var channel = await _ways.OpenAsync(site, unit.Vm, assignment.VmName, access, cancellationToken).ConfigureAwait(false);
            await using (channel.ConfigureAwait(false))
            {
                return await new GuestInspector().InspectAsync(channel, Expected(fleet, unit, assignment), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (SiteException e)
        {
            return [Unseen(e.Problem.Message, e.Problem.Remedy)];
        }
    }

    private static GuestExpectation Expected(FleetInventory fleet, PlanUnit unit, Assignment assignment)
    {
        var ids = fleet.Vm(unit.Vm)?.Attached.Or([]).Select(a => a.Id).OfType<PciId>().ToList() ?? [];
        return new GuestExpectation
        {
            Functions = assignment.Gpu.Profile is null ? ids : [],
            Profile = assignment.Gpu.Profile,
            GpuCount = assignment.Gpu.Count,
            IsRemote = assignment.Way == Way.Remote,
            Vendor = ids.Count > 0 ? ids[0].Vendor : null,
        };
    }

    private static GuestCheckResult Unseen(string observed, string remedy) => new()
    {
        Check = AccessCheck,
        Severity = Severity.Unknown,
        Observed = observed,
        Required = AccessRequired,
        Remedy = remedy,
    };
}
