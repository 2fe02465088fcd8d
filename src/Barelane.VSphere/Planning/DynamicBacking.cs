using Barelane.Core.Inventory;

namespace Barelane.VSphere.Planning;

/// <summary>
/// A function described by what it is, chosen when the VM is powered on (Dynamic DirectPath I/O): <c>dynamic 10de:2235</c>, with a
/// label <c>dynamic 10de:2235 label=gold</c>. Where a VM allows several kinds, all stand there: <c>dynamic 10de:2235,10de:2236</c>.
/// </summary>
public sealed record DynamicBacking : Backing
{
    internal const string Word = "dynamic";
    private const string LabelMark = " label=";

    /// <summary>Describes by ids (in ascending order, each once; at least one) and, if not null or empty, a label.</summary>
    public DynamicBacking(IEnumerable<PciId> allowed, string? label)
    {
        Allowed = string.Join(',', allowed.Select(Print).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Label = string.IsNullOrEmpty(label) ? null : label;
        if (Allowed.Length == 0)
        {
            throw new ArgumentException("A description names at least one device id.", nameof(allowed));
        }
    }

    /// <summary>The allowed ids in the notation, joined by commas; with subsystem ids where the VM names them.</summary>
    public string Allowed { get; }

    /// <summary>The label that the card must carry; null where any will do.</summary>
    public string? Label { get; }

    /// <summary>The allowed ids.</summary>
    public IReadOnlyList<PciId> AllowedIds() => [.. Allowed.Split(',').Select(t => PciId.TryParse(t, out var id) ? id : default)];

    internal static DynamicBacking? TryParse(string rest)
    {
        var mark = rest.IndexOf(LabelMark, StringComparison.Ordinal);
        var ids = new List<PciId>();
        foreach (var part in (mark < 0 ? rest : rest[..mark]).Split(','))
        {
            if (!PciId.TryParse(part, out var id))
            {
                return null;
            }

            ids.Add(id);
        }

        return new DynamicBacking(ids, mark < 0 ? null : rest[(mark + LabelMark.Length)..]);
    }

    private protected override string Print() => Label is null ? $"{Word} {Allowed}" : $"{Word} {Allowed}{LabelMark}{Label}";

    private static string Print(PciId id) => id is { SubVendor: 0, SubDevice: 0 } ? id.ToString() : $"{id}:{id.SubVendor:x4}:{id.SubDevice:x4}";
}
