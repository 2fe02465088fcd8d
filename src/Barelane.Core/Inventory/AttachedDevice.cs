using Barelane.Core.Goals;

namespace Barelane.Core.Inventory;

/// <summary>A device or slice in a VM's configuration.</summary>
public sealed record AttachedDevice
{
    /// <summary>The hypervisor's key of it within the VM, e.g. <c>13000</c>; changes when it is added again.</summary>
    public required string Key { get; init; }

    /// <summary>Direct, shared or remote.</summary>
    public required Way Way { get; init; }

    /// <summary>
    /// What it is backed by, in the one notation of owned fields: <c>fixed 0000:3b:00.0 10de:2235 at HOST</c>, <c>dynamic 10de:2235</c>,
    /// <c>dynamic 10de:2235 label=gold</c>, <c>profile nvidia_a40-8q</c>, <c>group Nvidia:2@…</c>.
    /// </summary>
    public required string Backing { get; init; }

    /// <summary>The function it names or, for a backing by description, holds while running; null where none is known.</summary>
    public PciAddress? Address { get; init; }

    /// <summary>The vendor and device id that the backing names; null for slices and groups.</summary>
    public PciId? Id => Backing.Split([' ', ',']).Select(w => PciId.TryParse(w, out var id) ? id : (PciId?)null).FirstOrDefault(id => id is not null);
}
