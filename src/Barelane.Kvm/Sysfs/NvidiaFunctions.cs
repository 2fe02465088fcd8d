using Barelane.Core.Facts;

namespace Barelane.Kvm.Sysfs;

/// <summary>Virtual functions of NVIDIA's vGPU cards: only the tool of the host's driver may make them, and it makes all of a card's at once. Source: NVIDIA vGPU user guide, SR-IOV on Linux with KVM.</summary>
internal static class NvidiaFunctions
{
    /// <summary>Comes with the vGPU driver of the host, and with no other.</summary>
    public const string Tool = "/usr/lib/nvidia/sriov-manage";

    /// <summary>The driver that the tool is for.</summary>
    public const string Driver = "nvidia";

    public static IEnumerable<HostPath> Paths() => [new(Tool, HostPathKind.Presence)];

    /// <summary>What a card's slices wait for; absent where they wait for nothing that Barelane can change.</summary>
    public static Observed<string> WaitedFor(IHostFiles files, PciFunction card) =>
        card.Class.IsGpu && card.Driver.Or("") == Driver && card.VirtualFunctions.TryGet(out var virtuals) && virtuals is { Enabled: 0, Total: > 0 } && files.Exists(Tool).Or(false)
            ? Observed.Read($"its virtual functions (0 of {virtuals.Total} are there)")
            : Observed<string>.Absent;
}
