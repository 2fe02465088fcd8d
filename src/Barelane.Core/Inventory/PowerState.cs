namespace Barelane.Core.Inventory;

/// <summary>A VM's power state.</summary>
public enum PowerState
{
    /// <summary>Powered off.</summary>
    Off,

    /// <summary>Running.</summary>
    On,

    /// <summary>Suspended to disk or memory.</summary>
    Suspended,
}
