namespace Barelane.Core.Inventory;

/// <summary>
/// The identity of an object, independent of aliases and names: the site's own instance id and the object's stable id in it
/// (UUID of a host or VM; host id and PCI address of a device).
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Site">The endpoint's instance id; the same whatever alias a document gives it.</param>
/// <param name="Id">Stable id within the site.</param>
public readonly record struct ObjectRef(ObjectKind Kind, string Site, string Id) : IComparable<ObjectRef>
{
    /// <summary>The reference of the function at <paramref name="address"/> of the host <paramref name="host"/>.</summary>
    public static ObjectRef Device(ObjectRef host, PciAddress address) => new(ObjectKind.Device, host.Site, $"{host.Id}@{address}");

    /// <summary>For a device: the host that holds it; for a host: itself. Throws for other kinds.</summary>
    public ObjectRef HostOfDevice() => Kind switch
    {
        ObjectKind.Host => this,
        ObjectKind.Device => new ObjectRef(ObjectKind.Host, Site, Id[..Id.LastIndexOf('@')]),
        _ => throw new InvalidOperationException($"'{this}' has no host of its own."),
    };

    /// <summary>For a device: its address. Throws for other kinds.</summary>
    public PciAddress AddressOfDevice() => Kind == ObjectKind.Device
        ? PciAddress.Parse(Id[(Id.LastIndexOf('@') + 1)..])
        : throw new InvalidOperationException($"'{this}' is no device.");

    /// <inheritdoc/>
    /// <remarks>Of the id alone, which hardly ever repeats; the other two are the same for thousands of objects.</remarks>
    public override int GetHashCode() => Id?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <inheritdoc/>
    public int CompareTo(ObjectRef other)
    {
        var kind = Kind.CompareTo(other.Kind);
        if (kind != 0)
        {
            return kind;
        }

        var site = string.CompareOrdinal(Site, other.Site);
        return site != 0 ? site : string.CompareOrdinal(Id, other.Id);
    }

    /// <summary>Text form <c>kind/site/id</c>, parsed back by <see cref="Parse"/>.</summary>
    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()}/{Site}/{Id}";

    /// <summary>Parses the text form.</summary>
    /// <exception cref="FormatException">The text is not a reference.</exception>
    public static ObjectRef Parse(string text)
    {
        var parts = text.Split('/', 3);
        return parts.Length == 3 && Enum.TryParse<ObjectKind>(parts[0], ignoreCase: true, out var kind)
            ? new ObjectRef(kind, parts[1], parts[2])
            : throw new FormatException($"'{text}' is not an object reference (kind/site/id).");
    }
}
