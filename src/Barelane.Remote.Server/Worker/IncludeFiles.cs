using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Server.Worker;

/// <summary>
/// The client's include folders, as folders of this account's: build options that name them are changed to name the copies. The client's own
/// paths mean nothing on this machine, and must not be looked up here. A copy is named by its content, since what compiles keeps its results by
/// what it has read, the files' paths among it.
/// </summary>
internal sealed class IncludeFiles
{
    private const int MaxFiles = 10_000;
    private const int KeptCopies = 64;
    private static readonly TimeSpan InUse = TimeSpan.FromHours(1);
    private readonly string _root;

    /// <param name="root">Where the copies go; nobody else may be able to write there.</param>
    public IncludeFiles(string root) => _root = root;

    /// <summary>A folder in this account's cache; for an account without a home, one of this process's own.</summary>
    public static string UsualRoot()
    {
        var home = Environment.GetEnvironmentVariable("HOME") ?? "";
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } own ? own : home.Length > 1 ? Path.Combine(home, ".cache") : "";
        try
        {
            return cache.Length > 0 ? Directory.CreateDirectory(Path.Combine(cache, "barelane", "include")).FullName : Directory.CreateTempSubdirectory("barelane-include-").FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Directory.CreateTempSubdirectory("barelane-include-").FullName;
        }
    }

    /// <summary>Writes the files, and returns the options with their folders' names changed.</summary>
    public string Place(FileItem[] files, string options)
    {
        if (files.Length > MaxFiles)
        {
            throw new WireException($"{files.Length} include files came; {MaxFiles} are allowed.");
        }

        if (files.Length == 0)
        {
            return options;
        }

        // Whole words, and all in one pass: a folder's name may be a part of something else, of another folder's and of a copy's.
        var copies = files.GroupBy(f => f.Folder, StringComparer.Ordinal).ToDictionary(g => g.Key, g => Copy([.. g.OrderBy(f => f.Path, StringComparer.Ordinal)]), StringComparer.Ordinal);
        DropOld();
        return Regex.Replace(options, $"""(?<=^|[\s"'=]|-I)(?:{string.Join('|', copies.Keys.Select(Regex.Escape))})(?=$|[\s"'])""", word => copies[word.Value]);
    }

    /// <summary>The place of the copy, which is made where it is not there yet: whole, or not at all.</summary>
    private string Copy(FileItem[] files)
    {
        var copy = Path.Combine(_root, NameOf(files));
        if (!Directory.Exists(copy))
        {
            var making = Directory.CreateDirectory(Path.Combine(_root, $".{Guid.NewGuid():n}")).FullName;
            try
            {
                Write(making, files);
                Directory.Move(making, copy);
            }
            catch (IOException) when (Directory.Exists(copy))
            {
                // Another session was faster with the same.
            }
            finally
            {
                if (Directory.Exists(making))
                {
                    Directory.Delete(making, recursive: true);
                }
            }
        }

        Directory.SetLastWriteTimeUtc(copy, DateTime.UtcNow);
        return copy;
    }

    private static void Write(string place, FileItem[] files)
    {
        foreach (var file in files)
        {
            var target = Path.GetFullPath(Path.Combine(place, file.Path));
            if (!target.StartsWith(place + '/', StringComparison.Ordinal) || file.Path.Contains('\0', StringComparison.Ordinal))
            {
                throw new WireException($"The include file '{file.Path}' is not within its folder.");
            }

            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllBytes(target, file.Content);
        }
    }

    private static string NameOf(FileItem[] files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            // With their lengths: no other files make the same row of bytes.
            var path = Encoding.UTF8.GetBytes(file.Path);
            hash.AppendData(BitConverter.GetBytes(path.Length));
            hash.AppendData(path);
            hash.AppendData(BitConverter.GetBytes(file.Content.Length));
            hash.AppendData(file.Content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    /// <summary>Beyond some copies the oldest go, but for those that a compiler may be reading.</summary>
    private void DropOld()
    {
        foreach (var old in new DirectoryInfo(_root).GetDirectories().OrderByDescending(d => d.LastWriteTimeUtc).Skip(KeptCopies).Where(d => d.LastWriteTimeUtc < DateTime.UtcNow - InUse))
        {
            try
            {
                old.Delete(recursive: true);
            }
            catch (IOException)
            {
                // Another session drops it, too.
            }
        }
    }
}
