using Barelane.Core.Inventory;

namespace Barelane.TestKit;

/// <summary>A host of a fake site.</summary>
public sealed class FakeHost
{
    public required ObjectRef Ref { get; init; }

    public required string Name { get; init; }

    public string? Cluster { get; init; }

    public long MemoryMiB { get; init; } = 131072;

    public bool Maintenance { get; set; }

    public bool Responds { get; set; } = true;

    public DateTimeOffset BootTime { get; set; }

    public List<FakeDevice> Devices { get; } = [];
}
