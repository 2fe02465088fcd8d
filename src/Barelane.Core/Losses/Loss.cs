using Barelane.Core.Facts;

namespace Barelane.Core.Losses;

/// <summary>What becomes of one feature for one VM, and whether the VM uses it today.</summary>
public sealed record Loss
{
    /// <summary>What it is about.</summary>
    public required LossArea Area { get; init; }

    /// <summary>The consent that stands for the feature, one of <see cref="Plans.ConsentNames"/>.</summary>
    public required string Consent { get; init; }

    /// <summary>The hypervisor's own word for it, e.g. <c>vMotion</c>.</summary>
    public required string Feature { get; init; }

    /// <summary>What becomes of it.</summary>
    public required LossCertainty Certainty { get; init; }

    /// <summary>A sentence: what becomes of it.</summary>
    public required string Text { get; init; }

    /// <summary>Whether the VM uses it today.</summary>
    public required Observed<bool> UsedToday { get; init; }

    /// <summary>What is used today, or why nothing is lost, as a sentence: <c>3 snapshots exist, the last from 2026-03-02.</c></summary>
    public required string Today { get; init; }

    /// <summary>Where the knowledge comes from.</summary>
    public required string Source { get; init; }

    /// <summary>Whether the user has to agree: the feature goes (or may go), and the VM uses it or that could not be seen.</summary>
    public bool NeedsConsent => Certainty is LossCertainty.Lost or LossCertainty.Unverified && UsedToday.Or(true);
}
