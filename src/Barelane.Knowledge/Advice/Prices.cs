namespace Barelane.Knowledge.Advice;

/// <summary>What things cost, in the user's currency; nothing of it is known beforehand.</summary>
public sealed record Prices
{
    /// <summary>The currency, as it is to be printed.</summary>
    public required string Currency { get; init; }

    /// <summary>One workstation with a GPU of its own.</summary>
    public required decimal Workstation { get; init; }

    /// <summary>One GPU of the inventory; 0 where they are paid for.</summary>
    public decimal Card { get; init; }

    /// <summary>One host.</summary>
    public decimal Host { get; init; }

    /// <summary>Licence of a slice, per user and year.</summary>
    public decimal LicencePerYear { get; init; }

    /// <summary>Years that are reckoned.</summary>
    public int Years { get; init; } = 1;
}
