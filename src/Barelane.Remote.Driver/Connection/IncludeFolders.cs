using Barelane.Remote.Protocol.Messages;

namespace Barelane.Remote.Driver.Connection;

/// <summary>The client's folders that build options name with -I, or hold in a definition: their files go along, since the server does not see them.</summary>
internal static class IncludeFolders
{
    private const int MaxFiles = 4096;
    private const long MaxBytes = 32 << 20;
    private static readonly string[] Extensions = [".h", ".hpp", ".cl", ".clh", ".inc", ".inl", ".c"];

    public static FileItem[] Of(string options)
    {
        var files = new List<FileItem>();
        long bytes = 0;
        foreach (var folder in Folders(options))
        {
            foreach (var path in Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 4 }))
            {
                if (!Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
                {
                    continue;
                }

                var content = File.ReadAllBytes(path);
                bytes += content.Length;
                if (files.Count >= MaxFiles || bytes > MaxBytes)
                {
                    Log.Write($"the include folder {folder} has more than {MaxFiles} files or {MaxBytes >> 20} MiB; the rest is not sent");
                    return [.. files];
                }

                files.Add(new FileItem { Folder = folder, Path = Path.GetRelativePath(folder, path), Content = content });
            }
        }

        return [.. files];
    }

    /// <summary>What follows an -I, and what a definition's value names, where it is a folder here. The root is none.</summary>
    private static IEnumerable<string> Folders(string options)
    {
        var words = options.Split([' ', '\t', '\n', '"', '\''], StringSplitOptions.RemoveEmptyEntries);
        return words.Select((word, i) => word switch
        {
            "-I" => i + 1 < words.Length ? words[i + 1] : "",
            _ when word.StartsWith("-I", StringComparison.Ordinal) => word[2..],
            _ when word.Contains("=/", StringComparison.Ordinal) => word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..],
            _ => "",
        }).Where(f => f.Length > 1 && Directory.Exists(f)).Distinct(StringComparer.Ordinal);
    }
}
