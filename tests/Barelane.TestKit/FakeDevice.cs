using Barelane.Core.Inventory;

namespace Barelane.TestKit;

/// <summary>A card of a fake host: wanted for passthrough or not, and as of the last boot active or not.</summary>
public sealed class FakeDevice
{
    public required ObjectRef Ref { get; init; }

    public required PciAddress Address { get; init; }

    public bool Wanted { get; set; }

    public bool Active { get; set; }

    public string GraphicsType { get; set; } = "shared";
}
