using System.Globalization;
using System.Text.Json;
using Barelane.Core.Facts;

namespace Barelane.HyperV.Inventory;

/// <summary>A device's properties. A property that is missing, of type Empty or not asked for is not a value: unknown is never "no".</summary>
/// <remarks>Keys: devpkey.h and pciprop.h (format {3AB22E31-8264-4b4e-9AF5-A8D2D8E33E62}). The cmdlet may answer with the key's name or with its id.</remarks>
internal sealed class DeviceProperties
{
    private const string Pci = "{3AB22E31-8264-4b4e-9AF5-A8D2D8E33E62}";

    private static readonly Dictionary<string, string> Symbols = new(StringComparer.OrdinalIgnoreCase)
    {
        ["DEVPKEY_PciDevice_DeviceType"] = Key(1),
        ["DEVPKEY_PciDevice_BaseClass"] = Key(3),
        ["DEVPKEY_PciDevice_SubClass"] = Key(4),
        ["DEVPKEY_PciDevice_CurrentLinkSpeed"] = Key(9),
        ["DEVPKEY_PciDevice_CurrentLinkWidth"] = Key(10),
        ["DEVPKEY_PciDevice_MaxLinkSpeed"] = Key(11),
        ["DEVPKEY_PciDevice_MaxLinkWidth"] = Key(12),
        ["DEVPKEY_PciDevice_AcsCompatibleUpHierarchy"] = Key(31),
        ["DEVPKEY_PciDevice_RequiresReservedMemoryRegion"] = Key(34),
        ["DEVPKEY_PciDevice_OnPostPath"] = Key(37),
    };

    private readonly Dictionary<string, PropertyAnswer> _byKey;

    public DeviceProperties(IEnumerable<PropertyAnswer> answers) =>
        _byKey = answers.GroupBy(a => Canonical(a.Key), StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);

    /// <summary>What is asked for. Between a format and an id the cmdlet wants two spaces.</summary>
    public static IReadOnlyList<string> Asked { get; } =
    [
        "DEVPKEY_Device_LocationPaths", "DEVPKEY_Device_BusNumber", "DEVPKEY_Device_Address", "DEVPKEY_Device_Numa_Node",
        .. Symbols.Values.Select(v => v.Replace(" ", "  ", StringComparison.Ordinal)),
    ];

    /// <summary>1: what kind of PCI device it is.</summary>
    public Observed<long> DeviceType => Number(Key(1));

    /// <summary>3: PCI base class.</summary>
    public Observed<long> BaseClass => Number(Key(3));

    /// <summary>4: PCI subclass.</summary>
    public Observed<long> SubClass => Number(Key(4));

    /// <summary>9 to 12: the link's speed (1 = 2.5 GT/s) and width, now and at most.</summary>
    public (long Speed, long Width, long MaxSpeed, long MaxWidth)? Link =>
        Number(Key(9)).HasValue && Number(Key(10)).HasValue && Number(Key(11)).HasValue && Number(Key(12)).HasValue
            ? (Number(Key(9)).Value, Number(Key(10)).Value, Number(Key(11)).Value, Number(Key(12)).Value)
            : null;

    /// <summary>31: 0 says that its traffic may be redirected to other devices on its way up.</summary>
    public Observed<long> AcsUp => Number(Key(31));

    /// <summary>34: whether firmware keeps memory reachable by it.</summary>
    public Observed<bool> ReservedByFirmware => Value(Key(34)) is { } v
        ? v.ValueKind switch
        {
            JsonValueKind.True => Observed.Read(true),
            JsonValueKind.False => Observed.Read(false),
            JsonValueKind.Number when v.TryGetInt64(out var n) => Observed.Read(n != 0),
            _ => Observed<bool>.Unreadable($"Windows tells '{v}' for RequiresReservedMemoryRegion."),
        }
        : Untold<bool>("RequiresReservedMemoryRegion");

    /// <summary>37: whether it was on the way of the firmware's first screen.</summary>
    public Observed<long> OnPostPath => Number(Key(37));

    /// <summary>The bus's number, with the segment in front of the last eight bits.</summary>
    public Observed<long> BusNumber => Number("DEVPKEY_Device_BusNumber");

    /// <summary>Device number in the high half, function number in the low one.</summary>
    public Observed<long> Address => Number("DEVPKEY_Device_Address");

    /// <summary>The NUMA node.</summary>
    public Observed<long> NumaNode => Number("DEVPKEY_Device_Numa_Node");

    /// <summary>Its location paths, the PCI ones and those of ACPI in any order.</summary>
    public IReadOnlyList<string> LocationPaths => _byKey.TryGetValue("DEVPKEY_Device_LocationPaths", out var found)
        ? [.. found.Data.Where(d => d.ValueKind == JsonValueKind.String).Select(d => d.GetString()!)]
        : [];

    private static string Key(int id) => string.Create(CultureInfo.InvariantCulture, $"{Pci} {id}");

    private static string Canonical(string key) => Symbols.TryGetValue(key, out var id) ? id : string.Join(' ', key.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private JsonElement? Value(string key) => _byKey.TryGetValue(key, out var found) && !found.Type.Equals("Empty", StringComparison.OrdinalIgnoreCase)
        && found.Data.Count > 0 && found.Data[0].ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? found.Data[0] : null;

    private Observed<long> Number(string key) => Value(key) is not { } v ? Untold<long>(key)
        : v.ValueKind == JsonValueKind.Number && v.TryGetInt64(out var number) ? Observed.Read(number)
        : v.ValueKind == JsonValueKind.String && long.TryParse(v.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out number) ? Observed.Read(number)
        : v.ValueKind is JsonValueKind.True or JsonValueKind.False ? Observed.Read(v.ValueKind == JsonValueKind.True ? 1L : 0L)
        : Observed<long>.Unreadable($"Windows tells '{v}' for '{key}', which is no number.");

    private static Observed<T> Untold<T>(string key) => Observed<T>.Unreadable($"Windows does not tell the property '{key}' of the device.");
}
