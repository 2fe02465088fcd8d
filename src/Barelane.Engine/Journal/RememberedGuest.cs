using Barelane.Core.Goals;

namespace Barelane.Engine.Journal;

/// <summary>
/// How a guest that got something which is nobody's but the document's to give back (a lease of remote GPUs) was asked: an assignment that is taken out of
/// its document takes its account with it. Where the password is to be had, never the password.
/// </summary>
public sealed record RememberedGuest
{
    /// <summary>The VM as the document had it, <c>alias/name</c>: the assignment's id.</summary>
    public required string Vm { get; init; }

    /// <summary>The account; empty where <see cref="Ssh"/> is given.</summary>
    public string User { get; init; } = "";

    /// <summary>Where its password is to be had, as the document has it: <c>env:NAME</c>, <c>file:PATH</c> or <c>command:LINE</c>; null for none.</summary>
    public string? Password { get; init; }

    /// <summary>The guest's ssh server; null for the hypervisor's own way in.</summary>
    public string? Ssh { get; init; }

    /// <summary>The guests of a document's assignments that a run has to remember; null where there are none.</summary>
    public static IReadOnlyList<RememberedGuest>? Of(Document document)
    {
        List<RememberedGuest> guests = [.. document.Assignments.Where(a => a is { Way: Way.Remote, Guest: not null }).Select(a => new RememberedGuest
        {
            Vm = a.Vm,
            User = a.Guest!.User,
            Password = a.Guest.Password?.ToString(),
            Ssh = a.Guest.Ssh?.ToString(),
        })];
        return guests.Count == 0 ? null : guests;
    }

    /// <summary>The same as documents have it.</summary>
    public GuestAccess Access() => new(User, Password is null ? null : SecretRef.TryParse(Password)) { Ssh = Ssh is null ? null : SshAddress.TryParse(Ssh) };
}
