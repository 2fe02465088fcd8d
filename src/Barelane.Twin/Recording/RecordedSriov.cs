namespace Barelane.Twin.Recording;

/// <summary>The SR-IOV state of a PCI function (HostSriovInfo, §1.5).</summary>
public sealed class RecordedSriov
{
    /// <summary>Whether SR-IOV is wished.</summary>
    public bool Enabled { get; set; }

    /// <summary>Whether SR-IOV is possible.</summary>
    public bool Capable { get; set; } = true;

    /// <summary>Whether SR-IOV is in effect.</summary>
    public bool Active { get; set; }

    /// <summary>Virtual functions wished.</summary>
    public int RequestedFunctions { get; set; }

    /// <summary>Virtual functions there are.</summary>
    public int Functions { get; set; }

    /// <summary>The most virtual functions the device can have.</summary>
    public int MaxFunctions { get; set; } = 32;
}
