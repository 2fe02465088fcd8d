namespace Barelane.Kvm.Sysfs;

/// <summary>A vGPU type of NVIDIA's vendor-specific VFIO.</summary>
/// <param name="Id">The number that is written to a virtual function.</param>
/// <param name="Name">Its name, e.g. <c>NVIDIA L40S-24Q</c>.</param>
internal readonly record struct VgpuType(string Id, string Name);
