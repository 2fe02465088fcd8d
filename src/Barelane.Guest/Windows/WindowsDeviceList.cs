namespace Barelane.Guest.Windows;

/// <summary>What the script <c>devices.ps1</c> answers.</summary>
internal sealed record WindowsDeviceList
{
    /// <summary>The devices; an entry may be null in a spoiled answer.</summary>
    public required IReadOnlyList<WindowsDevice?> Devices { get; init; }
}
