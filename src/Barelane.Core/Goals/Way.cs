namespace Barelane.Core.Goals;

/// <summary>How a VM gets a GPU.</summary>
public enum Way
{
    /// <summary>One physical card belongs to the VM alone.</summary>
    Direct,

    /// <summary>A slice of a card.</summary>
    Shared,

    /// <summary>A pool over the network.</summary>
    Remote,
}
