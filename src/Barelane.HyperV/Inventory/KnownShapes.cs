using Barelane.Core.Facts;

namespace Barelane.HyperV.Inventory;

/// <summary>What <c>read-shapes</c> answers of one kind of object.</summary>
internal sealed record ShapeAnswer(string Type, IReadOnlyList<NamedType> Properties);

/// <summary>A property, and its value's type.</summary>
internal sealed record NamedType(string Name, string Type);

/// <summary>
/// What the scripts were written against: the properties they read of a host's objects, with the types that are documented. A host whose objects are otherwise is still read, and the differences are told, since what is
/// missing arrives as empty. Sources: HyperVDsc's stubs of the module, made from its metadata; windows-powershell-docs, PnpDevice.
/// </summary>
internal static class KnownShapes
{
    /// <summary>Type names by what they end in, each with its properties; a type is compared by its last part, and one with a blank before it may also be missing on older hosts.</summary>
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["VirtualMachine"] =
        [
            "Id:Guid", "Name:String", "State:VMState", "Generation:Int32", "Version:String", "ProcessorCount:Int64", "AutomaticStopAction:StopAction", "GuestControlledCacheTypes:Boolean", "LowMemoryMappedIoSpace:UInt32",
            "HighMemoryMappedIoSpace:UInt64", "CheckpointType:CheckpointType", "?AutomaticCheckpointsEnabled:Boolean", "DynamicMemoryEnabled:Boolean", "MemoryStartup:Int64", "MemoryMinimum:Int64", "MemoryMaximum:Int64",
            "IsClustered:Boolean", "Notes:String",
        ],
        ["VMHost"] = ["IovSupport:Boolean", "IovSupportReasons:String[]", "NumaSpanningEnabled:Boolean"],
        ["VMHostAssignableDevice"] = ["InstanceID:String", "LocationPath:String"],
        ["Win32_PnPEntity"] = ["InstanceId:", "FriendlyName:", "Class:", "Manufacturer:", "Service:", "Status:", "ConfigManagerErrorCode:"],
    };

    /// <summary>The differences, a sentence part each; empty where all is as it is known.</summary>
    public static Observed<IReadOnlyList<string>> Differences(Observed<IReadOnlyList<ShapeAnswer>> shapes) => shapes.Map(all => (IReadOnlyList<string>)[.. all.SelectMany(Of)]);

    private static IEnumerable<string> Of(ShapeAnswer shape)
    {
        var name = Known.Keys.OrderByDescending(k => k.Length).FirstOrDefault(k => shape.Type.EndsWith(k, StringComparison.OrdinalIgnoreCase));
        if (name is null)
        {
            yield return $"an object of the type '{shape.Type}' came, which is not known";
            yield break;
        }

        foreach (var expected in Known[name])
        {
            var (property, type) = (expected.Split(':')[0].TrimStart('?'), expected.Split(':')[1]);
            var found = shape.Properties.FirstOrDefault(p => p.Name.Equals(property, StringComparison.OrdinalIgnoreCase));
            if (found is null)
            {
                if (!expected.StartsWith('?'))
                {
                    yield return $"'{name}' has no '{property}'";
                }
            }
            else if (type.Length > 0 && found.Type.Length > 0 && !IsSame(found.Type, type))
            {
                yield return $"'{property}' of '{name}' is '{found.Type}' and was '{type}'";
            }
        }
    }

    /// <summary>Compared by the last part; whole numbers of another width say the same, as does what may be null.</summary>
    private static bool IsSame(string found, string expected)
    {
        var last = found.Split(['.', '+'])[^1].TrimEnd(']');
        return last.Equals(expected.TrimEnd(']'), StringComparison.OrdinalIgnoreCase) || found.EndsWith(expected, StringComparison.OrdinalIgnoreCase) || (IsWhole(last) && IsWhole(expected))
            || found.Contains(expected, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsWhole(string type) => type is "Int16" or "Int32" or "Int64" or "UInt16" or "UInt32" or "UInt64" or "int" or "long" or "uint" or "ulong";
}
