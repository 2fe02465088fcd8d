using System.Text;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Wire;
using Barelane.Remote.Server.Worker;
using Barelane.TestKit;

namespace Barelane.Remote.Tests.Parts;

/// <summary>Copies of the clients' include folders: the same content has the same place, in each session, which compilers' caches need.</summary>
public sealed class IncludeFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_content_has_the_same_place_in_another_session_and_other_content_another()
    {
        var first = Place(File("/a", "x.h", "1"), File("/a", "y/z.h", "2"));
        var again = Place(File("/a", "y/z.h", "2"), File("/a", "x.h", "1"));
        var other = Place(File("/a", "x.h", "1"), File("/a", "y/z.h", "3"));

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.Equal("2", System.IO.File.ReadAllText(Path.Combine(first, "y", "z.h")));
        Assert.Equal("3", System.IO.File.ReadAllText(Path.Combine(other, "y", "z.h")));
    }

    [Fact]
    public void What_lies_outside_its_folder_is_refused_and_leaves_nothing()
    {
        Assert.Throws<WireException>(() => Place(File("/a", "x.h", "1"), File("/a", "../../escaped.h", "2")));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Of_many_copies_the_oldest_go_but_none_that_may_be_read()
    {
        for (var i = 0; i < 70; i++)
        {
            Directory.SetLastWriteTimeUtc(Place(File("/a", "x.h", $"{i}")), DateTime.UtcNow.AddHours(i < 3 ? -100 + i : -0.1));
        }

        _ = Place(File("/a", "x.h", "last"));

        Assert.Equal(68, Directory.GetDirectories(_folder.Path).Length);
        Assert.False(Directory.GetDirectories(_folder.Path).Any(d => System.IO.File.ReadAllText(Path.Combine(d, "x.h")) is "0" or "1" or "2"), "An old copy is still there.");
    }

    private static FileItem File(string folder, string path, string content) => new() { Folder = folder, Path = path, Content = Encoding.UTF8.GetBytes(content) };

    private string Place(params FileItem[] files) => new IncludeFiles(_folder.Path).Place(files, "-I /a")["-I ".Length..];
}
