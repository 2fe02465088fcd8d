namespace Barelane.Kvm.Sysfs;

/// <summary>What is read of a path.</summary>
public enum HostPathKind
{
    /// <summary>The content of the file.</summary>
    Content,

    /// <summary>Where the symbolic link points to.</summary>
    Link,

    /// <summary>The names in the folder.</summary>
    Names,

    /// <summary>Only whether it is there.</summary>
    Presence,
}
