namespace Barelane.Core.Inventory;

/// <summary>What is known of a guest beside its values (<see cref="Vm.GuestValues"/>), under names that no field has.</summary>
public static class GuestFactNames
{
    /// <summary>Its system: <c>linux</c> or <c>windows</c>.</summary>
    public const string System = "is-system";

    /// <summary><c>yes</c> where the account is the guest's administrator.</summary>
    public const string Administrator = "is-administrator";
}
