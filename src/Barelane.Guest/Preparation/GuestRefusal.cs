using System.Globalization;
using Barelane.Core.Adapters;
using Barelane.Guest.Asking;

namespace Barelane.Guest.Preparation;

/// <summary>Refusals of guests, in one wording.</summary>
internal static class GuestRefusal
{
    private const int Lines = 6;

    /// <summary>A program of the guest ended with an error; its last lines are the evidence.</summary>
    public static SiteException Of(string doing, GuestOutput said, string remedy) => new(new Problem
    {
        Code = "guest-refused",
        Message = string.Create(CultureInfo.InvariantCulture, $"The guest could not {doing}: status {said.ExitCode}."),
        Remedy = remedy,
        Evidence = [.. $"{said.Output}\n{said.Error}".Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(Lines).Select(l => UntrustedText.Clean(l))],
    });

    /// <summary>The guest said something that is not in the form agreed.</summary>
    public static SiteException Unintelligible(string about, string? said) => new(new Problem
    {
        Code = "guest-not-asked",
        Message = $"The guest's answer about {about} is not in the form expected: '{UntrustedText.Line(said ?? "")}'.",
        Remedy = "See that the account may run programs in the guest, and run the command again.",
    });
}
