using Barelane.Core.Goals;
using Barelane.Engine.Documents;

namespace Barelane.Engine.Tests.Documents;

/// <summary>Pools, and assignments of the remote way.</summary>
public sealed class RemoteDocumentTests
{
    private const string Head = """
        version: 1
        name: farm
        sites: { dc1: { vsphere: "https://vc.example/sdk" } }
        pools:
          lab: { servers: ["tls:gpu01:7788 sha256:0000000000000000000000000000000000000000000000000000000000000000", "tls:gpu02:7788"], token: "file:token", authority: lab.pem }

        """;

    private static readonly DocumentSchema Schema = DocumentSchema.Read();

    [Fact]
    public void A_pool_and_an_assignment_to_it_are_read_whole_and_written_back_the_same()
    {
        const string Text = Head + "assignments: [{ vm: dc1/a, gpu: { pool: lab, memory-mib: 4096, count: 2 }, way: remote, guest: { user: root, password: 'env:P' } }]\n";

        var document = DocumentReader.Read(Text).Document!;

        var pool = Assert.Single(document.Pools);
        Assert.Equal([new PoolServer("tls:gpu01:7788", "sha256:" + new string('0', 64)), new PoolServer("tls:gpu02:7788", null)], pool.Servers);
        Assert.Equal((new SecretRef("file", "token"), "lab.pem"), (pool.Token, pool.Authority));
        var assignment = Assert.Single(document.Assignments);
        Assert.Equal((Way.Remote, "lab", 4096L, 2), (assignment.Way, assignment.Gpu.Pool, assignment.Gpu.MemoryMiB, assignment.Gpu.Count));
        Assert.Empty(Schema.Check(Text));
        var written = DocumentWriter.Write(document);
        Assert.Equal(written, DocumentWriter.Write(DocumentReader.Read(written).Document!));
        Assert.Empty(Schema.Check(written));
    }

    [Theory]
    [InlineData("gpu: { pool: lub }, way: remote, guest: { user: root, password: 'env:P' }", "'lub' is no pool of this document; write it under 'pools'. Did you mean 'lab'?")]
    [InlineData("gpu: { count: 2 }, way: remote, guest: { user: root, password: 'env:P' }", "The way 'remote' needs 'pool' in its gpu")]
    [InlineData("gpu: { pool: lab }, way: remote", "The way 'remote' needs 'guest' with an account")]
    [InlineData("gpu: { pool: lab, model: A40 }, way: remote, guest: { user: root, password: 'env:P' }", "'model' does not go with 'way: remote'")]
    [InlineData("gpu: { pool: lab }, way: remote, mmio-gib: 64, guest: { user: root, password: 'env:P' }", "'mmio-gib' does not go with 'way: remote'")]
    [InlineData("gpu: { model: A40, pool: lab }, way: direct", "'pool' goes with 'way: remote'; leave it out.")]
    public void What_does_not_go_with_the_way_is_refused_by_name(string assignment, string said)
    {
        var problem = Assert.Single(DocumentReader.Read(Head + $"assignments: [{{ vm: dc1/a, {assignment} }}]").Problems);

        Assert.Contains(said, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("servers: [\"gpu01:7788\"]", "'gpu01:7788' is no server")]
    [InlineData("servers: [\"tls:gpu01:7788 sha1:00\"]", "is no server")]
    [InlineData("servers: []", "A pool needs at least one server.")]
    [InlineData("token: 'env:T'", "'servers' is missing in a pool")]
    [InlineData("servers: [\"tls:a:1\"], token: plain-secret", "'token' must say where the secret is to be had")]
    public void A_pool_that_is_none_is_refused_and_no_secret_repeated(string pool, string said)
    {
        var text = $"version: 1\nname: farm\nsites: {{ dc1: {{ vsphere: 'https://vc.example/sdk' }} }}\npools: {{ lab: {{ {pool} }} }}\n";

        var problems = DocumentReader.Read(text).Problems;

        Assert.Contains(problems, p => p.Message.Contains(said, StringComparison.Ordinal));
        Assert.DoesNotContain(problems, p => p.Message.Contains("plain-secret", StringComparison.Ordinal));
        Assert.NotEmpty(Schema.Check(text));
    }
}
