namespace Barelane.Guest.Windows;

/// <summary>What the script <c>remote-desktop.ps1</c> answers: values of the registry, null where they are not set.</summary>
internal sealed record RemoteDesktopSettings
{
    /// <summary>1 workstation, 2 domain controller, 3 server.</summary>
    public required int ProductType { get; init; }

    /// <summary>fDenyTSConnections: 1 where Remote Desktop is off.</summary>
    public int? Denied { get; init; }

    /// <summary>The policy of the same name, which decides where it is set.</summary>
    public int? DeniedByPolicy { get; init; }

    /// <summary>bEnumerateHWBeforeSW.</summary>
    public int? Hardware { get; init; }

    /// <summary>fEnableWddmDriver.</summary>
    public int? Wddm { get; init; }

    /// <summary>AVCHardwareEncodePreferred.</summary>
    public int? Encode { get; init; }
}
