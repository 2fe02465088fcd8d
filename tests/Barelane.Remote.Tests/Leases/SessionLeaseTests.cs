using Barelane.Remote.Leasing;
using Barelane.Remote.Protocol.Leasing;
using Barelane.Remote.Server.Leases;
using Barelane.Remote.Tests.Support;
using Barelane.TestKit;

namespace Barelane.Remote.Tests.Leases;

/// <summary>Sessions on leases: what they see, what they have together, how they end.</summary>
public sealed class SessionLeaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_a_lease_a_session_is_refused_and_told_how_to_get_one()
    {
        await using var pool = Leasing();

        var result = await Client.BothAsync(pool.Address, "clinfo", "-l");

        Assert.DoesNotContain("Barelane", result.Succeeded().Out, StringComparison.Ordinal);
        Assert.Contains("by lease alone: 'barelane remote run' asks for one", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_sees_the_leases_device_and_memory_and_no_more()
    {
        await using var pool = Leasing();
        var lease = Ask(pool, 1, 128 << 20);

        var result = (await RunAsync(pool, lease.Secret, Client.Python("memory_limit.py"))).Succeeded();

        Assert.Contains("device says 128 MiB\nthird: MEM_OBJECT_ALLOCATION_FAILURE", result.Out, StringComparison.Ordinal);
        var list = (await RunAsync(pool, lease.Secret, ["clinfo", "-l"])).Succeeded();
        Assert.Contains("Device #0", list.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Device #1", list.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lease_of_two_devices_shows_two()
    {
        await using var pool = Leasing();
        var lease = Ask(pool, 2, 0);

        var list = (await RunAsync(pool, lease.Secret, ["clinfo", "-l"])).Succeeded();

        Assert.Contains("Device #1", list.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_that_verify_runs_in_guests_has_each_device_of_a_lease_add_numbers()
    {
        string[] job = ["/usr/bin/python3", Path.Combine(Repository.Root, "src", "Barelane.Guest", "Interfaces", "opencl-job.py")];
        await using var pool = Leasing();
        var lease = Ask(pool, 2, 128 << 20);

        Assert.Equal("opencl job right on 2 devices\n", (await RunAsync(pool, lease.Secret, job)).Succeeded().Out);
        Assert.Equal("opencl job right on 0 devices\n", (await RunAsync(pool, "another", job)).Succeeded().Out);
    }

    [Fact]
    public async Task What_a_client_calls_itself_is_one_line_in_logs_and_lists()
    {
        await using var pool = Leasing();
        using var connection = PoolConnection.Open(new PoolAccount { Address = pool.Address });

        _ = connection.Request(new LeaseRequest { Verb = LeaseVerb.Request, Client = "me\nlease 0 of root ended\u001b[2J" + new string('x', 500) }, _ => { }, CancellationToken.None);

        Assert.Equal("me?lease 0 of root ended?[2J" + new string('x', 172), View(pool).Leases.Single().Client);
    }

    [Fact]
    public async Task Two_sessions_of_a_lease_have_its_memory_together()
    {
        const string Holds = "import pyopencl as cl, sys\nc = cl.Context([cl.get_platforms()[0].get_devices()[0]])\nb = cl.Buffer(c, cl.mem_flags.READ_WRITE, 96 << 20)\nprint('ready', flush=True)\nsys.stdin.read()";
        const string Wants = "import pyopencl as cl\nc = cl.Context([cl.get_platforms()[0].get_devices()[0]])\ntry:\n  cl.Buffer(c, cl.mem_flags.READ_WRITE, 64 << 20)\n  print('given')\nexcept cl.Error as e:\n  print(cl.status_code.to_string(e.code))";
        await using var pool = Leasing();
        var lease = Ask(pool, 1, 128 << 20);
        using var first = await StartAsync(pool, lease.Secret, ["/usr/bin/python3", "-c", Holds]);
        Assert.Equal("ready", await first.LineAsync());

        var second = (await RunAsync(pool, lease.Secret, ["/usr/bin/python3", "-c", Wants])).Succeeded();
        first.Kill();
        await Until.SoAsync(() => pool.Server.SessionCount == 0);
        var third = (await RunAsync(pool, lease.Secret, ["/usr/bin/python3", "-c", Wants])).Succeeded();

        Assert.Equal(("MEM_OBJECT_ALLOCATION_FAILURE\n", "given\n"), (second.Out, third.Out));
    }

    [Fact]
    public async Task A_lease_that_is_released_ends_its_sessions_with_an_OpenCL_error()
    {
        await using var pool = Leasing();
        var lease = Ask(pool, 1, 512 << 20);
        using var client = await StartAsync(pool, lease.Secret, Client.Python("until_it_fails.py"));
        Assert.Equal("ready", await client.LineAsync());

        using var connection = PoolConnection.Open(new PoolAccount { Address = pool.Address });
        Assert.Equal(LeaseState.Released, connection.Ask(new LeaseRequest { Verb = LeaseVerb.Release, Lease = lease.Id }).State);

        Assert.Contains("error OUT_OF_RESOURCES", (await client.EndAsync()).Succeeded().Out, StringComparison.Ordinal);
        var after = await RunAsync(pool, lease.Secret, ["clinfo", "-l"]);
        Assert.Contains("The server knows no such lease", after.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lease_still_opens_sessions_after_the_server_was_started_anew()
    {
        GrantedLease lease;
        await using (var pool = Leasing())
        {
            lease = Ask(pool, 1, 512 << 20);
        }

        await using var again = Leasing();

        (await RunAsync(again, lease.Secret, Client.Python("vector_add.py"))).Succeeded();
    }

    [Fact]
    public async Task Who_does_not_take_its_lease_does_not_keep_it()
    {
        await using var pool = Leasing();
        using (var raw = new RawClient(pool.Address))
        {
            Assert.Equal(LeaseState.Granted, raw.AskForLease().State);
        }

        await Until.SoAsync(() => View(pool).Leases.Count == 0);
    }

    [Fact]
    public async Task An_answer_that_is_no_question_ends_the_connection_and_nothing_else()
    {
        await using var pool = Leasing();
        using (var raw = new RawClient(pool.Address))
        {
            raw.AskNonsense();
        }

        await Until.SoAsync(() => pool.Log.Contains("not in the form agreed", StringComparison.Ordinal));
        Assert.Empty(View(pool).Leases);
    }

    [Fact]
    public async Task A_plain_server_says_that_it_gives_no_leases()
    {
        await using var pool = new Pool();
        using var connection = PoolConnection.Open(new PoolAccount { Address = pool.Address });

        var reply = connection.Request(new LeaseRequest { Verb = LeaseVerb.Request }, _ => { }, CancellationToken.None);

        Assert.Equal((LeaseState.Refused, "The server gives no leases; it was started without --leases."), (reply.State, reply.Message));
        Assert.False(View(pool).HasLeases);
        Assert.Contains("gives no leases", (await RunAsync(pool, "0123456789", ["clinfo", "-l"])).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_without_OpenCL_has_nothing_to_give_leases_of()
    {
        var error = Assert.Throws<ArgumentException>(() => new Pool(s => s with { Library = "libnosuch.so.9", Leases = new LeaseSettings { Folder = _folder.File("leases") } }));

        Assert.Contains("There are no devices to give leases of", error.Message, StringComparison.Ordinal);
        Assert.Contains("libnosuch.so.9", error.Message, StringComparison.Ordinal);
    }

    private Pool Leasing() => new(s => Pool.WithTwoDevices(s) with { Leases = new LeaseSettings { Folder = _folder.File("leases") } });

    private static PoolView View(Pool pool)
    {
        using var connection = PoolConnection.Open(new PoolAccount { Address = pool.Address });
        return connection.Ask(new LeaseRequest { Verb = LeaseVerb.View }).View!;
    }

    private static GrantedLease Ask(Pool pool, int devices, ulong memory)
    {
        using var connection = PoolConnection.Open(new PoolAccount { Address = pool.Address });
        return connection.Request(new LeaseRequest { Verb = LeaseVerb.Request, Devices = devices, Memory = memory }, _ => { }, CancellationToken.None).Lease!;
    }

    private static Task<RunningClient> StartAsync(Pool pool, string secret, string[] command) => Client.StartAsync(pool.Address, false, command, ("BARELANE_REMOTE_LEASE", secret));

    private static async Task<ClientResult> RunAsync(Pool pool, string secret, string[] command)
    {
        using var running = await StartAsync(pool, secret, command);
        return await running.EndAsync();
    }
}
