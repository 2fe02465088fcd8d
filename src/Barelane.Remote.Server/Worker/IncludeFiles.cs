using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Server.Worker;

/// <summary>
/// The client's include folders, in a folder of the session's: build options that name them are changed to name the copies. The client's own
/// paths mean nothing on this machine, and must not be looked up here.
/// </summary>
internal sealed class IncludeFiles : IDisposable
{
    private const int MaxFiles = 10_000;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _folders = new(StringComparer.Ordinal);
    private string? _root;

    /// <summary>Writes the files, and returns the options with their folders' names changed.</summary>
    public string Place(FileItem[] files, string options)
    {
        lock (_gate)
        {
            if (files.Length > MaxFiles)
            {
                throw new WireException($"{files.Length} include files came; {MaxFiles} are allowed.");
            }

            foreach (var file in files)
            {
                var target = Path.GetFullPath(Path.Combine(FolderFor(file.Folder), file.Path));
                if (!target.StartsWith(FolderFor(file.Folder) + '/', StringComparison.Ordinal) || file.Path.Contains('\0', StringComparison.Ordinal))
                {
                    throw new WireException($"The include file '{file.Path}' is not within its folder.");
                }

                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.WriteAllBytes(target, file.Content);
            }

            // The longest first: one folder may lie within another.
            return files.Select(f => f.Folder).Distinct(StringComparer.Ordinal).OrderByDescending(f => f.Length)
                .Aggregate(options, (text, folder) => text.Replace(folder, _folders[folder], StringComparison.Ordinal));
        }
    }

    public void Dispose()
    {
        if (_root is not null)
        {
            Directory.Delete(_root, recursive: true);
        }
    }

    private string FolderFor(string folder)
    {
        _root ??= Directory.CreateTempSubdirectory("barelane-include-").FullName;
        if (!_folders.TryGetValue(folder, out var place))
        {
            _folders[folder] = place = Path.Combine(_root, _folders.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return place;
    }
}
