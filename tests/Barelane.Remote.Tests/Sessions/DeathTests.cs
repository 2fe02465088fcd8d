using Barelane.Remote.Tests.Support;

namespace Barelane.Remote.Tests.Sessions;

/// <summary>Either end may die at any time: the other is never left waiting.</summary>
public sealed class DeathTests
{
    [Fact]
    public async Task What_a_killed_client_held_is_given_back()
    {
        await using var pool = new Pool();
        using var client = await Client.StartAsync(pool.Address, false, Client.Python("until_it_fails.py"));
        Assert.Equal("ready", await client.LineAsync());
        var workers = pool.Server.Workers;
        var worker = Assert.Single(workers);

        client.Kill();
        await Until.SoAsync(() => pool.Server.SessionCount == 0);

        Assert.False(Directory.Exists($"/proc/{worker}"), "The worker outlives its session.");
    }

    [Fact]
    public async Task A_server_that_dies_in_the_middle_is_an_OpenCL_error_to_its_clients()
    {
        var pool = new Pool();
        using var client = await Client.StartAsync(pool.Address, false, Client.Python("until_it_fails.py"));
        Assert.Equal("ready", await client.LineAsync());

        await pool.DisposeAsync();
        var result = (await client.EndAsync()).Succeeded();

        Assert.Contains("error OUT_OF_RESOURCES", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_of_another_version_is_refused_and_both_versions_are_named()
    {
        await using var pool = new Pool();
        using var raw = new RawClient(pool.Address);

        var answer = raw.Talk(version: 999);

        Assert.Equal(Protocol.Messages.ProtocolVersion.Current, answer.Version);
        await Until.SoAsync(() => pool.Log.Contains($"a client speaks version 999 of the protocol, this server {Protocol.Messages.ProtocolVersion.Current}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_frame_that_lies_ends_its_session_with_the_reason_and_no_other()
    {
        await using var pool = new Pool();
        using var other = await Client.StartAsync(pool.Address, false, Client.Python("until_it_fails.py"));
        Assert.Equal("ready", await other.LineAsync());

        Assert.Contains("67108865", RawClient.FarewellTo(pool.Address, [1, 0, 0, 4, 16, 0, 0, 0, 0, 0, 0, 0]), StringComparison.Ordinal);
        Assert.Contains("1000 is no object", RawClient.FarewellTo(pool.Address, [4, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0, 0, 0xE8, 3, 0, 0]), StringComparison.Ordinal);
        Assert.Contains("nothing that a client sends", RawClient.FarewellTo(pool.Address, [0, 0, 0, 0, 99, 0, 0, 0, 0, 0, 0, 0]), StringComparison.Ordinal);

        Assert.False(other.HasEnded);
    }
}
