using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Kvm.Libvirt;
using Barelane.Kvm.Shell;
using Barelane.Kvm.Sysfs;

namespace Barelane.Kvm.Steps;

/// <summary>What steps work with.</summary>
internal sealed record StepTools
{
    /// <summary>The host that this site is.</summary>
    public required ObjectRef Host { get; init; }

    /// <summary>The host's files and programs.</summary>
    public required IHostControl Control { get; init; }

    /// <summary>The host's files as inspections read them.</summary>
    public required IHostFiles Files { get; init; }

    /// <summary>The host's libvirt; null where the host has none: then nothing can be done about VMs.</summary>
    public ILibvirt? Libvirt { get; init; }

    /// <summary>Reads fields as inspections do.</summary>
    public required IProbe Probe { get; init; }

    /// <summary>The clock of waits.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The host's lock, where calls hold it.</summary>
    public HeldLocks Locks { get; } = new();
}
