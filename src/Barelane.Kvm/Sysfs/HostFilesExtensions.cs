using System.Text;
using Barelane.Core.Facts;

namespace Barelane.Kvm.Sysfs;

/// <summary>Reads texts from a host's files.</summary>
public static class HostFilesExtensions
{
    /// <summary>The content of a file as text, without the line end; bytes that are no UTF-8 become the replacement character.</summary>
    public static Observed<string> ReadText(this IHostFiles files, string path) =>
        files.ReadBytes(path).Map(b => Encoding.UTF8.GetString(b).TrimEnd('\n', '\r', '\0'));

    /// <summary>The last name in the place a symbolic link points to: the driver of <c>driver</c>, the group of <c>iommu_group</c>.</summary>
    public static Observed<string> ReadLinkName(this IHostFiles files, string path) =>
        files.ReadLink(path).Map(t => t[(t.TrimEnd('/').LastIndexOf('/') + 1)..].TrimEnd('/'));
}
