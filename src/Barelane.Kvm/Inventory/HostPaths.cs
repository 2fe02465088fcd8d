using Barelane.Kvm.Boot;
using Barelane.Kvm.Sysfs;

namespace Barelane.Kvm.Inventory;

/// <summary>Everything that one inspection of a host reads.</summary>
internal static class HostPaths
{
    public static IReadOnlyList<HostPath> All { get; } =
    [
        .. MachineReader.Paths(), .. IommuReader.Paths(), .. PciFunctionReader.Paths(), .. HostUseReader.Paths(), .. ConsoleReader.Paths(), .. UserReader.Paths(),
        .. BootClaims.Paths(), .. GuestNeedsReader.Paths(), .. FirmwareRelease.Paths(), .. MediatedReader.Paths(), .. NvidiaFunctions.Paths(), .. OwnTraces.Paths(), .. BootFile.Paths(),
    ];
}
