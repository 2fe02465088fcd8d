using Barelane.Remote.Tests.Support;

namespace Barelane.Remote.Tests.Sessions;

/// <summary>What a session may have, and that nobody else suffers from who wants more.</summary>
public sealed class LimitTests
{
    [Fact]
    public async Task Beyond_its_memory_a_session_gets_an_allocation_failure_by_every_way_to_allocate()
    {
        await using var pool = new Pool(s => s with { MemoryLimit = 128 << 20 });

        var result = (await Client.RemoteAsync(pool.Address, Client.Python("memory_limit.py"))).Succeeded();

        Assert.Equal(
            """
            device says 128 MiB
            third: MEM_OBJECT_ALLOCATION_FAILURE
            image: MEM_OBJECT_ALLOCATION_FAILURE
            small: MEM_OBJECT_ALLOCATION_FAILURE
            after a release: given

            """,
            result.Out);
    }

    [Fact]
    public async Task A_kernel_that_never_ends_ends_its_own_session_and_no_other()
    {
        await using var pool = new Pool(s => s with { LaunchSeconds = 3 });
        using var other = await Client.StartAsync(pool.Address, false, Client.Python("until_it_fails.py"));
        Assert.Equal("ready", await other.LineAsync());

        var endless = (await Client.RemoteAsync(pool.Address, Client.Python("endless.py"))).Succeeded();
        var after = await Client.RemoteAsync(pool.Address, Client.Python("vector_add.py"));

        Assert.Contains("error OUT_OF_RESOURCES", endless.Out, StringComparison.Ordinal);
        Assert.Contains("A kernel has run for more than 3 s", endless.Error, StringComparison.Ordinal);
        after.Succeeded();
        Assert.False(other.HasEnded);
    }

    [Fact]
    public async Task A_session_too_many_is_refused_by_name()
    {
        await using var pool = new Pool(s => s with { MaxSessions = 1 });
        using var first = await Client.StartAsync(pool.Address, false, Client.Python("until_it_fails.py"));
        Assert.Equal("ready", await first.LineAsync());

        var second = await Client.BothAsync(pool.Address, "clinfo", "-l");

        Assert.DoesNotContain("Barelane", second.Succeeded().Out, StringComparison.Ordinal);
        Assert.Contains("1 sessions open; 1 are allowed", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_idle_session_is_ended()
    {
        await using var pool = new Pool(s => s with { IdleSeconds = 2 });
        using var idle = await Client.StartAsync(pool.Address, false, ["/usr/bin/python3", "-c", "import pyopencl as cl, sys\ncl.Context([cl.get_platforms()[0].get_devices()[0]])\nprint('ready', flush=True)\nsys.stdin.read()"]);
        Assert.Equal("ready", await idle.LineAsync());

        await Until.SoAsync(() => pool.Server.SessionCount == 0);

        idle.CloseInput();
        Assert.Contains("The session has been idle for more than 2 s", (await idle.EndAsync()).Error, StringComparison.Ordinal);
    }
}
