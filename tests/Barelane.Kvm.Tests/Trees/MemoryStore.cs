using Barelane.Core.Facts;
using Barelane.Kvm.Sysfs;

namespace Barelane.Kvm.Tests.Trees;

/// <summary>Files in memory, for tests that read a tree many thousand times; links are followed as on a disk.</summary>
internal sealed class MemoryStore : ITreeStore, IHostFiles
{
    private const int LinkLimit = 40;
    private readonly Dictionary<string, Node?> _found = new(StringComparer.Ordinal);
    private readonly Node _root = new() { Names = new SortedDictionary<string, Node>(StringComparer.Ordinal) };

    public IHostFiles Files => this;

    /// <summary>Called before anything is read.</summary>
    public Action Reading { get; set; } = () => { };

    public void Write(string path, byte[] content)
    {
        if (Find(path, followLast: true) is { Content: not null } file)
        {
            file.Content = content;
            return;
        }

        _found.Clear();
        var (folder, name) = Parent(path);
        folder.Names![name] = new Node { Content = content };
    }

    public void Folder(string path)
    {
        _found.Clear();
        Walk(Parts(path), create: true);
    }

    public void Link(string path, string target)
    {
        _found.Clear();
        var (folder, name) = Parent(path);
        folder.Names![name] = new Node { Target = target };
    }

    public void Remove(string path)
    {
        _found.Clear();
        var parts = Parts(path);
        Walk(parts[..^1], create: false)?.Names?.Remove(parts[^1]);
    }

    public void Dispose()
    {
    }

    public Task PrepareAsync(IReadOnlyList<HostPath> paths, CancellationToken cancellationToken) => Task.CompletedTask;

    public Observed<byte[]> ReadBytes(string path, int limit = HostPath.LongestText)
    {
        Reading();
        return Find(path, followLast: true) switch
        {
            null => Observed<byte[]>.Absent,
            { Content: { } content } => Observed.Read(content.Length > limit ? content[..limit] : content),
            _ => Observed<byte[]>.Unreadable($"'{path}' could not be read: it is a folder."),
        };
    }

    public Observed<string> ReadLink(string path)
    {
        Reading();
        return Find(path, followLast: false) is { Target: { } target } ? Observed.Read(target) : Observed<string>.Absent;
    }

    public Observed<IReadOnlyList<string>> List(string folder)
    {
        Reading();
        return Find(folder, followLast: true) is { Names: { } names } ? Observed.Read<IReadOnlyList<string>>([.. names.Keys]) : Observed<IReadOnlyList<string>>.Absent;
    }

    public Observed<bool> Exists(string path)
    {
        Reading();
        return Observed.Read(Find(path, followLast: true) is not null);
    }

    private static string[] Parts(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private (Node Folder, string Name) Parent(string path)
    {
        var parts = Parts(path);
        return (Walk(parts[..^1], create: true) ?? throw new DirectoryNotFoundException(path), parts[^1]);
    }

    private Node? Find(string path, bool followLast)
    {
        if (followLast)
        {
            return _found.TryGetValue(path, out var known) ? known : _found[path] = Walk(Parts(path), create: false);
        }

        var parts = Parts(path);
        return Walk(parts[..^1], create: false) is { Names: { } names } && names.TryGetValue(parts[^1], out var node) ? node : null;
    }

    /// <summary>Goes down; a link's target takes the place of the link in the way.</summary>
    private Node? Walk(IReadOnlyList<string> parts, bool create)
    {
        var way = new Stack<Node>([_root]);
        var left = new Stack<string>(parts.Reverse());
        for (var links = 0; left.TryPop(out var part);)
        {
            if (part == "..")
            {
                if (way.Count > 1)
                {
                    way.Pop();
                }

                continue;
            }

            if (way.Peek().Names is not { } names)
            {
                return null;
            }

            if (!names.TryGetValue(part, out var next))
            {
                if (!create)
                {
                    return null;
                }

                names[part] = next = new Node { Names = new SortedDictionary<string, Node>(StringComparer.Ordinal) };
            }

            if (next.Target is { } target)
            {
                if (++links > LinkLimit)
                {
                    return null;
                }

                if (target.StartsWith('/'))
                {
                    way = new Stack<Node>([_root]);
                }

                foreach (var step in Parts(target).Reverse())
                {
                    left.Push(step);
                }

                continue;
            }

            way.Push(next);
        }

        return way.Peek();
    }

    private sealed class Node
    {
        public byte[]? Content { get; set; }

        public string? Target { get; init; }

        public SortedDictionary<string, Node>? Names { get; init; }
    }
}
