using Barelane.Core.Adapters;

namespace Barelane.Guest;

/// <summary>Every check inside a guest, for pages and completion. An id is never used for another check.</summary>
public static class GuestChecks
{
    /// <summary>The guest tells its family.</summary>
    public static GuestCheckInfo System { get; } = new()
    {
        Id = "GUEST-SYSTEM-001",
        Title = "The guest tells what system it runs",
        Required = "A guest whose agent or 'uname -s' says Linux or Windows.",
        Source = "The checks differ by system",
    };

    /// <summary>Every function given is seen.</summary>
    public static GuestCheckInfo DeviceSeen { get; } = new()
    {
        Id = "GUEST-DEVICE-001",
        Title = "The guest sees every device given to it",
        Required = "As many GPUs as given, and each given function with its vendor and device id.",
        Source = "lspci(8); Microsoft, Win32_PnPEntity",
    };

    /// <summary>The emulated adapter is seen beside the physical one.</summary>
    public static GuestCheckInfo ConsoleSeen { get; } = new()
    {
        Id = "GUEST-DEVICE-002",
        Title = "The emulated display adapter is there beside the GPU, so that the console works",
        Required = "Both an emulated display adapter and the GPU.",
        Source = "VMware, svga.present; a VM without it has no web console",
    };

    /// <summary>The GPU's memory regions have addresses.</summary>
    public static GuestCheckInfo RegionsPlaced { get; } = new()
    {
        Id = "GUEST-MMIO-001",
        Title = "Every memory region (BAR) of the GPU has an address in the guest",
        Required = "At least one memory region with an address, and none left without.",
        Source = "Linux, include/linux/ioport.h; kubevirt issue 11093",
        Family = GuestFamily.Linux,
    };

    /// <summary>The vendor's own driver runs the GPU.</summary>
    public static GuestCheckInfo DriverBound { get; } = new()
    {
        Id = "GUEST-DRIVER-001",
        Title = "The vendor's own driver runs every GPU",
        Required = "The vendor's driver: no generic one, none that only reserves the device, not none at all.",
        Source = "lspci(8); Microsoft, Win32_PnPSignedDriver",
    };

    /// <summary>nouveau is out of the way.</summary>
    public static GuestCheckInfo NouveauAway { get; } = new()
    {
        Id = "GUEST-DRIVER-002",
        Title = "nouveau is not loaded where NVIDIA's driver is needed",
        Required = "The module 'nouveau' not loaded.",
        Source = "NVIDIA driver README, interaction with the nouveau driver",
        Family = GuestFamily.Linux,
    };

    /// <summary>Secure Boot lets the driver load.</summary>
    public static GuestCheckInfo SecureBoot { get; } = new()
    {
        Id = "GUEST-DRIVER-003",
        Title = "Secure Boot does not keep the driver out",
        Required = "Secure Boot off, or a driver signed with a key that the guest trusts.",
        Source = "mokutil(1); Linux, module signing",
        Family = GuestFamily.Linux,
    };

    /// <summary>Windows reports no problem code.</summary>
    public static GuestCheckInfo ProblemCode { get; } = new()
    {
        Id = "GUEST-STATUS-001",
        Title = "Device Manager shows no problem code for any GPU",
        Required = "Problem code 0 for every GPU.",
        Source = "Microsoft, Device Manager error messages",
        Family = GuestFamily.Windows,
    };

    /// <summary>The kernel log holds no complaint about the GPU.</summary>
    public static GuestCheckInfo KernelLog { get; } = new()
    {
        Id = "GUEST-KERNEL-001",
        Title = "The kernel log holds no complaint of the GPU's driver",
        Required = "A readable kernel log that mentions the GPU, without errors of its driver.",
        Source = "kubevirt issue 11093, canonical/lxd issue 14381; NVIDIA, Xid errors",
        Family = GuestFamily.Linux,
    };

    /// <summary>NVIDIA's driver answers for each GPU.</summary>
    public static GuestCheckInfo NvidiaAnswers { get; } = new()
    {
        Id = "GUEST-NVIDIA-001",
        Title = "NVIDIA's driver answers for every GPU",
        Required = "'nvidia-smi' lists as many GPUs as given.",
        Source = "nvidia-smi(1)",
    };

    /// <summary>AMD's driver has brought each GPU up.</summary>
    public static GuestCheckInfo AmdAnswers { get; } = new()
    {
        Id = "GUEST-AMD-001",
        Title = "AMD's driver has brought up every GPU",
        Required = "'mem_info_vram_total' of every GPU tells its memory.",
        Source = "Linux, Documentation/gpu/amdgpu",
        Family = GuestFamily.Linux,
    };

    /// <summary>The vGPU's licence is held.</summary>
    public static GuestCheckInfo LicenceHeld { get; } = new()
    {
        Id = "GUEST-LICENSE-001",
        Title = "The vGPU holds its licence",
        Required = "License Status 'Licensed' for every vGPU.",
        Source = "NVIDIA, Virtual GPU Client Licensing User Guide",
    };

    /// <summary>A CUDA job ran.</summary>
    public static GuestCheckInfo Cuda { get; } = new()
    {
        Id = "GUEST-CUDA-001",
        Title = "A small CUDA job runs on every GPU",
        Required = "Memory filled on every GPU and read back right, where the guest has CUDA.",
        Source = "NVIDIA, CUDA driver API",
        Family = GuestFamily.Linux,
    };

    /// <summary>OpenCL reaches the GPU.</summary>
    public static GuestCheckInfo OpenCl { get; } = new()
    {
        Id = "GUEST-OPENCL-001",
        Title = "OpenCL reaches the GPU",
        Required = "'clinfo -l' lists a device of the GPU's vendor, where the guest has OpenCL.",
        Source = "clinfo(1)",
        Family = GuestFamily.Linux,
    };

    /// <summary>Vulkan reaches the GPU.</summary>
    public static GuestCheckInfo Vulkan { get; } = new()
    {
        Id = "GUEST-VULKAN-001",
        Title = "Vulkan reaches the GPU",
        Required = "'vulkaninfo --summary' lists a device of the GPU's vendor, where the guest has Vulkan.",
        Source = "vulkaninfo(1)",
        Family = GuestFamily.Linux,
    };

    /// <summary>OpenGL renders on the GPU.</summary>
    public static GuestCheckInfo OpenGl { get; } = new()
    {
        Id = "GUEST-OPENGL-001",
        Title = "OpenGL renders on the GPU",
        Required = "'glxinfo -B' or 'eglinfo -B' names a renderer of the GPU's vendor, where the guest has OpenGL.",
        Source = "glxinfo(1), eglinfo(1)",
        Family = GuestFamily.Linux,
    };

    /// <summary>Remote Desktop uses the hardware adapter.</summary>
    public static GuestCheckInfo RemoteDesktopHardware { get; } = new()
    {
        Id = "GUEST-RDP-001",
        Title = "Remote Desktop sessions use the hardware graphics adapter",
        Required = "The policy 'bEnumerateHWBeforeSW' set to 1 on a server; not 0 anywhere.",
        Source = "Microsoft, Deploy graphics devices using DDA; policy 'Use hardware graphics adapters for all Remote Desktop Services sessions'",
        Family = GuestFamily.Windows,
    };

    /// <summary>Remote Desktop uses the WDDM display driver.</summary>
    public static GuestCheckInfo RemoteDesktopWddm { get; } = new()
    {
        Id = "GUEST-RDP-002",
        Title = "Remote Desktop uses the WDDM display driver",
        Required = "The policy 'fEnableWddmDriver' not set to 0.",
        Source = "Microsoft, policy 'Use WDDM graphics display driver for Remote Desktop Connections'",
        Family = GuestFamily.Windows,
    };

    /// <summary>Remote Desktop encodes on the GPU.</summary>
    public static GuestCheckInfo RemoteDesktopEncoding { get; } = new()
    {
        Id = "GUEST-RDP-003",
        Title = "Remote Desktop encodes its picture on the GPU",
        Required = "The policy 'AVCHardwareEncodePreferred' set to 1.",
        Source = "Microsoft, policy 'Configure H.264/AVC hardware encoding for Remote Desktop Connections'",
        Family = GuestFamily.Windows,
    };

    /// <summary>Direct3D reaches the GPU.</summary>
    public static GuestCheckInfo Direct3D { get; } = new()
    {
        Id = "GUEST-D3D-001",
        Title = "Direct3D reaches the GPU",
        Required = "A Direct3D 11 device that can be made on an adapter of the GPU's vendor.",
        Source = "Microsoft, D3D11CreateDevice; IDXGIFactory::EnumAdapters",
        Family = GuestFamily.Windows,
    };

    /// <summary>BitLocker will not surprise anybody.</summary>
    public static GuestCheckInfo BitLocker { get; } = new()
    {
        Id = "GUEST-BITLOCKER-001",
        Title = "BitLocker does not ask for its recovery key when a card comes or goes",
        Required = "No protection by BitLocker on the system drive, or the recovery key at hand.",
        Source = "Microsoft, Win32_EncryptableVolume; Suspend-BitLocker",
        Family = GuestFamily.Windows,
    };

    /// <summary>Memory integrity does not keep the driver out.</summary>
    public static GuestCheckInfo Vbs { get; } = new()
    {
        Id = "GUEST-VBS-001",
        Title = "Memory integrity does not keep the GPU's driver out",
        Required = "No memory integrity where a GPU's driver does not work.",
        Source = "Microsoft, Win32_DeviceGuard; Device Manager code 39",
        Family = GuestFamily.Windows,
    };

    /// <summary>Windows Update leaves the driver alone.</summary>
    public static GuestCheckInfo DriverKept { get; } = new()
    {
        Id = "GUEST-DRIVER-004",
        Title = "Windows Update does not replace the GPU's driver",
        Required = "The policy 'ExcludeWUDriversInQualityUpdate' set to 1.",
        Source = "Microsoft, policy 'Do not include drivers with Windows Updates'",
        Family = GuestFamily.Windows,
    };

    /// <summary>A lease of remote GPUs works.</summary>
    public static GuestCheckInfo Remote { get; } = new()
    {
        Id = "GUEST-REMOTE-001",
        Title = "A kernel runs on each device of the lease",
        Required = "As many devices of Barelane's platform as the lease has, each of which adds numbers right.",
        Source = "Khronos, OpenCL 1.2, clEnqueueNDRangeKernel",
        Family = GuestFamily.Linux,
    };

    /// <summary>All of them, in the order in which results are given.</summary>
    public static IReadOnlyList<GuestCheckInfo> All { get; } =
    [
        System, DeviceSeen, ConsoleSeen, RegionsPlaced, ProblemCode, DriverBound, NouveauAway, SecureBoot, KernelLog, NvidiaAnswers, AmdAnswers, LicenceHeld,
        Cuda, OpenCl, Vulkan, OpenGl, Direct3D, BitLocker, Vbs, DriverKept, RemoteDesktopHardware, RemoteDesktopWddm, RemoteDesktopEncoding, Remote,
    ];
}
