using System.Globalization;
using Barelane.FakeHyperV.Values;

using Barelane.FakeHyperV.Host;

namespace Barelane.FakeHyperV.Language;

/// <summary>The methods that scripts may call on a value.</summary>
internal static class Methods
{
    private static readonly Dictionary<string, Func<object, object?[], object?>> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ToString"] = Text,
        ["ToUInt64"] = (v, _) => Casts.Convert("uint64", v),
        ["ToUniversalTime"] = (v, _) => v is DateTime d ? d.ToUniversalTime() : null,
        ["Trim"] = (v, _) => v is string s ? s.Trim() : null,
        ["ToLowerInvariant"] = (v, _) => v is string s ? s.ToLowerInvariant() : null,
        ["ToUpperInvariant"] = (v, _) => v is string s ? s.ToUpperInvariant() : null,
        ["StartsWith"] = (v, a) => v is string s ? s.StartsWith(Conversion.ToText(a[0]), StringComparison.Ordinal) : null,
        ["EndsWith"] = (v, a) => v is string s ? s.EndsWith(Conversion.ToText(a[0]), StringComparison.Ordinal) : null,
        ["Close"] = (v, _) => v is PsObject or GuestStream ? Nothing.Value : null,
        ["ReadToEndAsync"] = (v, _) => v is PsObject o && o.TryGet("Text", out var said) ? new PsObject("System.Threading.Tasks.Task").With("Result", said) : null,
        ["WaitForExit"] = (v, _) => v is PsObject o && o.TryGet("Ends", out var ends) ? ends : null,
        ["Kill"] = (v, _) => v is PsObject ? Nothing.Value : null,
        ["Write"] = (v, a) => v is GuestStream s ? s.Append((byte[])a[0]!) : null,
        ["GetText"] = (v, _) => v is PsObject o ? Cmdlets.WmiCmdlets.Text(o) : null,
        ["ModifySystemSettings"] = (v, a) => v is PsObject o ? Cmdlets.WmiCmdlets.Modify(o, Conversion.ToText(a[0])) : null,
        ["ContainsKey"] = (v, a) => v is PsTable t ? t.Has(Conversion.ToText(a[0])) : v is PsObject o ? o.TryGet(Conversion.ToText(a[0]), out _) : null,
    };

    public static bool Has(string name) => Known.ContainsKey(name);

    /// <summary>Calls one. Calling a method of $null is an error whatever the strictness.</summary>
    public static object? Invoke(object? value, string name, object?[] arguments)
    {
        if (Conversion.Plain(value) is not { } of)
        {
            throw PsException.Of("InvokeMethodOnNull", "InvalidOperation", "You cannot call a method on a null-valued expression.");
        }

        return Known[name](of, arguments) ?? throw PsException.Of("MethodNotFound", "InvalidOperation", $"Method invocation failed because [{Conversion.TypeName(of)}] does not contain a method named '{name}'.");
    }

    private static string Text(object value, object?[] arguments) => value switch
    {
        IFormattable f when arguments.Length > 0 => f.ToString(Conversion.ToText(arguments[0]), CultureInfo.InvariantCulture),
        _ => Conversion.ToText(value),
    };
}
