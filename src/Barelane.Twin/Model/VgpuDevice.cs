namespace Barelane.Twin.Model;

/// <summary>A vGPU.</summary>
internal sealed record VgpuDevice(int Key, string Profile) : PassthroughDevice(Key);
