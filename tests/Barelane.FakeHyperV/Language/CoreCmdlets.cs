using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Language;

/// <summary>The cmdlets that work on objects and know no machine (Microsoft.PowerShell.Core and .Utility).</summary>
internal static class CoreCmdlets
{
    private static readonly Dictionary<string, ICmdlet> Known = new ICmdlet[]
    {
        new CoreCmdlet("Where-Object", "WhereObjectCommand", ["FilterScript"], call => (item => call.Evaluator.RunWith(Body(call, "FilterScript"), item, Keep(call, item)), Nothing)),
        new CoreCmdlet("ForEach-Object", "ForEachObjectCommand", ["Process"], call => (item => call.Evaluator.RunWith(Body(call, "Process"), item, call.Emit), Nothing)),
        new CoreCmdlet("Select-Object", "SelectObjectCommand", ["Property", "ExpandProperty", "First", "Last", "Unique"], Select),
        new CoreCmdlet("Sort-Object", "SortObjectCommand", ["Property", "Descending", "Unique"], Sort),
        new CoreCmdlet("Measure-Object", "MeasureObjectCommand", ["Property", "Sum", "Maximum", "Minimum"], Measure),
        new CoreCmdlet("Out-Null", "OutNullCommand", ["InputObject"], _ => (_ => { }, Nothing)),
        new CoreCmdlet("Write-Warning", "WriteWarningCommand", ["Message"], call => (_ => call.Warn(call.Text("Message")), Nothing)),
        new CoreCmdlet("ConvertTo-Json", "ConvertToJsonCommand", ["InputObject", "Depth", "Compress"], ToJson),
        new CoreCmdlet("ConvertFrom-Json", "ConvertFromJsonCommand", ["InputObject"], call => (item => call.Emit(Json.Read(Conversion.ToText(call.Has("InputObject") ? call["InputObject"] : item))), Nothing)),
        new CoreCmdlet("New-Object", "NewObjectCommand", ["TypeName", "Property"], call => (_ => call.Emit(Made(call)), Nothing)),
    }.ToDictionary(c => c.Name, StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyCollection<string> Names => Known.Keys;

    public static ICmdlet? Find(string name) => Known.GetValueOrDefault(name);

    private static void Nothing()
    {
    }

    /// <summary>An object of .NET with its properties set; the subset makes no others than those that a machine's static members take.</summary>
    private static PsObject Made(CmdletCall call)
    {
        var made = new PsObject(call.Text("TypeName"));
        if (call["Property"] is PsTable table)
        {
            foreach (var key in table.Keys)
            {
                made[key] = Conversion.Plain(table[key]);
            }
        }

        return made;
    }

    private static Block Body(CmdletCall call, string name) => call.Parameters.GetValueOrDefault(name) is ScriptBlock block ? block.Body
        : throw call.Fail("ParameterBindingFailed", "InvalidArgument", $"Cannot bind parameter '{name}'. A script block is wanted.");

    /// <summary>The condition's whole output decides: an array of one is its element's truth.</summary>
    private static Action<object?> Keep(CmdletCall call, object? item)
    {
        var kept = false;
        return value =>
        {
            if (!kept && Conversion.IsTrue(value))
            {
                kept = true;
                call.Emit(item);
            }
        };
    }

    private static (Action<object?>, Action) Select(CmdletCall call)
    {
        var left = call.Has("First") ? (int)call.Number("First", int.MaxValue, "System.Int32") : int.MaxValue;
        var last = call.Has("Last") ? (int)call.Number("Last", int.MaxValue, "System.Int32") : 0;
        var kept = new List<object?>();
        var seen = new List<object?>();
        return (item =>
        {
            if (last > 0)
            {
                kept.Add(item);
            }
            else if (left-- > 0)
            {
                Selected(call, item, seen);
            }
        }, () => kept.TakeLast(last).ToList().ForEach(i => Selected(call, i, seen)));
    }

    private static void Selected(CmdletCall call, object? item, List<object?> seen)
    {
        if (call.Has("ExpandProperty"))
        {
            Expand(call, item, call.Text("ExpandProperty"));
            return;
        }

        if (call.Switch("Unique") && seen.Exists(s => Operators.Same(s, item)))
        {
            return;
        }

        seen.Add(item);
        if (!call.Has("Property"))
        {
            call.Emit(item);
            return;
        }

        // A property that is not there comes out as $null, without an error.
        var made = new PsObject("Selected." + Conversion.TypeName(item));
        foreach (var name in call.Texts("Property"))
        {
            made[name] = Try(item, name);
        }

        call.Emit(made);
    }

    private static void Expand(CmdletCall call, object? item, string name)
    {
        object? value;
        try
        {
            value = Members.Get(item, name, strict: true);
        }
        catch (PsException)
        {
            call.Report(new PsErrorRecord { Id = "ExpandPropertyNotFound", Category = "InvalidArgument", Message = $"Property \"{name}\" cannot be found.", Target = item, Type = "System.Management.Automation.PSArgumentException" });
            return;
        }

        foreach (var element in Conversion.Elements(value))
        {
            call.Emit(element);
        }
    }

    private static object? Try(object? item, string name)
    {
        try
        {
            return Conversion.Plain(Members.Get(item, name, strict: true));
        }
        catch (PsException)
        {
            return null;
        }
    }

    private static (Action<object?>, Action) Sort(CmdletCall call)
    {
        var items = new List<object?>();
        return (items.Add, () => PutSorted(call, items));
    }

    private static void PutSorted(CmdletCall call, List<object?> items)
    {
        var names = call.Texts("Property");
        var sorted = items.Select((item, i) => (Item: item, Keys: names.Count == 0 ? [item] : names.Select(n => Try(item, n)).ToArray(), Place: i)).ToList();
        sorted.Sort((a, b) => a.Keys.Zip(b.Keys).Select(p => Operators.Order(p.First, p.Second)).FirstOrDefault(o => o != 0) switch
        {
            0 => a.Place - b.Place,
            var order => call.Switch("Descending") ? -order : order,
        });
        for (var i = 0; i < sorted.Count; i++)
        {
            if (!call.Switch("Unique") || i == 0 || sorted[i].Keys.Zip(sorted[i - 1].Keys).Any(p => !Operators.Same(p.First, p.Second)))
            {
                call.Emit(sorted[i].Item);
            }
        }
    }

    /// <summary>Sum, Maximum and Minimum are doubles, whatever went in: numbers beyond 2^53 lose their last digits.</summary>
    private static (Action<object?>, Action) Measure(CmdletCall call)
    {
        var numbers = new List<double>();
        var count = 0;
        return (Add, End);

        void Add(object? item)
        {
            var value = call.Has("Property") ? Try(item, call.Text("Property")) : item;
            count += value is null ? 0 : 1;
            if (value is not null && (call.Has("Sum") || call.Has("Maximum") || call.Has("Minimum")))
            {
                numbers.Add(Numbers.ToDouble(Numbers.Is(value) ? value : Casts.Convert("long", value)!));
            }
        }

        void End() => call.Emit(new PsObject("Microsoft.PowerShell.Commands.GenericMeasureInfo")
            .With("Count", count)
            .With("Average", null)
            .With("Sum", call.Has("Sum") ? numbers.Sum() : null)
            .With("Maximum", call.Has("Maximum") && numbers.Count > 0 ? numbers.Max() : null)
            .With("Minimum", call.Has("Minimum") && numbers.Count > 0 ? numbers.Min() : null)
            .With("Property", call.Has("Property") ? call.Text("Property") : null));
    }

    private static (Action<object?>, Action) ToJson(CmdletCall call)
    {
        var items = new List<object?>();
        var depth = call.Has("Depth") ? (int)call.Number("Depth", 100, "System.Int32") : 2;
        return (item => items.Add(call.Has("InputObject") ? call["InputObject"] : item), () => call.Emit(Json.Write(call.Has("InputObject") || items.Count == 1 ? items[0] : items.ToArray(), depth)));
    }
}
