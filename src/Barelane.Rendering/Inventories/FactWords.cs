using Barelane.Core.Facts;

namespace Barelane.Rendering.Inventories;

/// <summary>Facts in words: a value as it is, and every other state by what it means.</summary>
public static class FactWords
{
    /// <summary>The value by <paramref name="say"/>; <c>none</c> for a certain absence, <c>unknown</c> with the reason where it could not be read.</summary>
    public static string Of<T>(Observed<T> fact, Func<T, string> say) => fact.State switch
    {
        ObservedState.Read => say(fact.Value),
        ObservedState.Inferred => $"{say(fact.Value)} (inferred)",
        ObservedState.Absent => "none",
        ObservedState.Unreadable => $"unknown ({fact.Note})",
        _ => "not asked",
    };

    /// <summary>A size given in MiB, in the unit that reads best.</summary>
    public static string Size(long mib) => mib % 1024 == 0 && mib >= 1024
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{mib / 1024} GiB")
        : mib >= 10240
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{mib / 1024.0:0.#} GiB")
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{mib} MiB");
}
