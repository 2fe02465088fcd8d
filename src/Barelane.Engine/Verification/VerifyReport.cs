using Barelane.Engine.Running;

namespace Barelane.Engine.Verification;

/// <summary>Everything that was proved.</summary>
/// <param name="Items">One item for each want and each guest check, by unit in the goal's order.</param>
public sealed record VerifyReport(IReadOnlyList<VerifyItem> Items)
{
    /// <summary>Drift where anything differs; unseen where nothing differs but something could not be seen; done only if all was seen and holds.</summary>
    public ExitMeaning Exit => Items.Any(i => i.State == VerifyState.Differs) ? ExitMeaning.Drift
        : Items.Any(i => i.State == VerifyState.Unseen) ? ExitMeaning.Unseen
        : ExitMeaning.Done;
}
