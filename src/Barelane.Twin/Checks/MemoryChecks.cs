using Barelane.Twin.Model;
using Barelane.Twin.Soap;
using Barelane.Twin.Values;

namespace Barelane.Twin.Checks;

/// <summary>Memory at power-on: the full reservation, and room for it (§2.4, §5 #3 and #27).</summary>
internal static class MemoryChecks
{
    private const long Mib = 1L << 20;

    public static VimFaultException? Reservation(TwinVm vm, TwinHost host) =>
        vm.Config.Passthrough.Any() && vm.Config.Memory.Reservation < vm.Config.MemoryMib
            ? VimFaults.Of(
                "GenericVmConfigFault",
                $"Invalid memory setting: memory reservation (sched.mem.min) should be equal to memsize({vm.Config.MemoryMib}).")
            : null;

    public static VimFaultException? HostCapacity(TwinVm vm, TwinHost host) =>
        Insufficient("host", host.Name, host.UnreservedMib, vm.ReservedMib);

    public static VimFaultException? PoolCapacity(TwinVm vm, TwinHost host) =>
        vm.Pool.Owner == host.Compute ? Insufficient("resource pool", vm.Pool.Name, vm.Pool.UnreservedMib, vm.ReservedMib) : null;

    /// <summary>HA admission control: what is reserved must still fit when the largest host is gone.</summary>
    public static VimFaultException? Failover(TwinVm vm, TwinHost host)
    {
        var compute = host.Compute;
        if (!compute.AdmissionControlEnabled)
        {
            return null;
        }

        var up = compute.Hosts.Where(h => h.IsUp && !h.InMaintenanceMode).ToList();
        var left = up.Sum(h => h.UsableMib) - up.Max(h => h.UsableMib);
        return compute.RootPool.UsedMib + vm.ReservedMib <= left ? null : VimFaults.Of(
            "InsufficientFailoverResourcesFault", "Insufficient resources to satisfy configured failover level for vSphere HA.");
    }

    private static VimFaultException? Insufficient(string kind, string name, long unreserved, long requested) =>
        requested <= unreserved ? null : new VimFaultException(
            new VimObject("InsufficientMemoryResourcesFault")
                .Set("unreserved", Math.Max(0, unreserved) * Mib).Set("requested", requested * Mib),
            $"The {kind} '{name}' does not have sufficient memory resources: {Math.Max(0, unreserved)} MB unreserved, {requested} MB requested.");
}
