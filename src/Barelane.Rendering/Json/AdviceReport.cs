using Barelane.Core.Goals;
using Barelane.Core.Losses;
using Barelane.Knowledge.Advice;

namespace Barelane.Rendering.Json;

/// <summary>The answer of <c>advise</c>.</summary>
public sealed record AdviceReport : Report
{
    /// <inheritdoc/>
    public override string Type => "advice";

    /// <summary>What was asked.</summary>
    public required Description Description { get; init; }

    /// <summary>Whether there was no inventory.</summary>
    public required bool General { get; init; }

    /// <summary>GPUs that were looked at.</summary>
    public required int CardsSeen { get; init; }

    /// <summary>Whether the first way serves all that was described.</summary>
    public required bool Serves { get; init; }

    /// <summary>The ways, the best first.</summary>
    public required IReadOnlyList<OptionEntry> Options { get; init; }

    /// <summary>What would change the answer, the smallest change first.</summary>
    public required IReadOnlyList<AdviceChange> Changes { get; init; }

    /// <summary>What was left out or is not known.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The report of an advice.</summary>
    public static AdviceReport Of(AdviceResult advice) => new()
    {
        Description = advice.Description,
        General = advice.IsGeneral,
        CardsSeen = advice.CardsSeen,
        Serves = advice.Serves,
        Options = [.. advice.Options.Select(OptionEntry.Of)],
        Changes = advice.Changes,
        Notes = advice.Notes,
    };

    /// <summary>A way in JSON.</summary>
    public sealed record OptionEntry
    {
        /// <summary>The way.</summary>
        public required Way Way { get; init; }

        /// <summary>How far it serves.</summary>
        public required Verdict Verdict { get; init; }

        /// <summary>Users served at the same time.</summary>
        public required int Served { get; init; }

        /// <summary>Cards that are used.</summary>
        public required int Cards { get; init; }

        /// <summary>Users for each card.</summary>
        public required double Density { get; init; }

        /// <summary>Which users get what where.</summary>
        public required IReadOnlyList<AdvicePlace> Places { get; init; }

        /// <summary>What speaks for it and against it.</summary>
        public required IReadOnlyList<string> Reasons { get; init; }

        /// <summary>Why it does not serve.</summary>
        public required IReadOnlyList<string> Obstacles { get; init; }

        /// <summary>What a VM loses by it.</summary>
        public required IReadOnlyList<LossEntry> Losses { get; init; }

        /// <summary>Wishes that it does not keep, or not surely.</summary>
        public required IReadOnlyList<string> UnmetWishes { get; init; }

        /// <summary>What it is slower, with the source.</summary>
        public required string SlowDown { get; init; }

        /// <summary>The licence each VM needs; empty where none.</summary>
        public required string Licence { get; init; }

        /// <summary>What it costs; null where no price was given.</summary>
        public required AdviceCost? Cost { get; init; }

        internal static OptionEntry Of(AdviceOption option) => new()
        {
            Way = option.Way,
            Verdict = option.Verdict,
            Served = option.Served,
            Cards = option.Cards,
            Density = option.Density,
            Places = option.Places,
            Reasons = option.Reasons,
            Obstacles = option.Obstacles,
            Losses = [.. option.Losses.Select(l => new LossEntry(l.Consent, l.Feature, l.Certainty, l.Text, l.Source))],
            UnmetWishes = option.UnmetWishes,
            SlowDown = option.SlowDown,
            Licence = option.Licence,
            Cost = option.Cost,
        };
    }

    /// <summary>A loss in JSON.</summary>
    /// <param name="Consent">The consent that stands for the feature.</param>
    /// <param name="Feature">The hypervisor's word for it.</param>
    /// <param name="Certainty">What becomes of it.</param>
    /// <param name="Text">That in a sentence.</param>
    /// <param name="Source">Where it comes from.</param>
    public sealed record LossEntry(string Consent, string Feature, LossCertainty Certainty, string Text, string Source);
}
