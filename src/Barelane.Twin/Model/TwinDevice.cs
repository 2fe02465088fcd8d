using System.Globalization;
using System.Numerics;
using Barelane.Twin.Recording;

namespace Barelane.Twin.Model;

/// <summary>A PCI function of a host and its passthrough state.</summary>
public sealed class TwinDevice
{
    private const long SmallRegionsMib = 48;
    private const long SmallCardMib = 8192;
    private const long SmallCardWindowMib = 256;
    private readonly bool _hasVgpuManager;

    internal TwinDevice(RecordedDevice facts, bool hasVgpuManager)
    {
        Facts = facts;
        _hasVgpuManager = hasVgpuManager;
        Pci = PciAddress.Parse(facts.Address);
        PassthruEnabled = facts.PassthruEnabled;
        PassthruActive = facts.PassthruActive;
        HardwareLabel = facts.HardwareLabel;
        GraphicsType = facts.GraphicsType;
        WishedGraphicsType = facts.GraphicsType;
        SriovEnabled = facts.Sriov?.Enabled ?? false;
        SriovActive = facts.Sriov?.Active ?? false;
        RequestedFunctions = facts.Sriov?.RequestedFunctions ?? 0;
    }

    /// <summary>What does not change while the host runs.</summary>
    public RecordedDevice Facts { get; }

    /// <summary>The address, such as '0000:3b:00.0'.</summary>
    public string Address => Facts.Address;

    /// <summary>The wish.</summary>
    public bool PassthruEnabled { get; internal set; }

    /// <summary>The fact.</summary>
    public bool PassthruActive { get; internal set; }

    /// <summary>The label of Dynamic DirectPath, or null.</summary>
    public string? HardwareLabel { get; internal set; }

    /// <summary>The graphics type in effect, for a GPU.</summary>
    public string GraphicsType { get; internal set; }

    /// <summary>The graphics type wished, which older hosts take on with their next reboot.</summary>
    public string WishedGraphicsType { get; internal set; }

    /// <summary>The vGPU mode wished in graphicsConfig (8.0.3), or null.</summary>
    public string? VgpuMode { get; internal set; }

    /// <summary>Whether SR-IOV is wished.</summary>
    public bool SriovEnabled { get; internal set; }

    /// <summary>Whether SR-IOV is in effect.</summary>
    public bool SriovActive { get; internal set; }

    /// <summary>The virtual functions wished.</summary>
    public int RequestedFunctions { get; internal set; }

    internal PciAddress Pci { get; }

    /// <summary>What vCenter's copy shows where it lags (switch PassthroughCopyLags).</summary>
    internal (bool Enabled, bool Active) Copy { get; set; }

    internal string DependentDevice => Facts.DependentDevice ?? Facts.Address;

    internal bool IsGpu => Facts.FramebufferMib > 0;

    /// <summary>Whether a host driver has it for vGPU: then it is in ConfigTarget.sriov and not in pciPassthrough (§1.7).</summary>
    internal bool IsInVgpuMode => _hasVgpuManager && IsGpu && !PassthruActive
        && GraphicsType == "sharedDirect" && Facts.Profiles.Count > 0;

    /// <summary>
    /// The sum of its memory regions. Where the record doesn't give them, BAR1 is derived: the framebuffer rounded up to a
    /// power of two on large boards (§3.2), a 256 MiB window below 8 GiB, for which §3.1 asks for no 64-bit window.
    /// </summary>
    internal long BarsMib => Facts.BarsMib > 0 ? Facts.BarsMib
        : SmallRegionsMib + (!IsGpu ? 0
            : Facts.FramebufferMib < SmallCardMib ? SmallCardWindowMib
            : (long)BitOperations.RoundUpToPowerOf2((ulong)Facts.FramebufferMib));

    internal int VendorId => Hex(Facts.VendorId);

    internal int DeviceId => Hex(Facts.DeviceId);

    internal static int Hex(string digits) =>
        int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
