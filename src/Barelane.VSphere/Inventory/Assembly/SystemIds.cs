using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>
/// Whose function a fixed backing names. It names a host by a system id: what ConfigTarget says where that was asked; the UUID of the hardware,
/// which it mostly is, where some host has that UUID.
/// </summary>
internal sealed class SystemIds
{
    private readonly Dictionary<string, ManagedObjectRef> _hosts = new(StringComparer.OrdinalIgnoreCase);

    public SystemIds(SiteRows rows)
    {
        foreach (var group in rows.Hosts.Where(h => h.Uuid is not null).GroupBy(h => h.Uuid!, StringComparer.OrdinalIgnoreCase))
        {
            if (group.Count() == 1)
            {
                _hosts[group.Key] = group.First().Self;
            }
        }

        foreach (var (host, target) in rows.Targets)
        {
            if (target.TryGet(out var told) && told.SystemId is { } id)
            {
                _hosts[id] = host;
            }
        }
    }

    /// <summary>The host; null where no host that was read has this system id. A backing without one means the VM's own host.</summary>
    public ManagedObjectRef? HostOf(GivenRow given, VmRow vm) => given.SystemId.Length == 0 || given.SystemId == "BYPASS"
        ? vm.Host
        : _hosts.TryGetValue(given.SystemId, out var host) ? host : null;
}
