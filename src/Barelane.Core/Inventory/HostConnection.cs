namespace Barelane.Core.Inventory;

/// <summary>Whether the management endpoint reaches a host.</summary>
public enum HostConnection
{
    /// <summary>Reached.</summary>
    Connected,

    /// <summary>Was reached before and does not answer now (a rebooting host looks so).</summary>
    NotResponding,

    /// <summary>Taken out by an administrator.</summary>
    Disconnected,
}
