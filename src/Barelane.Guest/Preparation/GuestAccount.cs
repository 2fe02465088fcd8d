using Barelane.Core.Adapters;
using Barelane.Core.Goals;

namespace Barelane.Guest.Preparation;

/// <summary>One VM of a document whose guest may be asked.</summary>
/// <param name="VmName">The VM within its site, as the document has it.</param>
/// <param name="Prepare">What is wished of the guest; null where it is only asked.</param>
/// <param name="CredentialAsync">Fetches the account; throws a <see cref="SiteException"/> where its secret can't be had.</param>
/// <param name="OpenDriver">Opens the driver's file for reading; throws a <see cref="SiteException"/> where it can't be read.</param>
public sealed record GuestAccount(
    string VmName,
    GuestPreparation? Prepare,
    Func<CancellationToken, Task<GuestCredential>> CredentialAsync,
    Func<GuestDriverFile, Stream> OpenDriver);
