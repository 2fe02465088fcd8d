using System.Globalization;
using Barelane.Twin.Recording;

namespace Barelane.Twin.Building;

/// <summary>Real devices with their real ids (pci.ids), each at an address that the caller gives.</summary>
public static class PciCards
{
    /// <summary>NVIDIA A40, 48 GiB, with vGPU profiles; SR-IOV, so it comes as HostSriovInfo.</summary>
    public static RecordedDevice A40(string address) =>
        Gpu(address, "10de", "2235", "10de", "145a", "NVIDIA A40", 48, sriov: true, Profiles("nvidia_a40", "q", 4, 8, 12, 16, 24, 48));

    /// <summary>NVIDIA A100 80GB PCIe, with compute profiles and MIG.</summary>
    public static RecordedDevice A100(string address) =>
        Gpu(address, "10de", "20b5", "10de", "1533", "NVIDIA A100 80GB PCIe", 80, sriov: true, Profiles("grid_a100d", "c", 10, 20, 40, 80));

    /// <summary>NVIDIA L4, 24 GiB.</summary>
    public static RecordedDevice L4(string address) =>
        Gpu(address, "10de", "27b8", "10de", "16ca", "NVIDIA L4", 24, sriov: true, Profiles("nvidia_l4", "q", 2, 4, 8, 12, 24));

    /// <summary>NVIDIA T4, 16 GiB.</summary>
    public static RecordedDevice T4(string address) =>
        Gpu(address, "10de", "1eb8", "10de", "12a2", "NVIDIA Tesla T4", 16, sriov: true, Profiles("grid_t4", "q", 1, 2, 4, 8, 16));

    /// <summary>AMD Instinct MI210, 64 GiB; the vendor and device ids don't fit into a positive short.</summary>
    public static RecordedDevice MI210(string address)
    {
        var card = Gpu(address, "1002", "740f", "1002", "0c34", "AMD Instinct MI210", 64, sriov: false, []);
        card.VendorName = "Advanced Micro Devices, Inc. [AMD/ATI]";
        card.ClassId = "0380";
        return card;
    }

    /// <summary>NVIDIA RTX A6000, 48 GiB: a display adapter, and its audio function in the same slot.</summary>
    public static IReadOnlyList<RecordedDevice> RtxA6000(string address)
    {
        var gpu = Gpu(address, "10de", "2230", "10de", "1459", "NVIDIA RTX A6000", 48, sriov: false, Profiles("nvidia_rtxa6000", "q", 8, 48));
        gpu.ClassId = "0300";
        var audio = Device(address[..^1] + "1", "0403", "10de", "1aef", "10de", "1459", "NVIDIA Corporation", "GA102 High Definition Audio Controller");
        audio.PassthruCapable = true;
        return [gpu, audio];
    }

    /// <summary>Samsung PM1733 NVMe drive under the host's name for it, such as 'vmhba2'; two of them can't be told apart by model.</summary>
    public static RecordedDevice Nvme(string address, string hostName)
    {
        var drive = Device(address, "0108", "144d", "a824", "144d", "a801", "Samsung Electronics Co Ltd", "NVMe SSD Controller PM173X");
        drive.PassthruCapable = true;
        drive.HostName = hostName;
        return drive;
    }

    /// <summary>A port of an Intel X710 network adapter under the host's name for it, such as 'vmnic0'.</summary>
    public static RecordedDevice Nic(string address, string hostName)
    {
        var port = Device(address, "0200", "8086", "1572", "8086", "0008", "Intel Corporation", "Ethernet Controller X710 for 10GbE SFP+");
        port.PassthruCapable = true;
        port.HostName = hostName;
        port.Sriov = new RecordedSriov { MaxFunctions = 64 };
        return port;
    }

    /// <summary>An Intel PCIe root port.</summary>
    public static RecordedDevice RootPort(string address) =>
        Device(address, "0604", "8086", "347a", "8086", "0000", "Intel Corporation", "Ice Lake PCIe Root Port A");

    /// <summary>The display adapter of an ASPEED management controller: never a GPU for a VM.</summary>
    public static RecordedDevice BmcDisplay(string address) =>
        Device(address, "0300", "1a03", "2000", "1028", "0a6b", "ASPEED Technology, Inc.", "ASPEED Graphics Family");

    private static RecordedDevice Gpu(
        string address, string vendor, string device, string subVendor, string subDevice, string name, int framebufferGib,
        bool sriov, IEnumerable<RecordedProfile> profiles)
    {
        var gpu = Device(address, "0302", vendor, device, subVendor, subDevice, "NVIDIA Corporation", name);
        gpu.PassthruCapable = true;
        gpu.FramebufferMib = framebufferGib * 1024L;
        gpu.Sriov = sriov ? new RecordedSriov() : null;
        gpu.Profiles.AddRange(profiles);
        return gpu;
    }

    private static RecordedDevice Device(
        string address, string classId, string vendor, string device, string subVendor, string subDevice, string vendorName,
        string deviceName) => new()
        {
            Address = address,
            ClassId = classId,
            VendorId = vendor,
            DeviceId = device,
            SubVendorId = subVendor,
            SubDeviceId = subDevice,
            VendorName = vendorName,
            DeviceName = deviceName,
        };

    private static IEnumerable<RecordedProfile> Profiles(string card, string kind, params int[] sizesGib) =>
        sizesGib.Select(size => new RecordedProfile
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"{card}-{size}{kind}"),
            FramebufferGib = size,
            ProfileClass = kind == "c" ? "compute" : "quadro",
        });
}
