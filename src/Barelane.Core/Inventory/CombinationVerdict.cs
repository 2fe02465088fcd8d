namespace Barelane.Core.Inventory;

/// <summary>What comes of a combination of card, server and hypervisor.</summary>
public enum CombinationVerdict
{
    /// <summary>Its vendors list it, or it is reported to work.</summary>
    Works,

    /// <summary>It works with something to be done or known.</summary>
    Needs,

    /// <summary>It is reported to fail, by people or where the vendor's word does not cover all of it.</summary>
    Doubtful,

    /// <summary>A vendor says that it does not work or is not supported.</summary>
    Fails,
}
