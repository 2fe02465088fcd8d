namespace Barelane.Core.Inventory;

/// <summary>The kinds of object that a plan can name.</summary>
public enum ObjectKind
{
    /// <summary>A management endpoint.</summary>
    Site,

    /// <summary>A cluster of hosts.</summary>
    Cluster,

    /// <summary>A host.</summary>
    Host,

    /// <summary>A PCI function of a host.</summary>
    Device,

    /// <summary>A virtual machine.</summary>
    Vm,
}
