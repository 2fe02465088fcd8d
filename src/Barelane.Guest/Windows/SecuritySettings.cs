namespace Barelane.Guest.Windows;

/// <summary>What the script <c>security.ps1</c> answers; null where Windows did not tell.</summary>
internal sealed record SecuritySettings
{
    /// <summary>ProtectionStatus of the system drive (Win32_EncryptableVolume): 0 off or suspended, 1 on, 2 unknown.</summary>
    public int? BitLocker { get; init; }

    /// <summary>Whether there is a TPM that is switched on.</summary>
    public bool? Tpm { get; init; }

    /// <summary>VirtualizationBasedSecurityStatus (Win32_DeviceGuard): 0 off, 1 on and not running, 2 running.</summary>
    public int? Vbs { get; init; }

    /// <summary>Whether memory integrity (HVCI) runs.</summary>
    public bool? CodeIntegrity { get; init; }

    /// <summary>The policy ExcludeWUDriversInQualityUpdate.</summary>
    public int? UpdateDrivers { get; init; }
}
