using Barelane.Core.Inventory;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>Who holds which function: VMs that name it, and running VMs that got it by description.</summary>
internal sealed class Holdings
{
    private readonly Dictionary<(ManagedObjectRef Host, PciAddress Address), List<Holder>> _holders = [];

    public Holdings(SiteRows rows, VSphereIds ids, SystemIds systems)
    {
        var vms = new Dictionary<ManagedObjectRef, VmRow>();
        foreach (var vm in rows.Vms)
        {
            vms[vm.Self] = vm;
            foreach (var given in vm.Hardware?.Given ?? [])
            {
                if (given.Address is { } address && given.Kind != "Sriov" && (given.Kind.Contains("Dynamic", StringComparison.Ordinal) ? vm.Host : systems.HostOf(given, vm)) is { } host)
                {
                    Add(host, address, ids.Vm(vm.Self, vm.InstanceUuid), vm.IsRunning && vm.Host == host);
                }
            }
        }

        foreach (var host in rows.Hosts)
        {
            foreach (var binding in host.Bindings ?? [])
            {
                if (binding.Address is { } address && (vms.TryGetValue(binding.Vm, out var vm) ? ids.Vm(vm.Self, vm.InstanceUuid) : ids.Find(binding.Vm)) is { } holder)
                {
                    Add(host.Self, address, holder, isRunning: true);
                }
            }
        }
    }

    /// <summary>The VMs, in a stable order.</summary>
    public IReadOnlyList<ObjectRef> Of(ManagedObjectRef host, PciAddress address) =>
        _holders.TryGetValue((host, address), out var holders) ? [.. holders.Select(h => h.Vm).Order()] : [];

    /// <summary>Whether one of them runs with it.</summary>
    public bool IsInUse(ManagedObjectRef host, PciAddress address) => _holders.TryGetValue((host, address), out var holders) && holders.Exists(h => h.IsRunning);

    private void Add(ManagedObjectRef host, PciAddress address, ObjectRef vm, bool isRunning)
    {
        if (!_holders.TryGetValue((host, address), out var holders))
        {
            _holders[(host, address)] = holders = [];
        }

        var at = holders.FindIndex(h => h.Vm == vm);
        if (at < 0)
        {
            holders.Add(new Holder(vm, isRunning));
        }
        else if (isRunning)
        {
            holders[at] = new Holder(vm, true);
        }
    }

    private readonly record struct Holder(ObjectRef Vm, bool IsRunning);
}
