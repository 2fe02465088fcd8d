using System.Globalization;

namespace Barelane.Engine.Planning;

/// <summary>What changes about the cards of VMs.</summary>
internal static class Cards
{
    /// <summary>Changes that take a device or slice off the VM.</summary>
    public static IEnumerable<PlannedChange> Detached(VmWork vm) => Attachments(vm).Where(c => Count(c.Change.After) < Count(c.Change.Before));

    /// <summary>Changes that give the VM a device or slice.</summary>
    public static IEnumerable<PlannedChange> Attached(VmWork vm) => Attachments(vm).Where(c => Count(c.Change.After) > Count(c.Change.Before));

    /// <summary>Whether a card goes from one VM to the other. A card by address is the same one only on the same host.</summary>
    public static bool Passes(VmWork giver, VmWork taker)
    {
        var given = Detached(giver).Select(c => c.Change.Field).ToHashSet();
        return given.Count > 0 && Attached(taker).Any(c => given.Contains(c.Change.Field)
            && (giver.HostNow == taker.HostThen || !c.Change.Field.Qualifier.StartsWith("fixed ", StringComparison.Ordinal)));
    }

    private static IEnumerable<PlannedChange> Attachments(VmWork vm) => vm.Changes.Where(c => c.Change.Field.Prefix == "attached");

    private static int Count(string? value) => value is null ? 0 : int.Parse(value, CultureInfo.InvariantCulture);
}
