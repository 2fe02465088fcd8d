using System.Collections;
using System.Runtime.CompilerServices;

namespace Barelane.FakeHyperV.Language;

/// <summary>The cmdlets that a script calls.</summary>
internal static class Calls
{
    public static IEnumerable<string> Of(object? node) => node switch
    {
        Command c => c.Arguments.SelectMany(a => Of(a.Value)).Prepend(c.Name),
        IEnumerable items and not string => items.Cast<object?>().SelectMany(Of),
        ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => Of(tuple[i])),
        Node n => n.GetType().GetProperties().SelectMany(p => Of(p.GetValue(n))),
        _ => [],
    };

    public static bool CallsAny(this Block script, IReadOnlySet<string> names) => Of(script).Any(n => names.Contains(Command.Plain(n)));
}
