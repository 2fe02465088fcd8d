using System.Text.RegularExpressions;
using Barelane.Core.Plans;
using Barelane.Engine.Documents;
using Barelane.TestKit;

namespace Barelane.Engine.Tests.Documents;

public sealed partial class DocumentSchemaTests
{
    private static readonly DocumentSchema Schema = DocumentSchema.Read();

    // Descriptions of teams for 'advise' are no documents; DescriptionReaderTests reads them.
    public static TheoryData<string> Examples =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "examples"), "*.yaml", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Repository.Root, f)).Where(f => !f.StartsWith(Path.Combine("examples", "advise"), StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_is_read_is_valid_and_names_the_schema(string file)
    {
        var path = Path.Combine(Repository.Root, file);
        var text = File.ReadAllText(path);

        Assert.Empty(DocumentReader.Read(text).Problems);
        Assert.Empty(Schema.Check(text));
        var named = SchemaComment().Match(text);
        Assert.True(named.Success, $"'{file}' must begin with '# yaml-language-server: $schema=…'.");
        Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(path)!, named.Groups[1].Value)), $"'{file}' names '{named.Groups[1].Value}', which is not there.");
    }

    /// <summary>An unknown key makes the reader name every key that it knows: what it names is what the schema has to have.</summary>
    [Theory]
    [InlineData(null, "KEY: 1")]
    [InlineData("site", "sites: { dc1: { KEY: 1 } }")]
    [InlineData("assignment", "assignments: [{ KEY: 1 }]")]
    [InlineData("gpu", "assignments: [{ gpu: { KEY: 1 } }]")]
    [InlineData("create", "assignments: [{ create: { KEY: 1 } }]")]
    [InlineData("guest", "assignments: [{ guest: { KEY: 1 } }]")]
    [InlineData("pool", "pools: { lab: { KEY: 1 } }")]
    public void The_schema_knows_the_keys_that_the_reader_knows_and_no_others(string? definition, string document)
    {
        const string Nobody = "zzzzzzzzzzzzzzzzzzzz";

        var problem = Assert.Single(DocumentReader.Read(document.Replace("KEY", Nobody, StringComparison.Ordinal)).Problems, p => p.Message.Contains(Nobody, StringComparison.Ordinal));

        var known = Quoted().Matches(problem.Message[problem.Message.IndexOf("Known keys are", StringComparison.Ordinal)..]).Select(m => m.Groups[1].Value);
        Assert.Equal(known.Order(StringComparer.Ordinal), Schema.KeysOf(definition).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_schema_has_every_consent_there_is() => Assert.Equal(ConsentNames.All.Keys.Order(StringComparer.Ordinal), Schema.Consents);

    [Theory]
    [InlineData("name: a b")]
    [InlineData("sites: { dc1: { vsphere: 'http://vc/sdk' } }")]
    [InlineData("sites: { dc1: { user: someone } }")]
    [InlineData("sites: { dc1: { vsphere: 'https://vc/sdk', kvm: 'qemu:///system' } }")]
    [InlineData("sites: { dc1: { vsphere: 'https://vc/sdk', password: secret } }")]
    [InlineData("sites: { dc1: { vsphere: 'https://vc/sdk', certificate: 'sha256:12' } }")]
    [InlineData("assignments: [{ vm: dc1/a, way: direct }]")]
    [InlineData("assignments: [{ vm: a, gpu: { model: A40 }, way: direct }]")]
    [InlineData("assignments: [{ vm: dc1/a, gpu: { count: 2 }, way: direct }]")]
    [InlineData("assignments: [{ vm: dc1/a, gpu: { model: A40 }, way: shared }]")]
    [InlineData("assignments: [{ vm: dc1/a, gpu: { profile: p-8q }, way: direct }]")]
    [InlineData("assignments: [{ vm: dc1/a, gpu: { profile: p-8q }, way: shared, variant: fixed }]")]
    [InlineData("assignments: [{ vm: dc1/a, gpu: { model: A40, count: 65 }, way: direct }]")]
    [InlineData("assignments: [{ vm: dc1/a, gpu: { address: '3b:00.0' }, way: direct }]")]
    [InlineData("assignments: [{ vm: dc1/a, gpu: { model: A40 }, way: direct, window: '22-5' }]")]
    [InlineData("assignments: [{ vm: dc1/a, gpu: { model: A40 }, way: direct, create: { memory-mib: 4096, cpus: 2 } }]")]
    [InlineData("assignments: [{ vm: dc1/a, gpu: { model: A40 }, way: direct, guest: { user: root } }]")]
    [InlineData("assignments: [{ vm: dc1/a, gpu: { model: A40 }, way: direct, guest: { user: root, ssh: root@vm } }]")]
    [InlineData("consent: [host-rebot]")]
    [InlineData("consent: [host-reboot, host-reboot]")]
    [InlineData("accept: [iommu]")]
    [InlineData("bystanders: everybody")]
    [InlineData("nmae: farm")]
    public void What_the_reader_refuses_the_schema_refuses(string line)
    {
        var key = line[..line.IndexOf(':', StringComparison.Ordinal)];
        string[] healthy = ["version: 1", "name: farm", "sites: { dc1: { vsphere: 'https://vc.example/sdk' } }"];
        var text = string.Join('\n', healthy.Where(l => !l.StartsWith(key + ":", StringComparison.Ordinal)).Append(line));

        Assert.NotEmpty(DocumentReader.Read(text).Problems);
        Assert.NotEmpty(Schema.Check(text));
    }

    [GeneratedRegex(@"\A# yaml-language-server: \$schema=(\S+)\n")]
    private static partial Regex SchemaComment();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();
}
