using System.Globalization;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Plans;

/// <summary>A statement about one field that is checked against the live hypervisor: before a step as precondition, after it as expectation.</summary>
public sealed record Predicate
{
    /// <summary>The object.</summary>
    public required ObjectRef Target { get; init; }

    /// <summary>The object's name for people.</summary>
    public required string TargetName { get; init; }

    /// <summary>The field.</summary>
    public required Field Field { get; init; }

    /// <summary>How to compare.</summary>
    public required Test Test { get; init; }

    /// <summary>What to compare with; one value but for <see cref="Plans.Test.AnyOf"/>.</summary>
    public required IReadOnlyList<string?> Values { get; init; }

    /// <summary>That a field has one of these values.</summary>
    public static Predicate OneOf(FleetInventory fleet, ObjectRef target, Field field, params IReadOnlyList<string?> values)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        ArgumentNullException.ThrowIfNull(values);
        return new Predicate
        {
            Target = target,
            TargetName = fleet.NameOf(target),
            Field = field,
            Test = values.Count == 1 ? Test.Is : Test.AnyOf,
            Values = values,
        };
    }

    /// <summary>Whether an observed value satisfies it; null where the value could not be read.</summary>
    public bool? Holds(Observed<string> observed)
    {
        if (!observed.IsKnown)
        {
            return null;
        }

        var value = observed.HasValue ? observed.Value : null;
        return Test switch
        {
            Test.Is or Test.AnyOf => Values.Contains(value, StringComparer.Ordinal),
            Test.ChangedFrom => value is not null && !string.Equals(value, Values[0], StringComparison.Ordinal),
            Test.IsSet => value is not null,
            Test.AtLeast => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var found)
                && found >= long.Parse(Values[0]!, NumberStyles.None, CultureInfo.InvariantCulture),
            _ => throw new InvalidOperationException($"No comparison is defined for {Test}."),
        };
    }

    /// <summary>A sentence part: <c>power is 'off'</c>.</summary>
    public override string ToString() => Test switch
    {
        Test.Is => $"{Field} is {Show(Values[0])}",
        Test.AnyOf => $"{Field} is {string.Join(" or ", Values.Select(Show))}",
        Test.ChangedFrom => $"{Field} is no longer {Show(Values[0])}",
        Test.AtLeast => $"{Field} is at least {Values[0]}",
        _ => $"{Field} is set",
    };

    private static string Show(string? value) => value is null ? "unset" : $"'{value}'";
}
