using System.Collections.Frozen;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Guest.Preparation;

/// <summary>
/// How a guest's state travels with its VM's inventory: the owned values under their names, and beside them what only findings need, under names that no
/// field has.
/// </summary>
internal static class GuestFacts
{
    private const string SecureBoot = "is-secure-boot";
    private const string BitLocker = "is-bitlocker";

    /// <summary>The VM with its guest's state.</summary>
    public static Vm Of(Vm vm, GuestState state)
    {
        var values = new Dictionary<string, string>(state.Values, StringComparer.Ordinal)
        {
            [GuestFactNames.System] = state.System,
            [GuestFactNames.Administrator] = Word(state.IsAdministrator)!,
        };
        Add(values, SecureBoot, Word(state.SecureBoot));
        Add(values, BitLocker, Word(state.BitLocker));
        return vm with { GuestValues = Observed.Read<IReadOnlyDictionary<string, string>>(values.ToFrozenDictionary(StringComparer.Ordinal)) };
    }

    /// <summary>The state that an inventory holds; null where the guest was not read.</summary>
    public static GuestState? Read(Vm vm) => vm.GuestValues.TryGet(out var values)
        ? new GuestState
        {
            Values = values,
            System = values.GetValueOrDefault(GuestFactNames.System, ""),
            SecureBoot = Bool(values, SecureBoot),
            BitLocker = Bool(values, BitLocker),
            IsAdministrator = Bool(values, GuestFactNames.Administrator) ?? false,
        }
        : null;

    private static void Add(Dictionary<string, string> values, string name, string? word)
    {
        if (word is not null)
        {
            values[name] = word;
        }
    }

    private static string? Word(bool? value) => value switch { true => "yes", false => "no", _ => null };

    private static bool? Bool(IReadOnlyDictionary<string, string> values, string name) => values.GetValueOrDefault(name) switch { "yes" => true, "no" => false, _ => null };
}
