namespace Barelane.Knowledge.Catalog;

/// <summary>How a card is joined to its neighbours beside PCI Express.</summary>
public enum NvLink
{
    /// <summary>By a bridge that is plugged onto two or more cards; each works without it.</summary>
    Bridge,

    /// <summary>By NVLink lines on the baseboard, from GPU to GPU.</summary>
    Baseboard,

    /// <summary>By NVSwitches on the baseboard, which need Fabric Manager.</summary>
    Switch,
}
