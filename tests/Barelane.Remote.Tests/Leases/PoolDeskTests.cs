using Barelane.Cli.Inputs;
using Barelane.Cli.Remote;
using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Remote.Leasing;
using Barelane.Remote.Protocol.Leasing;
using Barelane.Remote.Server.Leases;
using Barelane.Remote.Tests.Support;
using Barelane.TestKit;

namespace Barelane.Remote.Tests.Leases;

/// <summary>Leases for guests, of a document's pool, from a real server.</summary>
public sealed class PoolDeskTests : IDisposable
{
    private const string Name = "farm: dc1/a";
    private readonly TemporaryFolder _folder = new();
    private readonly TwoClocks _clocks = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_lease_is_taken_kept_used_by_a_program_and_given_back()
    {
        await using var pool = Server();
        var desk = Desk(pool.Address, "tcp:127.0.0.1:1");

        var grant = await desk.TakeAsync(Assignment(256), Name, new NoProgress(), default);
        await desk.KeepAsync("lab", Name, default);
        _clocks.Run(TimeSpan.FromDays(1));

        var lease = Assert.Single(View(pool).Leases);
        Assert.Equal((pool.Address, Name, "kept"), (grant.Address, lease.Name, lease.Lasts));
        Assert.DoesNotContain(grant.Secret, grant.ToString(), StringComparison.Ordinal);

        // As the guest has it: everything in one line of the driver's.
        using var client = await Client.StartAsync($"{grant.Address} lease={grant.Secret}", false, ["clinfo", "-l"]);
        Assert.Contains("Device #0", (await client.EndAsync()).Succeeded().Out, StringComparison.Ordinal);

        // One server of the pool is silent, and it is not the one that has the lease.
        await desk.GiveBackAsync("lab", Name, default);
        Assert.Empty(View(pool).Leases);
    }

    [Fact]
    public async Task Where_a_server_is_silent_and_no_other_has_the_lease_giving_back_is_not_said_to_be_done()
    {
        await using var pool = Server();
        var desk = Desk(pool.Address, "tcp:127.0.0.1:1");

        var error = await Assert.ThrowsAsync<SiteException>(() => desk.GiveBackAsync("lab", Name, default));

        Assert.Contains("could not be given back: tcp:127.0.0.1:1: Nobody listens there.", error.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lease_that_is_gone_already_is_given_back()
    {
        await using var pool = Server();

        await Desk(pool.Address).GiveBackAsync("lab", Name, default);
    }

    [Fact]
    public async Task Taken_again_it_is_the_same_lease_and_the_first_secret_opens_nothing()
    {
        await using var pool = Server();
        var desk = Desk(pool.Address);
        var first = await desk.TakeAsync(Assignment(256), Name, new NoProgress(), default);

        var second = await desk.TakeAsync(Assignment(256), Name, new NoProgress(), default);

        Assert.NotEqual(first.Secret, second.Secret);
        Assert.Single(View(pool).Leases);
    }

    [Theory]
    [InlineData("unix:/run/nothing", 256, "a UNIX socket is this machine's alone")]
    [InlineData("tcp:127.0.0.1:1", 256, "Nobody listens there")]
    [InlineData("", 1L << 30, "can ever give 1 device with 1024 TiB")]
    public async Task What_can_not_be_had_is_said(string other, long memoryMiB, string said)
    {
        await using var pool = Server();

        var error = await Assert.ThrowsAsync<SiteException>(() => Desk(other.Length == 0 ? pool.Address : other).TakeAsync(Assignment(memoryMiB), Name, new NoProgress(), default));

        Assert.Contains(said, error.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lease_that_was_given_back_before_the_guest_had_it_is_not_kept()
    {
        await using var pool = Server();

        var error = await Assert.ThrowsAsync<SiteException>(() => Desk(pool.Address).KeepAsync("lab", Name, default));

        Assert.Contains("was given back before the guest had it", error.Problem.Message, StringComparison.Ordinal);
    }

    private Pool Server() =>
        new(s => s with { Listen = ["tcp:127.0.0.1:0"], Leases = new LeaseSettings { Folder = _folder.File("leases"), Time = _clocks } });

    private static PoolDesk Desk(params string[] servers) => new([new PoolSpec { Name = "lab", Servers = [.. servers.Select(s => new PoolServer(s, null))] }], new SecretReader());

    private static Assignment Assignment(long memoryMiB) => new() { Vm = "dc1/a", Way = Way.Remote, Gpu = new GpuSelector { Pool = "lab", MemoryMiB = memoryMiB } };

    private static PoolView View(Pool pool)
    {
        using var connection = PoolConnection.Open(new PoolAccount { Address = pool.Address });
        return connection.Ask(new LeaseRequest { Verb = LeaseVerb.View }).View!;
    }

    private sealed class NoProgress : IStepProgress
    {
        public Task StartedAsync(OperationHandle handle) => Task.CompletedTask;

        public void Report(int? percent, string message)
        {
        }
    }
}
