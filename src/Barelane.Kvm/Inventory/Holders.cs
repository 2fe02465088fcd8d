using Barelane.Core.Inventory;

namespace Barelane.Kvm.Inventory;

/// <summary>Which domains have a function in their stored or running definition.</summary>
internal sealed class Holders
{
    private readonly Dictionary<PciAddress, SortedSet<ObjectRef>> _configured = [];
    private readonly HashSet<PciAddress> _running = [];

    /// <summary>The domains, in the order of their identity.</summary>
    public IReadOnlyList<ObjectRef> Of(PciAddress address) => _configured.TryGetValue(address, out var vms) ? [.. vms] : [];

    /// <summary>Whether a running domain has it.</summary>
    public bool IsRunning(PciAddress address) => _running.Contains(address);

    public void Add(ObjectRef vm, IEnumerable<PciAddress> configured, IEnumerable<PciAddress> running)
    {
        foreach (var address in running)
        {
            _running.Add(address);
            AddOne(vm, address);
        }

        foreach (var address in configured)
        {
            AddOne(vm, address);
        }
    }

    private void AddOne(ObjectRef vm, PciAddress address)
    {
        if (!_configured.TryGetValue(address, out var vms))
        {
            _configured.Add(address, vms = []);
        }

        vms.Add(vm);
    }
}
