using System.Text.Json;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Rendering.Inventories;

/// <summary>
/// Reads an inventory that <see cref="InventoryJson"/> wrote, as far as advice needs it: sites, hosts and their cards. VMs are read by name alone, and
/// what was concluded counts as concluded again.
/// </summary>
public static class SavedInventory
{
    /// <summary>The inventory; null with the reason where the text is none.</summary>
    public static (FleetInventory? Fleet, string Problem) Read(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || Text(root, "type") is not "inventory")
            {
                return (null, $"It is no inventory: 'type' is {(root.ValueKind == JsonValueKind.Object && Text(root, "type") is { } type ? $"'{type}'" : "missing")}, required is 'inventory'.");
            }

            if (!root.TryGetProperty("formatVersion", out var version) || !version.TryGetInt32(out var number) || number != InventoryJson.Version)
            {
                return (null, $"Its 'formatVersion' is not {InventoryJson.Version}, which is the one that is known here.");
            }

            return (new FleetInventory([.. Items(root, "sites").Select(SiteOf)]), "");
        }
        catch (JsonException e)
        {
            return (null, $"It is not valid JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.");
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or KeyNotFoundException)
        {
            return (null, $"A part of it is not as 'barelane inspect' writes it: {e.Message}");
        }
    }

    private static SiteInventory SiteOf(JsonElement json)
    {
        var instance = Required(json, "instance");
        var site = new Site
        {
            Ref = new ObjectRef(ObjectKind.Site, instance, instance),
            Alias = Required(json, "alias"),
            Hypervisor = Enum.TryParse<Hypervisor>(Required(json, "hypervisor"), ignoreCase: true, out var hypervisor) ? hypervisor : throw new FormatException($"the hypervisor '{Text(json, "hypervisor")}' is not known."),
            Product = Text(json, "product") ?? "",
            ApiVersion = Text(json, "apiVersion") ?? "",
            ManagesFleet = Items(json, "clusters").Any() || Items(json, "hosts").Count() > 1,
        };
        return new SiteInventory { Site = site, Hosts = [.. Items(json, "hosts").Select(h => HostOf(h, instance))] };
    }

    private static Host HostOf(JsonElement json, string instance)
    {
        var host = new ObjectRef(ObjectKind.Host, instance, Required(json, "id"));
        return new Host
        {
            Ref = host,
            Name = Required(json, "name"),
            Product = Fact(json, "product", e => e.GetString()!),
            MemoryMiB = Fact(json, "memoryMiB", e => e.GetInt64()),
            FreeMemoryMiB = Fact(json, "freeMemoryMiB", e => e.GetInt64()),
            Connection = Fact(json, "connection", Word<HostConnection>),
            Maintenance = Fact(json, "maintenance", e => e.GetBoolean()),
            Profiles = Fact(json, "profiles", Profiles),
            Devices = [.. Items(json, "devices").Select(d => DeviceOf(d, host))],
        };
    }

    private static Device DeviceOf(JsonElement json, ObjectRef host)
    {
        var address = PciAddress.Parse(Required(json, "address"));
        return new Device
        {
            Ref = ObjectRef.Device(host, address),
            Address = address,
            Id = PciId.TryParse(Required(json, "id"), out var id) ? id : throw new FormatException($"'{Text(json, "id")}' is no PCI id."),
            Class = new PciClass(Convert.ToUInt16(Required(json, "class"), 16)),
            VendorName = Text(json, "vendor") ?? "",
            Name = Text(json, "name") ?? "",
            Serial = Fact(json, "serial", e => e.GetString()!),
            State = Fact(json, "state", Word<DeviceState>),
            PassthroughWanted = Fact(json, "passthroughWanted", e => e.GetBoolean()),
            MemoryMiB = Fact(json, "memoryMiB", e => e.GetInt64()),
            NumaNode = Fact(json, "numaNode", e => e.GetInt32()),
            IsHostConsole = Fact(json, "hostConsole", e => e.GetBoolean()),
            GraphicsType = Fact(json, "graphicsType", e => e.GetString()!),
            PhysicalFunction = Fact(json, "physicalFunction", e => PciAddress.Parse(e.GetString()!)),
            Profiles = Fact(json, "profiles", Profiles),
            HeldBy = [.. Items(json, "heldBy").Select(v => new ObjectRef(ObjectKind.Vm, host.Site, Short(v.GetString()!)))],
        };
    }

    private static IReadOnlyList<SliceProfile> Profiles(JsonElement json) => [.. json.EnumerateArray().Select(p => new SliceProfile
    {
        Name = Required(p, "name"),
        Title = Text(p, "title") ?? "",
        MemoryMiB = Fact(p, "memoryMiB", e => e.GetInt64()),
        Free = Fact(p, "free", e => e.GetInt32()),
        MigrationSupported = Fact(p, "migrationSupported", e => e.GetBoolean()),
        SuspendSupported = Fact(p, "suspendSupported", e => e.GetBoolean()),
    })];

    /// <summary>A VM's name without its site's alias, which is put before it again where it is shown.</summary>
    private static string Short(string name) => name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private static T Word<T>(JsonElement json)
        where T : struct, Enum => Enum.TryParse<T>(json.GetString(), ignoreCase: true, out var value) ? value : throw new FormatException($"'{json}' is not known.");

    private static Observed<T> Fact<T>(JsonElement json, string name, Func<JsonElement, T> value)
    {
        if (Note(json, "unreadable", name) is { } reason)
        {
            return Observed<T>.Unreadable(reason);
        }

        if (!json.TryGetProperty(name, out var found))
        {
            return default;
        }

        return found.ValueKind == JsonValueKind.Null ? Observed<T>.Absent
            : Note(json, "inferred", name) is { } evidence ? Observed<T>.Inferred(value(found), evidence)
            : Observed<T>.Read(value(found));
    }

    private static string? Note(JsonElement json, string notes, string name) => json.TryGetProperty(notes, out var all) && all.ValueKind == JsonValueKind.Object ? Text(all, name) : null;

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static string Required(JsonElement json, string name) => Text(json, name) ?? throw new FormatException($"'{name}' is missing.");

    private static IEnumerable<JsonElement> Items(JsonElement json, string name) => json.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];
}
