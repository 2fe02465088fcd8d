using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Engine.Sessions;
using Barelane.Engine.Support;
using Barelane.Rendering.Inventories;

namespace Barelane.Cli.Support;

/// <summary>
/// Gathers a support bundle: what is on this machine first, then every site by itself, so that one that does not answer costs nothing but its own part.
/// </summary>
/// <param name="context">The program.</param>
/// <param name="request">What is wanted.</param>
internal sealed class BundleGathering(CliContext context, BundleRequest request)
{
    private readonly TextScrubber _scrubber = new(request.KeepNames);
    private readonly List<SiteInventory> _read = [];

    /// <summary>Every name that is replaced, with its pseudonym.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Names => _scrubber.Names;

    /// <summary>Gathers everything that can be had. Throws nothing but cancellation.</summary>
    public async Task<SupportBundle> GatherAsync(CancellationToken cancellationToken)
    {
        var bundle = new SupportBundle(_scrubber);
        AddOwnNames();
        await LocalParts.AddAsync(bundle, context, request, cancellationToken).ConfigureAwait(false);
        var found = false;
        foreach (var site in request.Sites)
        {
            await context.Console.Error.WriteLineAsync($"Asking site '{site.Alias}' …").ConfigureAwait(false);
            found |= await AddSiteAsync(bundle, site, cancellationToken).ConfigureAwait(false);
        }

        if (request.Vm is { } vm && !found)
        {
            bundle.Miss($"the VM '{vm}'", _read.Count == 0 ? "No site was read." : "No site that was read has a VM of this name.", failed: true);
        }

        await PlanParts.AddAsync(bundle, context, request, _read.Count == request.Sites.Count, cancellationToken).ConfigureAwait(false);
        foreach (var secret in context.Secrets.Known)
        {
            _scrubber.AddSecret(secret);
        }

        return bundle;
    }

    private void AddOwnNames()
    {
        _scrubber.AddHost("machine", Environment.MachineName);
        _scrubber.AddName("user", Environment.UserName is "root" ? null : Environment.UserName);
        request.Sites.ToList().ForEach(_scrubber.Add);
        if (request.Document is { } document)
        {
            document.Sites.ToList().ForEach(_scrubber.Add);
            _scrubber.AddName("document", document.Name);
            foreach (var vm in document.Assignments.SelectMany(a => new[] { a.VmName, a.VmName.Split('/')[^1] }))
            {
                _scrubber.AddName("vm", vm);
            }
        }
    }

    /// <summary>Adds one site; whether it has the VM that is wanted.</summary>
    private async Task<bool> AddSiteAsync(SupportBundle bundle, SiteSpec site, CancellationToken cancellationToken)
    {
        var folder = $"sites/{site.Alias}/";
        try
        {
            var session = await FleetSession.ConnectAsync([site], context.Sites, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                var fleet = await session.InspectAsync(_ => InspectScope.Whole, cancellationToken).ConfigureAwait(false);
                _scrubber.Add(fleet);
                _read.AddRange(fleet.Sites);
                using var inventory = new StringWriter { NewLine = "\n" };
                InventoryJson.Write(fleet, inventory);
                bundle.Add(folder + "inventory.json", $"barelane inspect {site.Alias}", inventory.ToString());
                foreach (var gap in fleet.Sites[0].Gaps)
                {
                    bundle.Miss(folder + "inventory.json", $"A part of it was not read: {gap.Message}", failed: true);
                }

                var vms = Wanted(fleet, site.Alias);
                await AddOfferAsync(bundle, folder, session.Adapters[0].Support, fleet, vms, cancellationToken).ConfigureAwait(false);
                return request.Vm is not null && vms.Count > 0;
            }
        }
        catch (SiteException e)
        {
            bundle.Miss(folder, $"The site could not be read: {e.Problem.Message}", failed: true);
        }
        catch (ProblemException e)
        {
            bundle.Miss(folder, $"The site could not be asked: {e.Problem.Message}", failed: true);
        }

        return false;
    }

    private async Task AddOfferAsync(SupportBundle bundle, string folder, ISupportSource? source, FleetInventory fleet, IReadOnlyList<Vm> vms, CancellationToken cancellationToken)
    {
        if (source is null)
        {
            bundle.Miss(folder + "logs", "The adapter reads the inventory only; collect the hypervisor's own support archive.", failed: false);
            return;
        }

        var hosts = fleet.Hosts.Where(h => request.Vm is null ? h.Devices.Any(d => d.IsGpu) : vms.Any(v => v.Host == h.Ref)).ToList();
        var offer = await source.OfferAsync(new SupportScope { Vms = vms, Hosts = hosts, Since = request.Since }, cancellationToken).ConfigureAwait(false);
        foreach (var text in offer.Texts)
        {
            await bundle.AddAsync(folder, text, cancellationToken).ConfigureAwait(false);
        }

        foreach (var line in offer.ByHand)
        {
            bundle.Miss(folder + line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim(), failed: false);
        }
    }

    /// <summary>The VM that is named, or all that hold a device of their host.</summary>
    private List<Vm> Wanted(FleetInventory fleet, string alias)
    {
        if (request.Vm is not { } wanted)
        {
            return [.. fleet.Vms.Where(v => v.Attached.Or([]).Count > 0)];
        }

        var name = wanted.StartsWith(alias + "/", StringComparison.Ordinal) ? wanted[(alias.Length + 1)..] : wanted;
        return [.. fleet.VmsNamed(alias, name)];
    }
}
