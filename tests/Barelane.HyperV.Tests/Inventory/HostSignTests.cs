using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;
using Barelane.Engine.Planning;
using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Hosting;
using Barelane.HyperV.Inventory;
using Barelane.HyperV.Planning;
using Barelane.HyperV.PowerShell;
using Barelane.HyperV.Tests.Steps;

namespace Barelane.HyperV.Tests.Inventory;

/// <summary>What is read of a host beside its devices: boot options, memory nodes, WSL2 and Windows Sandbox, the shape of its answers.</summary>
public class HostSignTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_boot_option_that_switches_the_IOMMU_off_is_told_and_stands_in_the_way()
    {
        var host = FakeScenarios.Make("dda");
        Assert.True((await ReadAsync(host)).Iommu.Value);

        host.IommuDisabled = true;
        var read = await ReadAsync(host);

        Assert.False(read.Iommu.Value);
        Assert.Contains(read.IommuReasons.Value, r => r.Contains("bcdedit /set hypervisoriommupolicy enable", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_VM_that_fits_into_no_memory_node_where_none_may_span_is_warned_of()
    {
        var host = FakeScenarios.Make("dda");
        (host.NumaSpanning, host.NumaNodeBytes) = (false, 4ul << 30);

        Assert.Contains(await FindingsAsync(host), f => f is { Rule: "HYPERV-NUMA-001", Severity: Severity.Warn } && f.Observed.Contains("8192 MiB", StringComparison.Ordinal));
        host.NumaSpanning = true;
        Assert.DoesNotContain(await FindingsAsync(host), f => f.Rule == "HYPERV-NUMA-001");
    }

    [Fact]
    public async Task Taking_all_displays_of_the_host_needs_the_consent_host_console_for_one_assignment_or_several()
    {
        var both = BenchSite.Direct() with { Gpu = new GpuSelector { Id = new PciId(0x10de, 0x2235), Count = 2 } };
        var other = BenchSite.Direct("0000:b3:00.0") with { Vm = "hv01/web-03" };

        Assert.Equal(["hv01/train-02", "hv01/train-02"], await AskedForConsoleAsync(both));
        Assert.Equal(["hv01/train-02", "hv01/web-03"], await AskedForConsoleAsync(BenchSite.Direct(), other));
        Assert.Empty(await AskedForConsoleAsync(BenchSite.Direct()));
    }

    [Fact]
    public async Task Whether_the_GPUs_reach_WSL2_and_Windows_Sandbox_is_told_with_what_stands_in_the_way()
    {
        var host = FakeScenarios.Make("gpu-pv");
        Assert.All((await ReadAsync(host)).LightGuests.Value, g => Assert.False(g.IsOn));

        host.Features["Microsoft-Windows-Subsystem-Linux"] = host.Features["VirtualMachinePlatform"] = host.Features["Containers-DisposableClientVM"] = true;
        host.Files[@"C:\Program Files\WSL\wsl.exe"] = FakeFile.Text("", "2.4.11.0");
        var missing = await WslAsync();
        Assert.Equal(("WSL2 2.4.11.0", false), (missing.Name, missing.HasGpu));
        Assert.Contains("libdxcore.so", Assert.Single(missing.Hindrances), StringComparison.Ordinal);

        host.Files[@"C:\Windows\System32\lxss\lib\libdxcore.so"] = FakeFile.Text("");
        Assert.True((await WslAsync()).HasGpu);
        host.Registry.Set(@"SOFTWARE\Policies\WSL", "AllowWSL", "DWord", 0);
        Assert.Contains("AllowWSL", Assert.Single((await WslAsync()).Hindrances), StringComparison.Ordinal);

        var sandbox = (await ReadAsync(host)).LightGuests.Value.Single(g => g.Name == LightGuest.Sandbox);
        Assert.Contains("export --as wsb", Assert.Single(sandbox.Hindrances), StringComparison.Ordinal);
        host.Registry.Set(@"SOFTWARE\Policies\Microsoft\Windows\Sandbox", "AllowVGPU", "DWord", 0);
        sandbox = (await ReadAsync(host)).LightGuests.Value.Single(g => g.Name == LightGuest.Sandbox);
        Assert.Contains("AllowVGPU", Assert.Single(sandbox.Hindrances), StringComparison.Ordinal);
        host.Gpus.Clear();
        Assert.Contains((await WslAsync()).Hindrances, h => h.Contains("paravirtualisation", StringComparison.Ordinal));

        async Task<LightGuest> WslAsync() => (await ReadAsync(host)).LightGuests.Value.Single(g => g.Name.StartsWith(LightGuest.Wsl, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whose_settings_keep_the_GPU_from_WSL_and_which_distributions_are_of_WSL_1_is_told_and_nothing_else_of_the_settings()
    {
        var host = FakeScenarios.Make("gpu-pv");
        host.Features["Microsoft-Windows-Subsystem-Linux"] = host.Features["VirtualMachinePlatform"] = true;
        host.Files[@"C:\Windows\System32\lxss\lib\libdxcore.so"] = FakeFile.Text("");
        host.Files[@"C:\Users\ute\.wslconfig"] = FakeFile.Text("[wsl2]\r\nkernelCommandLine=secret-word\r\nGpuSupport = False # too hot\r\n[experimental]\r\ngpuSupport=true\r\n");
        host.Files[@"C:\Users\jan\.wslconfig"] = FakeFile.Text("[wsl2]\ngpuSupport=true\nmemory=4GB");
        host.Files[@"C:\Users\eva\notes.txt"] = FakeFile.Text("gpuSupport=false");
        foreach (var (user, id, name, version) in (List<(string, string, string, int)>)[("S-1-5-21-7-1001", "{1}", "Ubuntu-18.04", 1), ("S-1-5-21-7-1001", "{2}", "Debian", 2), ("S-1-5-21-7-1002", "{3}", "Ubuntu-18.04", 1)])
        {
            host.Registry.Set($@"HKEY_USERS\{user}\Software\Microsoft\Windows\CurrentVersion\Lxss\{id}", "DistributionName", "String", name);
            host.Registry.Set($@"HKEY_USERS\{user}\Software\Microsoft\Windows\CurrentVersion\Lxss\{id}", "Version", "DWord", version);
        }

        var wsl = (await ReadAsync(host)).LightGuests.Value[0];

        Assert.True(wsl.HasGpu);
        Assert.Equal(
            [@"For the user 'ute' it is switched off: 'gpuSupport=false' in 'C:\Users\ute\.wslconfig'.", "'Ubuntu-18.04' runs under WSL 1, which has no GPU: 'wsl --set-version Ubuntu-18.04 2'."], wsl.Notes);
        await using var shell = new PowerShellHost(new FakeTransport(host));
        Assert.DoesNotContain("secret-word", (await shell.RunAsync(ReadScripts.LightGuests, [], Token)).Data.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dda")]
    [InlineData("gpu-p")]
    [InlineData("gpu-pv")]
    [InlineData("pool")]
    public async Task The_fakes_answers_look_as_the_adapter_was_written_for(string scenario) => Assert.Empty((await ReadAsync(FakeScenarios.Make(scenario))).Unfamiliar.Value);

    [Fact]
    public void Objects_that_lack_a_property_or_have_another_type_are_told_and_unknown_ones_too()
    {
        var differences = KnownShapes.Differences(Core.Facts.Observed.Read<IReadOnlyList<ShapeAnswer>>(
        [
            new ShapeAnswer("Microsoft.HyperV.PowerShell.VMHost", [new("IovSupport", "System.String"), new("NumaSpanningEnabled", "System.Boolean")]),
            new ShapeAnswer("Deserialized.Something", []),
        ])).Value;

        Assert.Equal(
            ["'IovSupport' of 'VMHost' is 'System.String' and was 'Boolean'", "'VMHost' has no 'IovSupportReasons'", "an object of the type 'Deserialized.Something' came, which is not known"],
            differences);
    }

    [Fact]
    public async Task A_support_bundle_gets_the_hosts_answers_and_its_logs_and_leaves_the_host_alone()
    {
        var host = FakeScenarios.Make("dda");
        host.Events.Add(("Microsoft-Windows-Hyper-V-Worker-Admin", new DateTime(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc), 12030, "'train-02' failed to start.\r\nVirtual Pci Express Port: Failed to Power on"));
        var before = HostDescription.Of(host);
        await using var shell = new PowerShellHost(new FakeTransport(host));

        var offer = await new HyperVSupportSource(shell).OfferAsync(new SupportScope(), Token);
        var texts = new Dictionary<string, string?>();
        foreach (var text in offer.Texts)
        {
            texts.Add(text.Path, await text.ReadAsync(Token));
        }

        Assert.Equal("2026-03-01T08:00:00.0000000Z 12030 Error Microsoft-Windows-Hyper-V-Worker: 'train-02' failed to start. Virtual Pci Express Port: Failed to Power on\n", texts["events/Microsoft-Windows-Hyper-V-Worker-Admin.txt"]);
        Assert.Null(texts["events/System.txt"]);
        Assert.Contains("\"uuid\"", texts["answers/read-machine.json"], StringComparison.Ordinal);
        Assert.Contains("PCIROOT(36)", texts["answers/read-devices.json"], StringComparison.Ordinal);
        Assert.NotEmpty(offer.ByHand);
        Assert.Equal(before, HostDescription.Of(host));
    }

    /// <summary>The units that the consent 'host-console' is asked of.</summary>
    private static async Task<IEnumerable<string?>> AskedForConsoleAsync(params Assignment[] wishes)
    {
        await using var site = new BenchSite(FakeScenarios.Make("dda"), wishes);
        var fleet = new FleetInventory([await site.Adapter.Source.ReadAsync(InspectScope.Whole, Token)]);
        var plan = new PlanMaker(new Dictionary<Hypervisor, IWayPlanner> { [Hypervisor.HyperV] = new HyperVWayPlanner() }, "test").Make(fleet, site.GoalOf(fleet));
        return plan.Impacts.Where(i => i.Consent == ConsentNames.HostConsole).Select(i => i.Unit);
    }

    private static async Task<Core.Inventory.Host> ReadAsync(FakeHost host)
    {
        await using var shell = new PowerShellHost(new FakeTransport(host));
        return (await new HyperVInventorySource(shell, "hv01").ReadAsync(InspectScope.Whole, Token)).Hosts[0];
    }

    private static async Task<IReadOnlyList<Finding>> FindingsAsync(FakeHost host)
    {
        await using var site = new BenchSite(host, BenchSite.Direct());
        var fleet = new FleetInventory([await site.Adapter.Source.ReadAsync(InspectScope.Whole, Token)]);
        return site.GoalOf(fleet).Findings;
    }
}
