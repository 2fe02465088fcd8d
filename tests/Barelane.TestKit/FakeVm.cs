using Barelane.Core.Inventory;

namespace Barelane.TestKit;

/// <summary>A VM of a fake site; tests may change it as somebody else would.</summary>
public sealed class FakeVm
{
    public required ObjectRef Ref { get; init; }

    public required string Name { get; init; }

    public required ObjectRef Host { get; set; }

    public PowerState Power { get; set; }

    public long MemoryMiB { get; set; } = 8192;

    public long ReservationMiB { get; set; }

    public SortedDictionary<string, string> Options { get; } = new(StringComparer.Ordinal);

    /// <summary>Backings with how many there are of each.</summary>
    public SortedDictionary<string, int> Attached { get; } = new(StringComparer.Ordinal);

    /// <summary>Parts of the mark.</summary>
    public SortedDictionary<string, string> Mark { get; } = new(StringComparer.Ordinal);

    /// <summary>What was prepared in the guest.</summary>
    public SortedDictionary<string, string> Guest { get; } = new(StringComparer.Ordinal);

    public List<string> RestorePoints { get; } = [];
}
