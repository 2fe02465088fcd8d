using System.Collections.Frozen;
using Barelane.Core.Facts;

namespace Barelane.Core.Inventory;

/// <summary>A host and what matters about it for giving away its devices.</summary>
public sealed record Host
{
    /// <summary>Identity: the site and the host's UUID.</summary>
    public required ObjectRef Ref { get; init; }

    /// <summary>The name people know.</summary>
    public required string Name { get; init; }

    /// <summary>The cluster it belongs to; null for a host of its own.</summary>
    public string? ClusterId { get; init; }

    /// <summary>Product and version, e.g. <c>VMware ESXi 8.0.3 build-24280767</c>.</summary>
    public Observed<string> Product { get; init; }

    /// <summary>Server vendor as the firmware gives it.</summary>
    public Observed<string> ServerVendor { get; init; }

    /// <summary>Server model as the firmware gives it.</summary>
    public Observed<string> ServerModel { get; init; }

    /// <summary>
    /// Where settings of its firmware are found, in the server vendor's words; a setting that is missing is not known for this server. Filled from the
    /// server catalogue, as no hypervisor tells it.
    /// </summary>
    public Observed<IReadOnlyDictionary<FirmwareSetting, string>> FirmwareWords { get; init; }

    /// <summary>Firmware (BIOS) version.</summary>
    public Observed<string> FirmwareVersion { get; init; }

    /// <summary>CPU vendor, lower case: <c>intel</c> or <c>amd</c>.</summary>
    public Observed<string> CpuVendor { get; init; }

    /// <summary>Physical memory in MiB.</summary>
    public Observed<long> MemoryMiB { get; init; }

    /// <summary>Memory in MiB that is not reserved by running VMs: what a full reservation has to fit into.</summary>
    public Observed<long> FreeMemoryMiB { get; init; }

    /// <summary>Whether the endpoint reaches it.</summary>
    public Observed<HostConnection> Connection { get; init; }

    /// <summary>Whether it is in maintenance mode.</summary>
    public Observed<bool> Maintenance { get; init; }

    /// <summary>Whether an earlier change waits for a reboot.</summary>
    public Observed<bool> RebootPending { get; init; }

    /// <summary>When it booted: the proof of a reboot is a change of it.</summary>
    public Observed<DateTimeOffset> BootTime { get; init; }

    /// <summary>Whether an IOMMU (VT-d, AMD-Vi, SMMU) is active. vSphere does not say; it is inferred there.</summary>
    public Observed<bool> Iommu { get; init; }

    /// <summary>Whether firmware maps BARs above 4 GiB.</summary>
    public Observed<bool> Above4G { get; init; }

    /// <summary>Whether a device can change hands without a reboot.</summary>
    public Observed<bool> RebindWithoutReboot { get; init; }

    /// <summary>Whether it can be rebooted by the endpoint.</summary>
    public Observed<bool> RebootSupported { get; init; }

    /// <summary>Whether it offers assignable hardware by description (vSphere: Dynamic DirectPath I/O).</summary>
    public Observed<bool> AssignableHardware { get; init; }

    /// <summary>Whether its devices can carry a label.</summary>
    public Observed<bool> DeviceLabels { get; init; }

    /// <summary>Graphics type new cards get: <c>shared</c> or <c>sharedDirect</c>.</summary>
    public Observed<string> DefaultGraphicsType { get; init; }

    /// <summary>Whether it boots from USB or SD, where passthrough settings do not hold.</summary>
    public Observed<bool> BootsFromUsb { get; init; }

    /// <summary>Id that a fixed passthrough backing must name for this host (vSphere: ConfigTarget's systemId).</summary>
    public Observed<string> PassthroughSystemId { get; init; }

    /// <summary>Slices this host can place now, over all its cards.</summary>
    public Observed<IReadOnlyList<SliceProfile>> Profiles { get; init; }

    /// <summary>Whether firmware offers an IOMMU at all (an ACPI table DMAR or IVRS), whether or not the kernel uses it.</summary>
    public Observed<bool> IommuInFirmware { get; init; }

    /// <summary>Whether the IOMMU remaps interrupts, so that a VM can't send others' interrupts.</summary>
    public Observed<bool> InterruptRemapping { get; init; }

    /// <summary>Whether devices are allowed to VMs without interrupt remapping.</summary>
    public Observed<bool> UnsafeInterruptsAllowed { get; init; }

    /// <summary>
    /// What is new with every boot, where the host tells it; a better proof of a reboot than <see cref="BootTime"/>, which a kernel reckons from a clock that may be set right.
    /// </summary>
    public Observed<string> BootId { get; init; }

    /// <summary>Vendor and device ids that the host gives to <c>vfio-pci</c> at boot, whichever slot they are in: <c>10de:2204</c>; empty for none.</summary>
    public Observed<IReadOnlyList<string>> IdsTakenAtBoot { get; init; }

    /// <summary>Huge pages by size; empty for a host that knows none.</summary>
    public Observed<IReadOnlyList<HugePages>> HugePages { get; init; }

    /// <summary>Whether <c>vfio-pci</c> takes devices too that its kernel keeps from guests because of their defects.</summary>
    public Observed<bool> DenylistDisabled { get; init; }

    /// <summary>EFI firmware for guests that the host has, by the file that guests execute; empty for none.</summary>
    public Observed<IReadOnlyList<string>> GuestFirmware { get; init; }

    /// <summary>Year and month of the edk2 release that <see cref="GuestFirmware"/> was made of; absent where nothing tells.</summary>
    public Observed<Version> GuestFirmwareRelease { get; init; }

    /// <summary>Whether isolation between devices is claimed by an override and not by the hardware.</summary>
    public Observed<bool> IsolationOverridden { get; init; }

    /// <summary>Width of the CPU's physical addresses in bits.</summary>
    public Observed<int> AddressBits { get; init; }

    /// <summary>Width of the addresses that the IOMMU translates, in bits: no guest address may be wider.</summary>
    public Observed<int> IommuAddressBits { get; init; }

    /// <summary>Whether VMs can use the CPU's virtualisation (<c>/dev/kvm</c> can be opened).</summary>
    public Observed<bool> HardwareVirtualization { get; init; }

    /// <summary>Whether the host itself started with Secure Boot.</summary>
    public Observed<bool> SecureBoot { get; init; }

    /// <summary>How far the kernel is locked against its own administrator: <c>none</c>, <c>integrity</c>, <c>confidentiality</c>.</summary>
    public Observed<string> Lockdown { get; init; }

    /// <summary>Version of the kernel.</summary>
    public Observed<Version> KernelVersion { get; init; }

    /// <summary>Version of the program that runs the VMs (QEMU).</summary>
    public Observed<Version> EmulatorVersion { get; init; }

    /// <summary>Slices that exist now or are defined to be made again.</summary>
    public Observed<IReadOnlyList<SliceInstance>> Slices { get; init; }

    /// <summary>Whether its system is a server's or a client's, where the hypervisor gives devices to VMs on one of them only: <c>server</c>, <c>client</c>.</summary>
    public Observed<string> Edition { get; init; }

    /// <summary>What the hypervisor says is missing for giving devices to VMs, in its own words; empty for nothing.</summary>
    public Observed<IReadOnlyList<string>> IommuReasons { get; init; }

    /// <summary>WSL2 and Windows Sandbox, where the host can have them.</summary>
    public Observed<IReadOnlyList<LightGuest>> LightGuests { get; init; }

    /// <summary>In what the host's answers differ from what the adapter was written against, a sentence part each; empty for nothing.</summary>
    public Observed<IReadOnlyList<string>> Unfamiliar { get; init; }

    /// <summary>Fields that only this hypervisor has, by name, in their planner's notation; a name that is missing is unset.</summary>
    public IReadOnlyDictionary<string, Observed<string>> Settings { get; init; } = FrozenDictionary<string, Observed<string>>.Empty;

    /// <summary>Datastores or storage it can reach, by stable id.</summary>
    public IReadOnlyList<string> Storage { get; init; } = [];

    /// <summary>Networks it can reach, by stable id.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>Every PCI function, in address order.</summary>
    public IReadOnlyList<Device> Devices { get; init; } = [];

    /// <summary>The function at <paramref name="address"/>, or null.</summary>
    public Device? DeviceAt(PciAddress address)
    {
        foreach (var device in Devices)
        {
            if (device.Address == address)
            {
                return device;
            }
        }

        return null;
    }

    /// <summary>Every GPU with its companions, in address order.</summary>
    public IEnumerable<Gpu> Gpus() => Devices.Where(d => d.IsGpu).Select(d => Gpu.Of(this, d));
}
