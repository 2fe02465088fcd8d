using System.IO.Enumeration;
using System.Text;
using Barelane.Core.Facts;
using Barelane.Kvm.Sysfs;

namespace Barelane.Kvm.Shell;

/// <summary>What <see cref="ShellScripts.Gather"/> brought, by path.</summary>
internal sealed class GatheredFiles
{
    private const int Parts = 6;
    private readonly Dictionary<string, Observed<byte[]>> _contents = [];
    private readonly Dictionary<string, Observed<string>> _links = [];
    private readonly Dictionary<string, Observed<IReadOnlyList<string>>> _folders = [];
    private readonly Dictionary<string, Observed<bool>> _present = [];

    public IReadOnlyDictionary<string, Observed<byte[]>> Contents => _contents;

    public IReadOnlyDictionary<string, Observed<string>> Links => _links;

    public IReadOnlyDictionary<string, Observed<IReadOnlyList<string>>> Folders => _folders;

    public IReadOnlyDictionary<string, Observed<bool>> Present => _present;

    /// <summary>Whether a file holds bytes: those travel in another way than lines of text.</summary>
    public static bool IsBinary(string path) => path.StartsWith("/sys/firmware/", StringComparison.Ordinal) || path.EndsWith("/config", StringComparison.Ordinal) || path.EndsWith("/rom", StringComparison.Ordinal) || path.EndsWith(".gz", StringComparison.Ordinal);

    /// <summary>Whether a path is one of those that a pattern stands for.</summary>
    public static bool Matches(string pattern, string path)
    {
        if (!pattern.Contains('*', StringComparison.Ordinal))
        {
            return string.Equals(pattern, path, StringComparison.Ordinal);
        }

        var (wanted, found) = (pattern.Split('/'), path.Split('/'));
        return wanted.Length == found.Length && wanted.Zip(found).All(p => p.First == p.Second || FileSystemName.MatchesSimpleExpression(p.First, p.Second, ignoreCase: false));
    }

    /// <summary>Forgets what an earlier answer brought of a pattern.</summary>
    public void Forget(HostPath path)
    {
        switch (path.Kind)
        {
            case HostPathKind.Link:
                Drop(_links, path.Pattern);
                break;
            case HostPathKind.Names:
                Drop(_folders, path.Pattern);
                break;
            case HostPathKind.Presence:
                Drop(_present, path.Pattern);
                break;
            default:
                Drop(_contents, path.Pattern);
                break;
        }
    }

    /// <summary>Takes an answer in; false where it broke off.</summary>
    public bool Take(byte[] output, string error, string separator)
    {
        var parts = Split(output, Encoding.ASCII.GetBytes($"\n{separator}\n"));
        if (parts.Count < Parts)
        {
            return false;
        }

        foreach (var path in Texts(parts[0]))
        {
            _contents[path] = Observed.Read<byte[]>([]);
        }

        foreach (var path in Texts(parts[1]))
        {
            _present[path] = Observed.Read(true);
        }

        TakeLines(parts[2]);
        TakeBytes(parts[3]);
        foreach (var (path, target) in Lines(parts[4]).SelectMany(Arrow))
        {
            _links[path] = Observed.Read(target);
        }

        foreach (var (path, names) in Pairs(parts[5]))
        {
            _folders[path] = Observed.Read<IReadOnlyList<string>>([.. names.Split('/', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)]);
        }

        TakeErrors(error);
        return true;
    }

    private static void Drop<T>(Dictionary<string, T> known, string pattern)
    {
        foreach (var path in known.Keys.Where(p => Matches(pattern, p)).ToList())
        {
            known.Remove(path);
        }
    }

    /// <summary>Each line comes with its file's path; a file's lines follow each other.</summary>
    private void TakeLines(byte[] part)
    {
        var (path, content) = ("", new List<byte>());
        var rest = part.AsSpan();
        while (rest.IndexOf((byte)0) is var nul and >= 0)
        {
            var of = Encoding.UTF8.GetString(rest[..nul]);
            rest = rest[(nul + 1)..];
            var end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..(end + 1)];
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (of != path)
            {
                Keep();
                (path, content) = (of, []);
            }

            content.AddRange(line);
        }

        Keep();

        void Keep()
        {
            if (path.Length > 0)
            {
                _contents[path] = Observed.Read(content.ToArray());
            }
        }
    }

    private void TakeBytes(byte[] part)
    {
        foreach (var (path, text) in Pairs(part))
        {
            _contents[path] = text.EndsWith('!')
                ? Observed<byte[]>.Unreadable($"'{path}' may be read by root only.")
                : Observed.Read(Convert.FromBase64String(text));
        }
    }

    /// <summary>grep names what it could not read, in the words of the C library.</summary>
    private void TakeErrors(string error)
    {
        foreach (var line in error.Split('\n'))
        {
            if (line.StartsWith("grep: ", StringComparison.Ordinal) && line.LastIndexOf(": ", StringComparison.Ordinal) is var at and > 6)
            {
                var (path, why) = (line[6..at], line[(at + 2)..]);
                if (why.Contains("No such file", StringComparison.Ordinal))
                {
                    _contents.Remove(path);
                }
                else
                {
                    _contents[path] = Observed<byte[]>.Unreadable(why.Contains("denied", StringComparison.Ordinal)
                        ? $"'{path}' may be read by root only."
                        : $"'{path}' could not be read: {why}.");
                }
            }
        }
    }

    /// <summary>
    /// <c>path -> target</c>, from busybox between single quotes. A link comes together with its target, as processes' open files come and go while they are read: two lists would not match.
    /// What is no link any more has no arrow.
    /// </summary>
    private static IEnumerable<(string Path, string Target)> Arrow(string line)
    {
        var between = line.StartsWith('\'') && line.EndsWith('\'') ? "' -> '" : " -> ";
        var at = line.IndexOf(between, StringComparison.Ordinal);
        if (at > 0)
        {
            var quote = between.Length > 4 ? 1 : 0;
            yield return (line[quote..at], line[(at + between.Length)..^quote]);
        }
    }

    private static List<byte[]> Split(byte[] output, byte[] separator)
    {
        var parts = new List<byte[]>();
        var rest = output.AsSpan();
        while (rest.IndexOf(separator) is var at and >= 0)
        {
            parts.Add(rest[..at].ToArray());
            rest = rest[(at + separator.Length)..];
        }

        return parts;
    }

    private static string[] Texts(byte[] part) => Encoding.UTF8.GetString(part).Split('\0', StringSplitOptions.RemoveEmptyEntries);

    private static string[] Lines(byte[] part) => Encoding.UTF8.GetString(part).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<(string Path, string Value)> Pairs(byte[] part) =>
        Lines(part).Select(l => l.Split('\0', 2)).Where(p => p.Length == 2).Select(p => (p[0], p[1]));
}
