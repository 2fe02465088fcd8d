using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>The VMs that still run on a host: as long as there is one, the host does not get into maintenance mode.</summary>
internal static class HostResidents
{
    /// <summary>What to do about it.</summary>
    public const string Remedy = "Move these VMs to another host or power them off (one with a PCI device or a slice moves only while it is off, KB 88271), then 'barelane resume' goes on.";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>
    /// What keeps the host, as a sentence that names the VMs, and which of them can't be moved while they run; null where no VM runs there any more, or where it can't be read. Has its
    /// own time limit, so that it can be asked after another has passed.
    /// </summary>
    public static async Task<string?> DescribeAsync(VimSession session, IManagedObjects objects, ObjectRef target)
    {
        using var clock = new CancellationTokenSource(Limit, session.Client.Time);
        var vms = new List<ResidentRow>();
        try
        {
            var host = await objects.FindAsync(target, clock.Token).ConfigureAwait(false);
            await new PropertyCollector(session).RetrieveAsync(
                [new ObjectSpec(host) { Skip = true, Then = [new TraversalSpec("HostSystem", "vm")] }], [ResidentRow.Properties.To(vms.Add)], clock.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is VimException or SiteException or OperationCanceledException)
        {
            return null;
        }

        var running = vms.Where(v => v.PowerState != "poweredOff").OrderBy(v => v.Name, StringComparer.Ordinal).ToList();
        return running.Count switch
        {
            0 => null,
            1 => $"1 VM still runs on it: {running[0]}.",
            _ => $"{running.Count} VMs still run on it: {string.Join(", ", running)}.",
        };
    }
}
