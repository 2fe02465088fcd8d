using Barelane.Core.Rules;

namespace Barelane.Core.Adapters;

/// <summary>What one check inside a guest found. Unknown is an answer: what could not be asked is never a Pass.</summary>
public sealed record GuestCheckResult
{
    /// <summary>The check, e.g. <c>GUEST-DRIVER-001</c>.</summary>
    public required string Check { get; init; }

    /// <summary>Pass, Note, Warn, Block (wrong) or Unknown (could not be seen).</summary>
    public required Severity Severity { get; init; }

    /// <summary>What was observed.</summary>
    public required string Observed { get; init; }

    /// <summary>What is required.</summary>
    public required string Required { get; init; }

    /// <summary>What to do; empty for Pass.</summary>
    public string Remedy { get; init; } = "";
}
