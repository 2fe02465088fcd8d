namespace Barelane.Kvm.Sysfs;

/// <summary>Something that will be read from a host's files.</summary>
/// <param name="Pattern">An absolute path; <c>*</c> stands for any part of one name, as in a shell: <c>/sys/bus/pci/devices/*/vendor</c>.</param>
/// <param name="Kind">What is read of it.</param>
public readonly record struct HostPath(string Pattern, HostPathKind Kind = HostPathKind.Content)
{
    /// <summary>The longest file that is read as a text, in bytes: attributes are one page, <c>/proc/iomem</c> a few.</summary>
    public const int LongestText = 1 << 20;
}
