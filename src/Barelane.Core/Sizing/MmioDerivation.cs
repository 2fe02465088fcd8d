namespace Barelane.Core.Sizing;

/// <summary>How the size of an MMIO window came about, from the surest to the least sure.</summary>
public enum MmioDerivation
{
    /// <summary>No window is needed: the devices fit below 4 GiB.</summary>
    NotNeeded,

    /// <summary>The user set the size.</summary>
    Asked,

    /// <summary>Computed from BAR sizes that were read.</summary>
    Read,

    /// <summary>The vendor publishes a value for the card, and nothing asks for more.</summary>
    Table,

    /// <summary>Computed from the cards' memory by the published rule.</summary>
    Formula,

    /// <summary>The size of at least one card is not known: taken large, never guessed small.</summary>
    TakenLarge,
}
