using System.Collections.Concurrent;
using Barelane.Core.Facts;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>
/// Asks what hosts offer VMs (QueryConfigTarget), a call for each host: only those in vGPU mode, and those that may be meant by a system id that
/// no hardware UUID explains.
/// </summary>
internal sealed class TargetReading(VimSession session)
{
    private const int AtOnce = 8;

    public async Task AskAsync(SiteRows rows, CancellationToken cancellationToken)
    {
        await AskAsync(rows, rows.Hosts.Where(h => h.ServesSlices).Concat(OwnHosts(rows)), cancellationToken).ConfigureAwait(false);
        if (Unexplained(rows).Any())
        {
            // The VM was moved since, or another host's card is meant: any host with a card in passthrough may be the one.
            await AskAsync(rows, rows.Hosts.Where(h => h.Passthru?.Exists(p => p.Active) == true), cancellationToken).ConfigureAwait(false);
        }
    }

    private static IEnumerable<HostRow> OwnHosts(SiteRows rows)
    {
        var hosts = Unexplained(rows).Select(v => v.Host).ToHashSet();
        return rows.Hosts.Where(h => hosts.Contains(h.Self));
    }

    /// <summary>VMs with a fixed backing whose system id is that of no host known so far.</summary>
    private static IEnumerable<VmRow> Unexplained(SiteRows rows)
    {
        var systems = new SystemIds(rows);
        return rows.Vms.Where(v => v.Hardware?.Given.Any(g => g.Kind == "VirtualPCIPassthroughDeviceBackingInfo" && systems.HostOf(g, v) is null) == true);
    }

    private async Task AskAsync(SiteRows rows, IEnumerable<HostRow> hosts, CancellationToken cancellationToken)
    {
        var browsers = rows.Computes.Where(c => c.Environment is not null).GroupBy(c => c.Self).ToDictionary(g => g.Key, g => g.First().Environment!.Value);
        var wanted = hosts.DistinctBy(h => h.Self)
            .Where(h => h.Connection == "connected" && h.Parent is { } parent && browsers.ContainsKey(parent) && !rows.Targets.ContainsKey(h.Self))
            .ToList();
        var answers = new ConcurrentDictionary<ManagedObjectRef, Observed<ConfigTargetRow>>();
        await Parallel.ForEachAsync(
            wanted,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (host, token) => answers[host.Self] = await AskAsync(browsers[host.Parent!.Value], host, token).ConfigureAwait(false)).ConfigureAwait(false);
        foreach (var (host, answer) in answers)
        {
            rows.Targets[host] = answer;
        }
    }

    private async Task<Observed<ConfigTargetRow>> AskAsync(ManagedObjectRef browser, HostRow host, CancellationToken cancellationToken)
    {
        try
        {
            var target = await session.CallAsync(EnvironmentCalls.QueryConfigTarget(browser, host.Self, ConfigTargetRow.Read), cancellationToken).ConfigureAwait(false);
            return target is null ? Observed<ConfigTargetRow>.Absent : Observed.Read(target);
        }
        catch (VimFaultException e)
        {
            return Observed<ConfigTargetRow>.Unreadable($"'{host.Name}' does not tell what it offers VMs: {e.Fault.Describe()}");
        }
    }
}
