using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Rendering.Scripts;

/// <summary>What both dialects need to know of a step's names and values.</summary>
internal static class ScriptNames
{
    /// <summary>The advanced options of a mark.</summary>
    private const string MarkPrefix = "barelane.";

    /// <summary>The target's name without its site's alias, and without the address for devices.</summary>
    public static string Target(Step step)
    {
        var name = step.TargetName[(step.TargetName.IndexOf('/', StringComparison.Ordinal) + 1)..];
        return step.Target.Kind == ObjectKind.Device ? name[..name.LastIndexOf(' ')] : name;
    }

    /// <summary>Every change that is an advanced option, with its key and its new value; empty unsets it.</summary>
    public static IEnumerable<(string Key, string Value)> Options(Step step) => step.Changes
        .Where(c => c.Field.Prefix is "option" or "mark" or "made")
        .Select(c => (
            c.Field.Prefix switch { "mark" => MarkPrefix + c.Field.Qualifier, "made" => $"{MarkPrefix}made.{c.Field.Qualifier}", _ => c.Field.Qualifier },
            (c.After ?? "").Replace(FieldChange.RunToken, "by-hand", StringComparison.Ordinal)));

    /// <summary>Devices and slices that come or go, with how many.</summary>
    public static IEnumerable<(string Backing, int Count)> Attachments(Step step) => step.Changes
        .Where(c => c.Field.Prefix == "attached")
        .Select(c => (c.Field.Qualifier, Number(c.After) - Number(c.Before)));

    /// <summary>The functions whose passthrough is switched, with the wish.</summary>
    public static IEnumerable<(PciAddress Address, bool On)> Passthrough(Step step) => step.AllChanges()
        .Where(c => c.Target.Kind == ObjectKind.Device && c.Change.Field == Field.Passthrough)
        .Select(c => (c.Target.AddressOfDevice(), c.Change.After is not null && c.Change.After.StartsWith("on", StringComparison.Ordinal)));

    /// <summary>The new value of a field, or null where the step does not change it.</summary>
    public static string? After(Step step, Field field) => step.Changes.FirstOrDefault(c => c.Field == field)?.After;

    private static int Number(string? value) =>
        value is null ? 0 : int.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
}
