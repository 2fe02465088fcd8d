using System.Formats.Tar;
using System.IO.Compression;
using Barelane.EndToEnd.Tests.CommandLine;
using Barelane.EndToEnd.Tests.Processes;

namespace Barelane.EndToEnd.Tests.Flows;

/// <summary>What support asks for, through the real command line: what is in the archive, and what must not be.</summary>
public sealed class SupportBundleTests
{
    [Fact]
    public async Task A_site_is_gathered_without_its_names_and_secrets_and_diagnose_reads_it()
    {
        await using var twin = await Sites.StartAsync(Sites.ReadyCard());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write(Sites.WholeCard);
        var start = twin.State();

        var made = await desk.RunAsync("support-bundle --file barelane.yaml --to b.tar.gz --key names.txt");
        var again = await desk.RunAsync("support-bundle --file barelane.yaml --to b.tar.gz");
        var kept = await desk.RunAsync("support-bundle --file barelane.yaml --to kept.tar.gz --keep-names");
        var read = await desk.RunAsync("diagnose b.tar.gz");

        made.Ended(0);
        TwinText.Same(start, twin.State(), "Gathering has changed something.");
        var texts = Members(Path.Combine(desk.Folder, "b.tar.gz"));
        Assert.Contains("MANIFEST.json", texts.Keys);
        Assert.Contains("findings.json", texts.Keys);
        Assert.Contains("plan.json", texts.Keys);
        Assert.Contains(texts.Keys, k => k.EndsWith("/inventory.json", StringComparison.Ordinal));
        Assert.Contains(texts.Keys, k => k.EndsWith("/vmkernel.log", StringComparison.Ordinal));
        var all = string.Concat(texts.Select(t => t.Key + t.Value));
        Assert.DoesNotContain("render-01", all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("administrator@", all, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\trender-01", await File.ReadAllTextAsync(Path.Combine(desk.Folder, "names.txt")), StringComparison.Ordinal);
        again.Ended(64);
        Assert.Contains("not overwritten", again.Error, StringComparison.Ordinal);
        kept.Ended(0);
        Assert.Contains("render-01", string.Concat(Members(Path.Combine(desk.Folder, "kept.tar.gz")).Values), StringComparison.Ordinal);
        read.Ended(7);
    }

    [Fact]
    public async Task Without_a_site_that_answers_the_local_parts_are_gathered_and_the_rest_is_noted()
    {
        using var desk = new Typed();
        desk.File("password", "hunter2");
        desk.File("barelane.yaml", "version: 1\nname: farm\nsites:\n  dc1: { vsphere: \"https://127.0.0.1:9/sdk\", user: u, password: \"file:password\" }\nassignments:\n  - { vm: dc1/a, gpu: { address: \"0000:3b:00.0\" }, way: direct }\n");

        var answer = await desk.RunAsync("support-bundle", "--to", "b.tar.gz", "--output", "json");
        var nothing = await desk.RunAsync("support-bundle", "--file", "barelane.yaml", "--to", "c.tar.gz", "--since", "soon");

        Assert.Equal(7, answer.ExitCode);
        Assert.Contains("could not be read", answer.Out, StringComparison.Ordinal);
        var texts = Members(Path.Combine(desk.Folder, "b.tar.gz"));
        Assert.Contains("barelane.txt", texts.Keys);
        Assert.DoesNotContain("hunter2", string.Concat(texts.Values), StringComparison.Ordinal);
        Assert.Equal(64, nothing.ExitCode);
        Assert.Contains("'--since' takes a span", nothing.Said, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(desk.Folder, "c.tar.gz")));
    }

    private static Dictionary<string, string> Members(string path)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        using var tar = new TarReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (tar.GetNextEntry() is { } entry)
        {
            using var reader = new StreamReader(entry.DataStream ?? Stream.Null);
            members[entry.Name] = reader.ReadToEnd();
        }

        return members;
    }
}
