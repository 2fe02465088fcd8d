using Barelane.Core.Inventory;

namespace Barelane.Knowledge.Catalog;

/// <summary>A line of servers or boards whose firmware uses the same words.</summary>
public sealed record Server
{
    /// <summary>The name people know.</summary>
    public required string Name { get; init; }

    /// <summary>Parts of the vendor's name as the firmware gives it; any of them will do.</summary>
    public required IReadOnlyList<string> Vendors { get; init; }

    /// <summary>Patterns of the model's name as the firmware gives it, with <c>*</c> and <c>?</c>; empty for every model of the vendor.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>The CPU vendor it is about, <c>intel</c> or <c>amd</c>; empty for both.</summary>
    public string Cpu { get; init; } = "";

    /// <summary>Where each setting is found, in the vendor's words.</summary>
    public required IReadOnlyDictionary<FirmwareSetting, string> Settings { get; init; }

    /// <summary>Whether the words stand in one of the sources for this line; otherwise they are the vendor's usual ones and may differ by board and version.</summary>
    public bool IsVerified { get; init; }

    /// <summary>What else to know; may be empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>Where that comes from.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>When the sources were read; null where a user's own file does not say.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Whether it is this one, by what the firmware says of itself.</summary>
    public bool Is(string vendor, string model, string cpu) =>
        Vendors.Any(v => vendor.Contains(v, StringComparison.OrdinalIgnoreCase))
        && (Models.Count == 0 || Models.Any(m => Wildcard.Matches(m, model)))
        && (Cpu.Length == 0 || string.Equals(Cpu, cpu, StringComparison.OrdinalIgnoreCase));
}
