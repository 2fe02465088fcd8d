using System.Diagnostics;
using System.Globalization;
using Barelane.Twin.Building;

namespace Barelane.Twin.Tests.PyVmomi;

/// <summary>pyVmomi is a strict parser and was not written by us. Debian's python3-pyvmomi must be installed.</summary>
public sealed class PyVmomiTests
{
    [Fact]
    public async Task PyVmomi_logs_in_reads_devices_reconfigures_and_waits_for_updates()
    {
        await using var twin = await TwinServer.StartAsync(Scenarios.Demo());

        var (exitCode, output) = await RunAsync(twin);

        Assert.True(exitCode == 0, output);
        Assert.Contains("refused Cannot complete login", output, StringComparison.Ordinal);
        Assert.Contains("pages 2", output, StringComparison.Ordinal);
        Assert.Contains("host esx-01 9 0000:3b:00.0=NVIDIA A40,0000:af:00.0=NVIDIA A40", output, StringComparison.Ordinal);
        Assert.Contains("reconfigure success", output, StringComparison.Ordinal);
        Assert.Contains("device 13000 100 18 0000:3b:00.0 65536", output, StringComparison.Ordinal);
        Assert.Contains("again error", output, StringComparison.Ordinal);
        Assert.Contains("enabled [True] True", output, StringComparison.Ordinal);
        Assert.Equal(["0000:3b:00.0"], twin.Site.Read(() => twin.Site.Vm("render-01").DirectAddresses));
    }

    [Fact]
    public async Task PyVmomi_works_with_a_vcenter_of_version_6_5()
    {
        await using var twin = await TwinServer.StartAsync(Scenarios.Old());

        var (exitCode, output) = await RunAsync(twin);

        Assert.True(exitCode == 0, output);
        Assert.Contains("about VirtualCenter 6.5\n", output, StringComparison.Ordinal);
        Assert.Contains("host esx-01 8 0000:3b:00.0=NVIDIA Tesla T4", output, StringComparison.Ordinal);
        Assert.Contains("device 13000 100 18 0000:3b:00.0 16384", output, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(TwinServer twin)
    {
        var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "PyVmomi", "client.py"));
        start.ArgumentList.Add(twin.Url.Host);
        start.ArgumentList.Add(twin.Url.Port.ToString(CultureInfo.InvariantCulture));
        start.ArgumentList.Add("administrator@vsphere.local");
        start.ArgumentList.Add("secret");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
