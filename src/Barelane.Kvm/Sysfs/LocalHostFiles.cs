using System.Buffers;
using Barelane.Core.Facts;
using Microsoft.Win32.SafeHandles;

namespace Barelane.Kvm.Sysfs;

/// <summary>The files of this machine, or of a folder that stands for one: every path is looked up below <paramref name="root"/>.</summary>
/// <param name="root">A folder; <c>/</c> for this machine.</param>
public sealed class LocalHostFiles(string root) : IHostFiles
{
    private const int Page = 4096;
    private readonly string _root = root.TrimEnd('/');

    /// <inheritdoc/>
    public Task PrepareAsync(IReadOnlyList<HostPath> paths, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Observed<byte[]> ReadBytes(string path, int limit = HostPath.LongestText) => Try(path, static (real, limit) =>
    {
        using var handle = File.OpenHandle(real, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Read(handle, limit);
    }, limit);

    /// <inheritdoc/>
    public Observed<string> ReadLink(string path) => Try(path, static (real, _) => new FileInfo(real).LinkTarget, 0);

    /// <inheritdoc/>
    public Observed<IReadOnlyList<string>> List(string folder) => Try(folder, static (real, _) =>
    {
        var names = new List<string>();
        foreach (var entry in Directory.EnumerateFileSystemEntries(real))
        {
            names.Add(Path.GetFileName(entry));
        }

        names.Sort(StringComparer.Ordinal);
        return (IReadOnlyList<string>)names;
    }, 0);

    /// <inheritdoc/>
    public Observed<bool> Exists(string path) => Observed.Read(Path.Exists(_root + path));

    private Observed<T> Try<T>(string path, Func<string, int, T?> read, int limit)
        where T : class
    {
        try
        {
            return Observed.ReadOrAbsent(read(_root + path, limit));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Observed<T>.Absent;
        }
        catch (UnauthorizedAccessException)
        {
            return Observed<T>.Unreadable($"'{path}' may be read by root only.");
        }
        catch (IOException e)
        {
            return Observed<T>.Unreadable($"'{path}' could not be read: {e.Message}");
        }
    }

    /// <summary>Files of the kernel tell no true length: they are read to their end, mostly one page.</summary>
    private static byte[] Read(SafeFileHandle handle, int limit)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Page);
        try
        {
            var length = 0;
            while (length < limit)
            {
                if (length == buffer.Length)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                    buffer.AsSpan(0, length).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }

                var got = RandomAccess.Read(handle, buffer.AsSpan(length, Math.Min(buffer.Length, limit) - length), length);
                if (got == 0)
                {
                    break;
                }

                length += got;
            }

            return buffer.AsSpan(0, length).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
