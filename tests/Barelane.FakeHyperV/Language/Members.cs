using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Language;

/// <summary>Properties and elements. Under strict mode 3.0 what is not there is an error; without, it is $null (Set-StrictMode).</summary>
internal static class Members
{
    public static readonly PsEnumType ErrorCategory = new(
        "System.Management.Automation.ErrorCategory",
        ("NotSpecified", 0), ("OpenError", 1), ("CloseError", 2), ("DeviceError", 3), ("DeadlockDetected", 4), ("InvalidArgument", 5), ("InvalidData", 6), ("InvalidOperation", 7), ("InvalidResult", 8),
        ("InvalidType", 9), ("MetadataError", 10), ("NotImplemented", 11), ("NotInstalled", 12), ("ObjectNotFound", 13), ("OperationStopped", 14), ("OperationTimeout", 15), ("SyntaxError", 16),
        ("ParserError", 17), ("PermissionDenied", 18), ("ResourceBusy", 19), ("ResourceExists", 20), ("ResourceUnavailable", 21), ("ReadError", 22), ("WriteError", 23), ("FromStdErr", 24),
        ("SecurityError", 25), ("ProtocolError", 26), ("ConnectionError", 27), ("AuthenticationError", 28), ("LimitsExceeded", 29), ("QuotaExceeded", 30), ("NotEnabled", 31));

    public static object? Get(object? of, string name, bool strict) => TryGet(of, name, out var value) ? value
        : strict ? throw PsException.Of("PropertyNotFoundStrict", "InvalidOperation", $"The property '{name}' cannot be found on this object. Verify that the property exists.")
        : Is(name, "Count") || Is(name, "Length") ? CountOfOne(of) : null;

    /// <summary>Without strict mode one object has a Count of 1 and $null one of 0; [pscustomobject] has none in 5.1 (about_Properties).</summary>
    private static object? CountOfOne(object? of) => of switch
    {
        null or Nothing => 0,
        PsObject { TypeName: PsObject.Custom } => null,
        _ => 1,
    };

    public static void Set(object? of, string name, object? value)
    {
        switch (of)
        {
            case PsTable table:
                table[name] = value;
                break;
            case PsObject made when made.TryGet(name, out _):
                made[name] = value;
                break;
            default:
                throw PsException.Of("PropertyAssignmentException", "InvalidOperation", $"The property '{name}' cannot be found on this object. Verify that the property exists and can be set.");
        }
    }

    public static object? At(object? of, object? at, bool strict)
    {
        switch (Conversion.Plain(of))
        {
            case null:
                throw PsException.Of("NullArray", "InvalidOperation", "Cannot index into a null array.");
            case PsTable table:
                return table[Conversion.ToText(at)];
            case object?[] or byte[] or string:
                var items = of is string text ? [.. text.Select(c => (object?)c.ToString())] : Conversion.Elements(of).ToArray();
                return at is object?[] many ? many.Select(i => Item(items, i, strict)).ToArray() : Item(items, at, strict);
            default:
                throw PsException.Of("CannotIndex", "InvalidOperation", $"Unable to index into an object of type {Conversion.TypeName(of)}.");
        }
    }

    public static void SetAt(object? of, object? at, object? value)
    {
        if (of is PsTable table)
        {
            table[Conversion.ToText(at)] = value;
        }
        else if (of is object?[] items)
        {
            items[Position(items, at)] = value;
        }
        else
        {
            throw PsException.Of("CannotIndex", "InvalidOperation", $"Unable to index into an object of type {Conversion.TypeName(of)}.");
        }
    }

    private static bool TryGet(object? of, string name, out object? value)
    {
        value = null;
        switch (of)
        {
            // Every object has its properties as objects of their own (about_Intrinsic_Members).
            case PsObject made when Is(name, "PSObject"):
                value = new PsObject("System.Management.Automation.PSObject").With("TypeNames", new object?[] { made.TypeName })
                    .With("Properties", made.Names.Select(n => (object?)new PsObject("System.Management.Automation.PSNoteProperty").With("Name", n).With("Value", made[n]).With("TypeNameOfValue", made[n] is null ? "" : Conversion.TypeName(made[n]))).ToArray());
                return true;
            case PsObject made:
                return made.TryGet(name, out value) || (made.Base is { } inner && TryGet(inner, name, out value));
            case PsTable table:
                value = table.Has(name) ? table[name] : name.ToUpperInvariant() switch { "COUNT" => table.Keys.Count, "KEYS" => table.Keys.Cast<object?>().ToArray(), "VALUES" => table.Keys.Select(k => table[k]).ToArray(), _ => null };
                return table.Has(name) || value is not null;
            case PsErrorRecord record:
                return TryGet(record, name, out value);
            case string text when Is(name, "Length"):
                value = text.Length;
                return true;
            case byte[] bytes when Is(name, "Count") || Is(name, "Length"):
                value = bytes.Length;
                return true;
            case object?[] items when Is(name, "Count") || Is(name, "Length"):
                value = items.Length;
                return true;
            case object?[] items:
                return OfEach(items, name, out value);
            case PsEnum e when Is(name, "value__"):
                value = e.Number;
                return true;
            case DateTime d when Is(name, "Ticks"):
                value = d.Ticks;
                return true;
            default:
                // Also .Count of one object that is no collection: under strict mode it is an error in 5.1.
                return false;
        }
    }

    /// <summary>A property of an array is that of its elements, those that have it (about_Member-Access_Enumeration).</summary>
    private static bool OfEach(object?[] items, string name, out object? value)
    {
        var found = new List<object?>();
        var any = false;
        foreach (var item in items)
        {
            if (TryGet(item, name, out var one))
            {
                any = true;
                found.AddRange(Conversion.Elements(one));
            }
        }

        value = Conversion.Plain(Conversion.Collected(found));
        return any;
    }

    private static bool TryGet(PsErrorRecord record, string name, out object? value)
    {
        value = name.ToUpperInvariant() switch
        {
            "FULLYQUALIFIEDERRORID" => record.FullyQualifiedErrorId,
            "TARGETOBJECT" => record.Target,
            "EXCEPTION" => new PsObject(record.Type, $"{record.Type}: {record.Message}").With("Message", record.Message).With("HResult", record.HResult).With("InnerException", null),
            "CATEGORYINFO" => new PsObject("System.Management.Automation.ErrorCategoryInfo", $"{record.Category}: ({Conversion.ToText(record.Target)}:{Conversion.TypeName(record.Target)}) [{record.Activity}], {record.Type[(record.Type.LastIndexOf('.') + 1)..]}")
                .With("Category", ErrorCategory.Of(record.Category)).With("Activity", record.Activity).With("Reason", record.Type[(record.Type.LastIndexOf('.') + 1)..])
                .With("TargetName", Conversion.ToText(record.Target)).With("TargetType", Conversion.TypeName(record.Target)),
            _ => null,
        };
        return value is not null || Is(name, "TargetObject");
    }

    private static object? Item(object?[] items, object? at, bool strict)
    {
        var position = (int)Casts.Convert("int", at)!;
        return !strict && (position >= items.Length || position < -items.Length) ? null : items[Position(items, at)];
    }

    private static int Position(object?[] items, object? at)
    {
        var position = (int)Casts.Convert("int", at)!;
        position += position < 0 ? items.Length : 0;
        return position >= 0 && position < items.Length ? position
            : throw PsException.Of("System.IndexOutOfRangeException", "OperationStopped", "Index was outside the bounds of the array.");
    }

    private static bool Is(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
}
