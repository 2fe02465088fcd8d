namespace Barelane.FakeHyperV.Host;

/// <summary>Files by Windows path: the host's own, and those of guests' disks under the letters they are mounted at.</summary>
internal static class HostDisk
{
    public static FakeFile? Read(FakeHost host, string path) => Place(host, path, out var files, out var inside) ? files.GetValueOrDefault(inside) : null;

    public static bool IsFolder(FakeHost host, string path)
    {
        Place(host, path, out var files, out var inside);
        var folder = inside.TrimEnd('\\') + "\\";
        return inside.Length == 0 || files.Keys.Any(k => k.StartsWith(folder, StringComparison.OrdinalIgnoreCase)) || host.Folders.Contains(path.TrimEnd('\\'));
    }

    public static bool Has(FakeHost host, string path) => Read(host, path) is not null || IsFolder(host, path);

    public static void Write(FakeHost host, string path, FakeFile file)
    {
        Place(host, path, out var files, out var inside);
        files[inside] = file;
    }

    public static void CreateFolder(FakeHost host, string path) => host.Folders.Add(path.TrimEnd('\\'));

    public static bool Remove(FakeHost host, string path)
    {
        Place(host, path, out var files, out var inside);
        var gone = files.Keys.Where(k => k.Equals(inside, StringComparison.OrdinalIgnoreCase) || k.StartsWith(inside.TrimEnd('\\') + "\\", StringComparison.OrdinalIgnoreCase)).ToList();
        gone.ForEach(k => files.Remove(k));
        return host.Folders.Remove(path.TrimEnd('\\')) || gone.Count > 0;
    }

    /// <summary>What a folder holds: files with their content, folders without.</summary>
    public static IEnumerable<(string Path, FakeFile? File)> Children(FakeHost host, string path, bool all)
    {
        Place(host, path, out var files, out var inside);
        var folder = inside.Length == 0 ? "" : inside.TrimEnd('\\') + "\\";
        var root = path.TrimEnd('\\');
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, file) in files.Where(f => f.Key.StartsWith(folder, StringComparison.OrdinalIgnoreCase)).ToList())
        {
            var rest = name[folder.Length..];
            var slash = rest.IndexOf('\\', StringComparison.Ordinal);
            if (slash < 0 || all)
            {
                yield return ($@"{root}\{rest}", file);
            }
            else if (seen.Add(rest[..slash]))
            {
                yield return ($@"{root}\{rest[..slash]}", null);
            }
        }
    }

    private static bool Place(FakeHost host, string path, out SortedDictionary<string, FakeFile> files, out string inside)
    {
        if (path.Length > 1 && path[1] == ':' && host.Mounted.TryGetValue(char.ToUpperInvariant(path[0]), out var vm))
        {
            (files, inside) = (vm.Files, path.Length > 3 ? path[3..] : "");
            return true;
        }

        (files, inside) = (host.Files, path);
        return true;
    }
}
