using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Barelane.Core.Adapters;

namespace Barelane.Knowledge.Diagnosis;

/// <summary>
/// Reads logs as they come: plain text, UTF-16, gzip, tar and zip archives as support bundles are, binary files with strings in them, files that
/// end in the middle. What cannot be read becomes a problem, never the end of the reading.
/// </summary>
internal sealed class LogReader(LineScanner scanner)
{
    private const int HeadLength = 4096;
    private const int TarMagicAt = 257;
    private const int DeepestNesting = 4;

    /// <summary>What Barelane's own support bundle says about the site in its own words, which are no log.</summary>
    private static readonly string[] OwnWords = ["findings.json", "plan.json", "MANIFEST.json"];

    private readonly List<Problem> _problems = [];

    /// <summary>Files that were read, the members of archives among them.</summary>
    public int Files { get; private set; }

    /// <summary>What could not be read, or not to its end.</summary>
    public IReadOnlyList<Problem> Problems => _problems;

    /// <summary>Reads a file, or all files below a folder in the order of their names; links to folders are not followed.</summary>
    public void ReadPath(string path, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(path))
        {
            Guard(path, () =>
            {
                using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
                ReadStream(path, file, cancellationToken);
            });
            return;
        }

        Guard(path, () =>
        {
            foreach (var entry in new DirectoryInfo(path).EnumerateFileSystemInfos().OrderBy(e => e.Name, StringComparer.Ordinal))
            {
                if (IsRead(entry))
                {
                    ReadPath(Path.Combine(path, entry.Name), cancellationToken);
                }
            }
        });
    }

    /// <summary>Reads one stream, whatever is in it.</summary>
    public void ReadStream(string name, Stream stream, CancellationToken cancellationToken) => Guard(name, () => Read(name, stream, 0, cancellationToken));

    private void Read(string name, Stream stream, int depth, CancellationToken cancellationToken)
    {
        using var peeked = PeekedStream.Of(stream, HeadLength);
        var head = peeked.Head;
        if (depth < DeepestNesting && head.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b, 8]))
        {
            using var unzipped = new GZipStream(peeked, CompressionMode.Decompress);
            Read(name, unzipped, depth + 1, cancellationToken);
            return;
        }

        if (depth < DeepestNesting && head.Length > TarMagicAt + 5 && head.Slice(TarMagicAt, 5).SequenceEqual("ustar"u8))
        {
            ReadMembers(name, peeked, depth + 1, cancellationToken);
            return;
        }

        if (depth < DeepestNesting && head.StartsWith("PK\u0003\u0004"u8))
        {
            ReadZip(name, peeked, depth + 1, cancellationToken);
            return;
        }

        Files++;
        if (WideEncoding(head) is { } wide)
        {
            using var narrow = Encoding.CreateTranscodingStream(peeked, wide, Encoding.UTF8);
            scanner.Read(name, narrow, isBinary: false, cancellationToken);
            return;
        }

        scanner.Read(name, peeked, isBinary: head.Contains((byte)0), cancellationToken);
    }

    private void ReadMembers(string name, Stream archive, int depth, CancellationToken cancellationToken)
    {
        using var members = new TarReader(archive);
        while (members.GetNextEntry() is { } member)
        {
            if (member.DataStream is { } data && !OwnWords.Contains(member.Name, StringComparer.Ordinal))
            {
                Guard($"{name}!{member.Name}", () => Read($"{name}!{member.Name}", data, depth, cancellationToken));
            }
        }
    }

    /// <summary>A zip's list of members stands at its end, so that it is put on disk before it is read; what is in memory stays small.</summary>
    private void ReadZip(string name, Stream archive, int depth, CancellationToken cancellationToken)
    {
        using var onDisk = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose });
        archive.CopyTo(onDisk);
        if (ListOf(onDisk) is not { } members)
        {
            ReadCutZip(name, onDisk, depth, cancellationToken);
            return;
        }

        using var list = members;
        foreach (var member in members.Entries.Where(m => m.Length > 0))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Guard($"{name}!{member.FullName}", () =>
            {
                using var data = member.Open();
                Read($"{name}!{member.FullName}", data, depth, cancellationToken);
            });
        }
    }

    /// <summary>A zip's list of members; null where it is not there, since the archive was cut off.</summary>
    private static ZipArchive? ListOf(Stream archive)
    {
        try
        {
            return new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private void ReadCutZip(string name, Stream archive, int depth, CancellationToken cancellationToken)
    {
        var read = 0;
        foreach (var (member, data) in CutZip.Members(archive))
        {
            cancellationToken.ThrowIfCancellationRequested();
            read++;
            using (data)
            {
                Guard($"{name}!{member}", () => Read($"{name}!{member}", data, depth, cancellationToken));
            }
        }

        _problems.Add(new Problem
        {
            Code = "cut-off",
            Message = $"'{name}' was cut off: the list of its members, which stands at its end, is missing. What is there of it was read: {read} {(read == 1 ? "member" : "members")}, the last one perhaps not to its end.",
        });
    }

    /// <summary>UTF-16 by its mark, or by every other byte of its beginning being 0; null where it is something else.</summary>
    private static UnicodeEncoding? WideEncoding(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]) || head.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff]))
        {
            return new UnicodeEncoding(bigEndian: head[0] == 0xfe, byteOrderMark: true);
        }

        var (even, odd) = (0, 0);
        for (var i = 0; i + 1 < head.Length; i += 2)
        {
            even += head[i] == 0 ? 1 : 0;
            odd += head[i + 1] == 0 ? 1 : 0;
        }

        var most = head.Length / 2 * 9 / 10;
        return most < 4 ? null : odd >= most && even == 0 ? new UnicodeEncoding(false, false) : even >= most && odd == 0 ? new UnicodeEncoding(true, false) : null;
    }

    /// <summary>
    /// Whether an entry of a folder is read: files and links to files, folders but no links to them. What is empty holds nothing; pipes and sockets, which
    /// would never end, count as empty too.
    /// </summary>
    private static bool IsRead(FileSystemInfo entry) => entry.LinkTarget is null
        ? entry is DirectoryInfo or FileInfo { Length: > 0 }
        : entry.ResolveLinkTarget(returnFinalTarget: true) is FileInfo { Exists: true, Length: > 0 };

    private void Guard(string name, Action read)
    {
        try
        {
            read();
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            _problems.Add(new Problem { Code = "unread", Message = $"'{name}' was not read to its end: {e.Message}" });
        }
    }
}
