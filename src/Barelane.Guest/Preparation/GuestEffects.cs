using Barelane.Core.Plans;

namespace Barelane.Guest.Preparation;

/// <summary>What changing a field of a guest means.</summary>
internal static class GuestEffects
{
    public static ChangeEffect Of(FieldChange change)
    {
        var effect = new ChangeEffect { Kind = StepKind.PrepareGuest, NeedsVmOn = true };
        if (change.Field == GuestFields.Driver)
        {
            return effect with
            {
                Impossible = change.After?.StartsWith(GuestFields.Foreign, StringComparison.Ordinal) == true
                    ? "The driver that was there before was installed by somebody else, and its file is not at hand."
                    : null,
                Consents = [new NeededConsent(ConsentNames.GuestPolicy, change.After is null ? "The driver that Barelane installed is removed from the guest." : $"A driver is installed in the guest: '{change.After.Split(' ')[0]}'.")],
            };
        }

        if (change.Field == GuestFields.Remote)
        {
            return effect with
            {
                Impossible = change.After == GuestFields.ForeignRemote ? "What was there before was set up by somebody else, and is not at hand." : null,
                Consents = [new NeededConsent(ConsentNames.GuestPolicy, change.After is null
                    ? "The driver of remote GPUs is removed from the guest, and its lease given back."
                    : $"The driver of remote GPUs is put into the guest with a lease ({change.After}); every user of the guest can use it.")],
            };
        }

        return change.Field == GuestFields.Nouveau
            ? effect with { Consents = [new NeededConsent(ConsentNames.GuestPolicy, change.After is null ? "The guest may load nouveau again." : "The guest does not load nouveau any more.")] }
            : effect with { Consents = [new NeededConsent(ConsentNames.GuestPolicy, $"The policy '{GuestFields.PolicyOf(change.Field)}' of the guest becomes {change.After ?? "unset"}.")] };
    }
}
