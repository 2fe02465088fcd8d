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
    public void Only_whole_words_that_name_a_folder_are_changed_and_what_they_became_is_not_changed_again()
    {
        var parent = Path.GetDirectoryName(_folder.Path)!;
        var options = $"-I {parent}/a -I{parent} -DDIR={parent}/a -DOTHER={parent}/ab -I '{parent}' -I li -DUSE_like=1 -cl-std=CL1.2 -I \"li\"";

        var placed = new IncludeFiles(_folder.Path).Place([File(parent, "x.h", "1"), File(parent + "/a", "x.h", "2"), File("li", "x.h", "3")], options);

        string Of(string content) => Directory.GetDirectories(_folder.Path).Single(d => System.IO.File.ReadAllText(Path.Combine(d, "x.h")) == content);
        Assert.Equal($"-I {Of("2")} -I{Of("1")} -DDIR={Of("2")} -DOTHER={parent}/ab -I '{Of("1")}' -I {Of("3")} -DUSE_like=1 -cl-std=CL1.2 -I \"{Of("3")}\"", placed);
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
