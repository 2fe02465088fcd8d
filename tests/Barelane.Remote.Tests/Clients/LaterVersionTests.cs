using Barelane.Remote.Tests.Support;

namespace Barelane.Remote.Tests.Clients;

/// <summary>A device of OpenCL 3.0 is one remotely, without the features that need memory in common; one of an earlier version is of 1.2.</summary>
public sealed class LaterVersionTests
{
    [Fact]
    public async Task What_came_after_OpenCL_1_2_is_as_on_the_device_itself()
    {
        await using var pool = new Pool();

        var local = (await Client.LocalAsync(Client.Python("later_api.py"))).Succeeded();
        var remote = (await Client.RemoteAsync(pool.Address, Client.Python("later_api.py"))).Succeeded();

        Assert.Contains("version 3.0 3.0", local.Out, StringComparison.Ordinal);
        Assert.Equal(Compared(local.Out), Compared(remote.Out));

        // PoCL looks at the words before it says that it takes none of them; the standard has it say so first.
        Assert.Contains("intermediate language None -59", remote.Out, StringComparison.Ordinal);
        Assert.Contains("specialization -59", remote.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clinfo_differs_only_in_names_and_in_what_needs_one_memory()
    {
        await using var pool = new Pool();

        var local = (await Client.LocalAsync("clinfo")).Succeeded().Out.Split('\n').Select(l => l.TrimEnd()).ToArray();
        var remote = (await Client.RemoteAsync(pool.Address, "clinfo")).Succeeded().Out.Split('\n').Select(l => l.TrimEnd()).ToArray();

        string[] expected =
        [
            "Platform ", "Device Version", "Device OpenCL C Version", "Device Extensions", "Latest conformance test passed", "Unified memory for Host and Device", "Coarse-grained buffer sharing", "Fine-grained buffer sharing",
            "Atomics", "Command buffer capabilities", "Required queue properties for command buffer", "Out-of-order execution", "Profiling", "Run native kernels", "SPIR versions", "clGet", "clCreate", "cl_khr_", "cl_pocl_",
        ];
        Assert.DoesNotContain(local.Except(remote).Concat(remote.Except(local)).Select(l => l.Trim()), l => !expected.Any(e => l.StartsWith(e, StringComparison.Ordinal)));
    }

    private static string[] Compared(string text) => [.. text.Split('\n').Where(l => !l.StartsWith("intermediate", StringComparison.Ordinal) && !l.StartsWith("specialization", StringComparison.Ordinal))];
}
