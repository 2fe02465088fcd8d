using Barelane.Twin.Model;
using Barelane.Twin.Soap;

namespace Barelane.Twin.Checks;

/// <summary>What a host checks before it powers a VM on, in the order in which it would be noticed.</summary>
internal static class PowerOnChecks
{
    private static readonly Func<TwinVm, TwinHost, VimFaultException?>[] Strict =
    [
        MemoryChecks.Reservation,
        IncompatibleFeatures.NestedVirtualization,
        IncompatibleFeatures.FaultTolerance,
        IncompatibleFeatures.GuestIommu,
        DeviceChecks.Direct,
        DeviceChecks.Dynamic,
        DeviceChecks.Vgpu,
        MmioCheck.Regions,
        MemoryChecks.HostCapacity,
        MemoryChecks.PoolCapacity,
        MemoryChecks.Failover,
    ];

    public static void Demand(TwinVm vm, TwinHost host)
    {
        if (FirstFault(vm, host) is { } fault)
        {
            throw fault;
        }
    }

    public static VimFaultException? FirstFault(TwinVm vm, TwinHost host) =>
        State(vm, host) ?? (vm.Site.Switches.StrictChecks
            ? Strict.Select(check => check(vm, host)).FirstOrDefault(fault => fault is not null)
            : null);

    private static VimFaultException? State(TwinVm vm, TwinHost host)
    {
        if (vm.IsPoweredOn)
        {
            return VimFaults.InvalidPowerState("poweredOn", vm.PowerState);
        }

        if (vm.Config.IsTemplate)
        {
            return VimFaults.NotSupported($"'{vm.Name}' is a template and can't be powered on.");
        }

        return !host.IsUp ? VimFaults.Of("HostNotConnected", $"Unable to communicate with the remote host '{host.Name}', since it is disconnected.")
            : host.InMaintenanceMode ? VimFaults.InvalidState($"The operation is not allowed in the current state: the host '{host.Name}' is in maintenance mode.")
            : null;
    }
}
