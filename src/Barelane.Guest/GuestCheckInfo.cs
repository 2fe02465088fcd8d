using Barelane.Core.Adapters;
using Barelane.Core.Rules;

namespace Barelane.Guest;

/// <summary>What one check inside a guest is, for pages and for the results it gives.</summary>
public sealed record GuestCheckInfo
{
    /// <summary>Its id, never reused: <c>GUEST-TOPIC-NNN</c>.</summary>
    public required string Id { get; init; }

    /// <summary>One line: what it demands.</summary>
    public required string Title { get; init; }

    /// <summary>What is required, as results say it where the goal adds no numbers.</summary>
    public required string Required { get; init; }

    /// <summary>Where the requirement comes from.</summary>
    public required string Source { get; init; }

    /// <summary>The family it is for; <see cref="GuestFamily.Unknown"/> for all.</summary>
    public GuestFamily Family { get; init; }

    internal GuestCheckResult Pass(string observed, string? required = null) => Say(Severity.Pass, observed, "", required);

    internal GuestCheckResult Note(string observed, string remedy = "", string? required = null) => Say(Severity.Note, observed, remedy, required);

    internal GuestCheckResult Warn(string observed, string remedy, string? required = null) => Say(Severity.Warn, observed, remedy, required);

    internal GuestCheckResult Block(string observed, string remedy, string? required = null) => Say(Severity.Block, observed, remedy, required);

    internal GuestCheckResult Unknown(string reason, string remedy, string? required = null) => Say(Severity.Unknown, reason, remedy, required);

    internal GuestCheckResult Say(Severity severity, string observed, string remedy, string? required = null) => new()
    {
        Check = Id,
        Severity = severity,
        Observed = observed,
        Required = required ?? Required,
        Remedy = remedy,
    };
}
