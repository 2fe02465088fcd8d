using Barelane.Remote.Tests.Support;

namespace Barelane.Remote.Tests.Clients;

/// <summary>Programs that nobody here wrote, with the driver in place of a local OpenCL.</summary>
public sealed class UnmodifiedClientTests
{
    [Fact]
    public async Task Clinfo_shows_the_servers_device_with_what_it_says_of_itself_locally()
    {
        await using var pool = new Pool();

        var remote = (await Client.RemoteAsync(pool.Address, "clinfo")).Succeeded();
        var local = (await Client.LocalAsync("clinfo")).Succeeded();

        Assert.Contains("Platform Name                                   Barelane", remote.Out, StringComparison.Ordinal);
        foreach (var name in (string[])["Device Name", "Device Vendor ", "Max compute units", "Max work group size", "Max memory allocation", "Global memory size", "Local memory size", "Max 2D image size"])
        {
            Assert.Equal(LineOf(local.Out, name), LineOf(remote.Out, name));
        }
    }

    [Fact]
    public async Task A_vector_is_added_by_pyopencl()
    {
        await using var pool = new Pool();

        var result = (await Client.RemoteAsync(pool.Address, Client.Python("vector_add.py"))).Succeeded();

        Assert.Equal("added on Barelane", result.Out.Trim());
    }

    [Fact]
    public async Task Large_writes_arrive_whole_and_in_order_whether_or_not_the_device_is_idle()
    {
        await using var pool = new Pool();

        var local = (await Client.LocalAsync(Client.Python("large_writes.py"))).Succeeded();
        var remote = (await Client.RemoteAsync(pool.Address, Client.Python("large_writes.py"))).Succeeded();

        Assert.Equal(local.Out, remote.Out);
        Assert.DoesNotContain("False", remote.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_pyopencl_does_with_the_whole_of_OpenCL_1_2_comes_out_as_on_the_device_itself()
    {
        await using var pool = new Pool();

        var local = (await Client.LocalAsync(Client.Python("whole_api.py"))).Succeeded();
        var remote = (await Client.RemoteAsync(pool.Address, Client.Python("whole_api.py"))).Succeeded();

        Assert.Equal(local.Out, remote.Out);
        Assert.DoesNotContain("False", remote.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parts_of_a_device_are_what_they_are_locally()
    {
        await using var pool = new Pool();

        var local = (await Client.LocalAsync(Client.Python("sub_devices.py"))).Succeeded();
        var remote = (await Client.RemoteAsync(pool.Address, Client.Python("sub_devices.py"))).Succeeded();

        Assert.Contains("computed on a part True", local.Out, StringComparison.Ordinal);
        Assert.Equal(local.Out, remote.Out);
    }

    [Fact]
    public async Task Two_servers_are_two_platforms_and_keep_apart()
    {
        await using var first = new Pool();
        await using var second = new Pool();

        var result = (await Client.RemoteAsync($"{first.Address},{second.Address}", Client.Python("two_servers.py"))).Succeeded();

        Assert.Equal("platforms 2 2\ntwice True\ntwice True\nan event of the other server: INVALID_CONTEXT\none context over both: INVALID_DEVICE\n", result.Out);
    }

    [Fact]
    public async Task A_servers_end_leaves_the_other_server_to_the_program()
    {
        await using var first = new Pool();
        await using var second = new Pool();
        using var running = await Client.StartAsync($"{first.Address},{second.Address}", withLocal: false, Client.Python("survives.py"));
        Assert.Equal("ready", await running.LineAsync());

        await first.DisposeAsync();
        running.CloseInput();
        var result = (await running.EndAsync()).Succeeded();

        Assert.Equal("first: OUT_OF_RESOURCES\nsecond: True\n", result.Out);
    }

    [Fact]
    public async Task What_a_kernel_prints_stands_where_it_stands_locally()
    {
        await using var pool = new Pool();

        var remote = (await Client.RemoteAsync(pool.Address, Client.Python("prints.py"))).Succeeded();

        Assert.Equal("before\nkernel says 1\nkernel says 2\nafter\n", remote.Out);
    }

    [Fact]
    public async Task With_the_server_down_programs_see_the_other_platforms()
    {
        var result = (await Client.BothAsync("unix:/nonexistent/socket", "clinfo", "-l")).Succeeded();

        Assert.Contains("Portable Computing Language", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Barelane", result.Out, StringComparison.Ordinal);
        Assert.Contains("no GPUs from unix:/nonexistent/socket", result.Error, StringComparison.Ordinal);
    }

    private static string LineOf(string text, string name) => text.Split('\n').First(l => l.TrimStart().StartsWith(name, StringComparison.Ordinal)).Trim();
}
