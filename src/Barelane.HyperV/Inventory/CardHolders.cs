using Barelane.Core.Inventory;

namespace Barelane.HyperV.Inventory;

/// <summary>Which VMs have a device by its place, and which of them run.</summary>
internal sealed class CardHolders
{
    private readonly Dictionary<string, SortedSet<ObjectRef>> _byPath = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _running = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _partitions = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Notes that a VM has the device at a location path.</summary>
    public void Add(string path, ObjectRef vm, bool isRunning)
    {
        if (!_byPath.TryGetValue(path, out var vms))
        {
            _byPath.Add(path, vms = []);
        }

        vms.Add(vm);
        if (isRunning)
        {
            _running.Add(path);
        }
    }

    /// <summary>Notes that a VM has a partition of the card with this instance id.</summary>
    public void AddPartition(string instanceId) => _partitions[instanceId] = PartitionsOf(instanceId) + 1;

    /// <summary>How many partitions VMs have of a card.</summary>
    public int PartitionsOf(string instanceId) => _partitions.GetValueOrDefault(instanceId);

    /// <summary>The VMs that have the device.</summary>
    public IReadOnlyList<ObjectRef> Of(LocationPath? path) => path is not null && _byPath.TryGetValue(path.Text, out var vms) ? [.. vms] : [];

    /// <summary>Whether a running VM has it.</summary>
    public bool IsRunning(LocationPath? path) => path is not null && _running.Contains(path.Text);
}
