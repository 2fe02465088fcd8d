namespace Barelane.Twin.Recording;

/// <summary>A vGPU profile of a GPU.</summary>
public sealed class RecordedProfile
{
    /// <summary>The name, such as 'nvidia_a40-8q'.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>Framebuffer in GiB.</summary>
    public int FramebufferGib { get; set; }

    /// <summary>The profile's class: 'quadro' or 'compute'.</summary>
    public string ProfileClass { get; set; } = "quadro";

    /// <summary>'timeSliced' or 'mig'.</summary>
    public string Sharing { get; set; } = "timeSliced";

    /// <summary>Whether a VM with it can be moved while it runs (HostSharedGpuCapabilities).</summary>
    public bool CanMigrate { get; set; } = true;

    /// <summary>Whether a VM with it can be suspended.</summary>
    public bool CanSuspend { get; set; } = true;

    /// <summary>Whether a running VM with it can have a snapshot with its memory.</summary>
    public bool CanSnapshotMemory { get; set; }
}
