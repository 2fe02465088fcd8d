namespace Barelane.Guest.Windows;

/// <summary>What the script <c>direct3d.ps1</c> answers.</summary>
internal sealed record Direct3DAdapters
{
    /// <summary>A line for each adapter: vendor, device, result of making a device (HRESULT), feature level, name; parted by tabs, numbers in decimal.</summary>
    public string? Adapters { get; init; }
}
