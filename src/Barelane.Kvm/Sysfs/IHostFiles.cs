using Barelane.Core.Facts;

namespace Barelane.Kvm.Sysfs;

/// <summary>
/// The files of one Linux host, below one root: the local machine, a host reached over ssh, or a folder that stands for one. Paths are
/// absolute, as on the host (<c>/sys/bus/pci/devices</c>). Reads only, and none of them throws: what is not there is Absent, what can't be
/// read is Unreadable with the path and the reason.
/// </summary>
public interface IHostFiles
{
    /// <summary>
    /// Announces what will be read, so that a host far away is asked once and not for each file. A local root does nothing. What was not
    /// announced may still be read; it then costs a round trip.
    /// </summary>
    Task PrepareAsync(IReadOnlyList<HostPath> paths, CancellationToken cancellationToken);

    /// <summary>The content of a file, as it is; of a binary or long file at most <paramref name="limit"/> bytes.</summary>
    Observed<byte[]> ReadBytes(string path, int limit = HostPath.LongestText);

    /// <summary>Where a symbolic link points to, as it stands in the link (mostly relative).</summary>
    Observed<string> ReadLink(string path);

    /// <summary>The names in a folder, in ordinal order.</summary>
    Observed<IReadOnlyList<string>> List(string folder);

    /// <summary>Whether something is there, whatever it is; links are followed.</summary>
    Observed<bool> Exists(string path);
}
