using Barelane.Core.Adapters;
using Barelane.Guest.Preparation;

namespace Barelane.HyperV.Tests.Steps;

/// <summary>Accounts in guests, as a document with <c>guest:</c> makes them for an assignment of a paravirtual partition.</summary>
internal static class GuestAccounts
{
    public static GuestAccount Of(string vm, GuestCredential account) =>
        new(vm, null, (site, target, token) => site.OpenGuestAsync(target, account, token), _ => throw new InvalidOperationException("No driver's file is wished for.")) { TakesFiles = true };
}
