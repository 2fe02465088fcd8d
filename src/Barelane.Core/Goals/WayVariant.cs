namespace Barelane.Core.Goals;

/// <summary>The forms a way takes; losses and rules differ between them.</summary>
public enum WayVariant
{
    /// <summary>A card named by its address: fixed DirectPath I/O, VFIO, DDA.</summary>
    DirectFixed,

    /// <summary>A card named by its description and chosen at power-on: Dynamic DirectPath I/O, DDA pools.</summary>
    DirectByDescription,

    /// <summary>A slice with a profile: vGPU, mediated device, GPU partition, virtual function.</summary>
    Slice,

    /// <summary>A lease of a pool over the network.</summary>
    Lease,
}
