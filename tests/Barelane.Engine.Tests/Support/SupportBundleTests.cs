using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Barelane.Core.Adapters;
using Barelane.Engine.Support;
using Barelane.TestKit;

namespace Barelane.Engine.Tests.Support;

public sealed class SupportBundleTests
{
    private static readonly BundleManifest Head = new() { Tool = "barelane 1", Made = DateTimeOffset.UnixEpoch, KeepsNames = false, NamesReplaced = 0, Files = [], LeftOut = [] };

    [Fact]
    public async Task The_manifest_names_every_file_with_its_hash_and_all_that_is_missing()
    {
        using var folder = new TemporaryFolder();
        var scrubber = new TextScrubber(keepNames: false);
        scrubber.AddName("vm", "render-01");
        var bundle = new SupportBundle(scrubber);
        await bundle.AddAsync("sites/a/", Text("vms/render-01/qemu.log", () => "log of render-01"), CancellationToken.None);
        await bundle.AddAsync("sites/a/", Text("none.txt", () => null), CancellationToken.None);
        await bundle.AddAsync("sites/a/", Text("refused.txt", () => throw new SiteException(new Problem { Code = "refused", Message = "render-01 says no." })), CancellationToken.None);
        await bundle.AddAsync("sites/a/", Text("broken.txt", () => throw new IOException("broken")), CancellationToken.None);
        await bundle.AddAsync("sites/a/", Text("after.txt", () => "the rest is gathered"), CancellationToken.None);

        var manifest = bundle.Write(folder.File("b.tar.gz"), Head, CancellationToken.None);

        var files = Members(folder.File("b.tar.gz"));
        Assert.Equal(["sites/a/vms/vm-001/qemu.log", "sites/a/after.txt", "MANIFEST.json"], files.Select(f => f.Name));
        Assert.Equal("log of vm-001", Encoding.UTF8.GetString(files[0].Content));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(files[0].Content)), manifest.Files[0].Sha256);
        Assert.Equal([false, true, true], manifest.LeftOut.Select(l => l.Failed));
        Assert.Contains("vm-001 says no.", manifest.LeftOut[1].Why, StringComparison.Ordinal);
        using var written = JsonDocument.Parse(files[^1].Content);
        Assert.Equal(2, written.RootElement.GetProperty("files").GetArrayLength());
        Assert.Equal(3, written.RootElement.GetProperty("leftOut").GetArrayLength());
    }

    [Fact]
    public void What_is_there_is_never_overwritten()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("b.tar.gz"), "mine");

        Assert.Throws<IOException>(() => new SupportBundle(new TextScrubber(false)).Write(folder.File("b.tar.gz"), Head, CancellationToken.None));

        Assert.Equal("mine", File.ReadAllText(folder.File("b.tar.gz")));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Stopped_in_the_middle_it_leaves_no_file()
    {
        using var folder = new TemporaryFolder();
        var bundle = new SupportBundle(new TextScrubber(false));
        bundle.Add("a.txt", "a", "a");
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => bundle.Write(folder.File("b.tar.gz"), Head, stop.Token));

        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Only_its_owner_may_read_it_and_no_path_leads_out_of_it()
    {
        using var folder = new TemporaryFolder();
        var bundle = new SupportBundle(new TextScrubber(keepNames: true));
        bundle.Add("../../etc/passwd", "a", "a");
        bundle.Add("vms/a b/../c\nd/x.log", "b", "b");
        bundle.Add("vms/a b/c\nd/x.log", "c", "c");

        bundle.Write(folder.File("b.tar.gz"), Head, CancellationToken.None);

        Assert.Equal(["etc/passwd", "vms/a_b/c_d/x.log", "vms/a_b/c_d/x.log.2", "MANIFEST.json"], Members(folder.File("b.tar.gz")).Select(f => f.Name));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File("b.tar.gz")));
        }
    }

    private static SupportText Text(string path, Func<string?> read) => new() { Path = path, Origin = "a test", ReadAsync = _ => Task.FromResult(read()) };

    private static List<(string Name, byte[] Content)> Members(string path)
    {
        var members = new List<(string, byte[])>();
        using var tar = new TarReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (tar.GetNextEntry() is { } entry)
        {
            using var content = new MemoryStream();
            entry.DataStream?.CopyTo(content);
            members.Add((entry.Name, content.ToArray()));
        }

        return members;
    }
}
