namespace Barelane.Knowledge.Catalog;

/// <summary>Whom a card is made for; vendors' support and drivers differ by it.</summary>
public enum CardKind
{
    /// <summary>Servers.</summary>
    Datacenter,

    /// <summary>Workstations.</summary>
    Workstation,

    /// <summary>Games and the desk at home.</summary>
    Consumer,

    /// <summary>A part of the processor, with the host's memory for its own.</summary>
    Integrated,
}
