namespace Barelane.Guest.Pci;

/// <summary>The vendors whose display adapters exist only in hypervisors.</summary>
internal static class EmulatedAdapters
{
    private const ushort VMware = 0x15ad;
    private const ushort QemuStandardVga = 0x1234;
    private const ushort VirtioGpu = 0x1af4;
    private const ushort RedHatQxl = 0x1b36;
    private const ushort Cirrus = 0x1013;
    private const ushort Microsoft = 0x1414;
    private const ushort VirtualBox = 0x80ee;

    /// <summary>Whether adapters of the vendor are emulated.</summary>
    public static bool Includes(ushort vendor) =>
        vendor is VMware or QemuStandardVga or VirtioGpu or RedHatQxl or Cirrus or Microsoft or VirtualBox;
}
