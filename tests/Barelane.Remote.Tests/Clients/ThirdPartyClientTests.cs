using System.Text.RegularExpressions;
using Barelane.Remote.Tests.Support;

namespace Barelane.Remote.Tests.Clients;

/// <summary>Programs of Debian's that compute: what comes out is what comes out on the same PoCL without a network in between.</summary>
public sealed partial class ThirdPartyClientTests
{
    [Fact]
    public async Task Clpeak_measures()
    {
        await using var pool = new Pool();

        var (local, remote) = await Beside.RunAsync(pool, "clpeak", "--kernel-latency");

        Assert.Contains("Kernel launch latency", remote.Out, StringComparison.Ordinal);
        Assert.Equal(Labels(local.Out), Labels(remote.Out));
    }

    [Theory]
    [InlineData("xaxpy")]
    [InlineData("xdot")]
    [InlineData("xscal")]
    public async Task CLBlasts_own_tests_pass(string routine)
    {
        await using var pool = new Pool();

        var (local, remote) = await Beside.RunAsync(pool, $"clblast_test_{routine}");

        Assert.Contains("test(s) passed", local.Out, StringComparison.Ordinal);
        Assert.Equal(Results(local.Out), Results(remote.Out));
        Assert.DoesNotMatch("[1-9][0-9]* test\\(s\\) failed", remote.Out);
    }

    [Theory]
    [InlineData("-x", "64", "-y", "32")]
    [InlineData("-x", "105", "--outPlace")]
    public async Task ClFFTs_client_finds_its_transforms_right(params string[] arguments)
    {
        await using var pool = new Pool();

        var (local, remote) = await Beside.RunAsync(pool, ["clFFT-client", .. arguments]);

        Assert.Contains("*****PASS*****", local.Out, StringComparison.Ordinal);
        Assert.Contains("*****PASS*****", remote.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ffmpegs_filters_give_the_same_frames()
    {
        const string Filters =
            "hwupload,avgblur_opencl=3,boxblur_opencl=2:1,unsharp_opencl,sobel_opencl,erosion_opencl,dilation_opencl,convolution_opencl," +
            "transpose_opencl=clock,pad_opencl=w=iw+16:h=ih+16:x=8:y=8,nlmeans_opencl=s=2:p=3:r=5,hwdownload,format=yuv420p";
        string[] command = ["ffmpeg", "-v", "error", "-init_hw_device", "opencl=cl:0.0", "-filter_hw_device", "cl", "-f", "lavfi", "-i", "testsrc2=size=160x120:rate=4:duration=1", "-vf", $"format=yuv420p,{Filters}", "-f", "framemd5", "-"];
        await using var pool = new Pool();

        var (local, remote) = await Beside.RunAsync(pool, command);

        Assert.Equal(4, local.Out.Split('\n').Count(l => l.StartsWith("0,", StringComparison.Ordinal)));
        Assert.Equal(local.Out, remote.Out);
    }

    [Fact]
    public async Task A_checking_simulator_serves_as_the_device_and_finds_nothing_wrong()
    {
        await using var pool = new Pool(s => s with { Library = "/usr/lib/oclgrind/liboclgrind-rt.so" });

        var remote = (await Beside.RemoteAsync(pool, Client.Python("vector_add.py"))).Succeeded();
        var info = (await Beside.RemoteAsync(pool, "clinfo", "-l")).Succeeded();

        Assert.Equal("added on Barelane", remote.Out.Trim());
        Assert.Contains("Oclgrind", info.Out, StringComparison.OrdinalIgnoreCase);
    }

    private static string[] Results(string text) => [.. text.Split('\n').Where(l => l.Contains("test(s)", StringComparison.Ordinal))];

    /// <summary>What is measured, without the figures, nor what tells the platforms apart.</summary>
    private static string[] Labels(string text) => [.. text.Split('\n').Where(l => l.StartsWith("    ", StringComparison.Ordinal)).Select(l => Number().Replace(l, "#"))];

    [GeneratedRegex(@"[0-9.]+ us")]
    private static partial Regex Number();
}
