using Barelane.FakeHyperV.Values;

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

    /// <summary>Writes a file.</summary>
    /// <exception cref="PsException">It is in use, or the disk is full.</exception>
    public static void Write(FakeHost host, string path, FakeFile file)
    {
        Place(host, path, out var files, out var inside);
        if (VmOf(host, path) is { } vm)
        {
            var more = file.Content.LongLength - (files.GetValueOrDefault(inside)?.Content.LongLength ?? 0);
            if (vm.Loaded.Contains(inside))
            {
                throw Refused("CopyFileInfoItemIOError", "WriteError", path, $"The process cannot access the file '{path}' because it is being used by another process.", 0x80070020);
            }

            if (vm.FreeBytes < more)
            {
                throw Refused("CopyFileInfoItemIOError", "WriteError", path, "There is not enough space on the disk.", 0x80070070);
            }

            vm.FreeBytes -= more;
        }

        files[inside] = file;
    }

    /// <summary>Renames a file within a volume; one that is in use stays so under its new name.</summary>
    /// <exception cref="PsException">There is something already.</exception>
    public static void Move(FakeHost host, string from, string to)
    {
        Place(host, from, out var files, out var here);
        Place(host, to, out _, out var there);
        if (files.ContainsKey(there))
        {
            throw Refused("MoveFileInfoItemIOError", "WriteError", from, "Cannot create a file when that file already exists.", 0x800700b7);
        }

        files.Remove(here, out var file);
        files[there] = file!;
        if (VmOf(host, from) is { } vm && vm.Loaded.Remove(here))
        {
            vm.Loaded.Add(there);
        }
    }

    public static void CreateFolder(FakeHost host, string path) => host.Folders.Add(path.TrimEnd('\\'));

    public static bool Remove(FakeHost host, string path)
    {
        Place(host, path, out var files, out var inside);
        if (VmOf(host, path) is { } vm && vm.Loaded.Contains(inside))
        {
            throw Refused("RemoveFileSystemItemUnAuthorizedAccess", "PermissionDenied", path, $"Cannot remove item {path}: Access to the path is denied.", 0x80070005);
        }

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

    private static FakeVm? VmOf(FakeHost host, string path) => path.Length > 1 && path[1] == ':' ? host.Mounted.GetValueOrDefault(char.ToUpperInvariant(path[0])) : null;

    private static PsException Refused(string id, string category, string path, string message, uint code) => new(new PsErrorRecord
    {
        Id = id,
        Category = category,
        Message = message,
        Type = "System.IO.IOException",
        Target = path,
        HResult = unchecked((int)code),
    });

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
