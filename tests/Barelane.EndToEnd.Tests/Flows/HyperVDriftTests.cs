using System.Xml.Linq;
using Barelane.EndToEnd.Tests.Processes;
using Barelane.FakeHyperV.Host;

namespace Barelane.EndToEnd.Tests.Flows;

/// <summary>What was given on Hyper-V and is looked at again: as it was, after the host's driver changed, after the card moved.</summary>
public sealed class HyperVDriftTests
{
    private const string NewPlace = "PCIROOT(80)#PCI(0200)#PCI(0000)";

    [Fact]
    public async Task The_same_command_twice_is_nothing_to_do_although_Windows_tells_less_of_a_card_that_is_away()
    {
        await using var desk = new HyperVDesk(FakeScenarios.Make("dda"));
        desk.Write(Card("0000:3b:00.0"));
        (await desk.RunAsync("apply")).Ended(0);
        var given = await desk.StateAsync();

        (await desk.RunAsync("apply")).Ended(0).Showed("Nothing to do");
        (await desk.RunAsync("preflight")).Ended(0);

        TwinText.Same(given, await desk.StateAsync(), "The second apply has changed something.");
        Assert.NotEqual(2, (await desk.RunAsync("verify")).ExitCode);
    }

    [Fact]
    public async Task A_card_that_another_VM_gives_back_goes_to_the_next_one_without_being_seen_on_the_host_again()
    {
        var host = FakeScenarios.Make("dda");
        await using var desk = new HyperVDesk(host);
        desk.Write(Card("0000:3b:00.0"));
        (await desk.RunAsync("apply")).Ended(0);

        desk.Write("{ vm: hv01/web-03, gpu: { address: \"0000:3b:00.0\" }, way: direct }");
        (await desk.RunAsync("apply")).Ended(0);

        Assert.Empty(host.Vms[0].Devices);
        Assert.Equal(2, host.Vms[1].Devices.Count);
    }

    [Fact]
    public async Task A_card_that_moved_while_its_VM_was_off_is_told_by_verify_and_put_right_by_rebind()
    {
        var host = FakeScenarios.Make("dda");
        host.Devices.RemoveAll(d => d.LocationPath.StartsWith("PCIROOT(B2)", StringComparison.Ordinal));
        await using var desk = new HyperVDesk(host);
        desk.Write(Card("0000:3b:00.0"));
        (await desk.RunAsync("apply")).Ended(0);
        host.Vms[0].State = 3;
        Move(host);

        (await desk.RunAsync("verify")).Ended(2).Showed("DIFFERS", "GOAL-GPU-001", "No device of 'hv01' fits", "'barelane rebind hv01/train-02'");
        (await desk.RunAsync("apply")).Ended(3);
        (await desk.RunAsync("rebind", "--plan-only")).Ended(2).Showed("its card is not there any more");
        (await desk.RunAsync("rebind", "hv01/train-02")).Ended(0);

        Assert.Equal([NewPlace, NewPlace.Replace("0000)", "0001)", StringComparison.Ordinal)], host.Vms[0].Devices.Select(d => d.LocationPath).Order(StringComparer.Ordinal));
        desk.Write(Card("0000:86:00.0"));
        (await desk.RunAsync("apply")).Ended(0);
        Assert.NotEqual(2, (await desk.RunAsync("verify")).ExitCode);
        (await desk.RunAsync("rebind")).Ended(0).Said("there is nothing to rebind");
    }

    [Fact]
    public async Task After_an_update_of_the_hosts_driver_verify_says_drift_and_apply_copies_the_files_anew()
    {
        var host = FakeScenarios.Make("gpu-pv");
        await using var desk = new HyperVDesk(host);
        desk.Write("{ vm: hv01/train-02, gpu: { profile: \"gpu-pv-10de:2235\" }, way: shared }");
        (await desk.RunAsync("apply")).Ended(0);
        Assert.NotEqual(2, (await desk.RunAsync("verify")).ExitCode);
        var first = Copied(host);

        host.InstallDriver("32.0.15.6081");

        (await desk.RunAsync("verify")).Ended(2).Showed("DIFFERS", "driver files of hv01/train-02");
        (await desk.RunAsync("apply")).Ended(0);
        Assert.NotEqual(first, Copied(host));
        Assert.NotEqual(2, (await desk.RunAsync("verify")).ExitCode);
    }

    [Fact]
    public async Task A_running_guest_whose_account_is_named_gets_the_files_of_a_new_driver_without_being_shut_down()
    {
        var host = FakeScenarios.Make("gpu-pv");
        host.Vms[0].State = 2;
        host.Vms[0].Accounts["admin"] = "p";
        await using var desk = new HyperVDesk(host);
        desk.WriteSecret("guest-password", "p");
        desk.Write("{ vm: hv01/train-02, gpu: { profile: \"gpu-pv-10de:2235\" }, way: shared, guest: { user: admin, password: \"file:guest-password\" } }");
        var start = await desk.StateAsync();
        (await desk.RunAsync("apply")).Ended(0);
        (await desk.RunAsync("undo")).Ended(0);
        TwinText.Same(start, await desk.StateAsync(), "Undo has left something in the guest.");

        (await desk.RunAsync("apply")).Ended(0);
        var begun = host.Vms[0].Started;
        host.InstallDriver("32.0.15.6081");
        (await desk.RunAsync("verify")).Ended(2).Showed("DIFFERS", "driver files of hv01/train-02");
        var planned = (await desk.RunAsync("plan")).Ended(0).Showed("prepare guest of VM hv01/train-02", "from its next start on", "HYPERV-DRIVER-003", "but for the former driver's files");
        Assert.DoesNotContain("shut down", planned.Out, StringComparison.OrdinalIgnoreCase);
        (await desk.RunAsync("apply")).Ended(0);

        Assert.Equal((2, begun), (host.Vms[0].State, host.Vms[0].Started));
        Assert.NotEqual(2, (await desk.RunAsync("verify")).ExitCode);
        host.Vms[0].Accounts["admin"] = "another";
        host.InstallDriver("32.0.15.7000");
        (await desk.RunAsync("plan", "--output", "json")).Ended(0).Showed("HYPERV-DRIVER-002", "be asked over PowerShell Direct", "is shut down");
    }

    [Fact]
    public async Task A_sandbox_file_with_the_GPU_is_printed_and_what_keeps_it_from_working_is_said_beside_it()
    {
        var host = FakeScenarios.Make("gpu-pv");
        await using var desk = new HyperVDesk(host);
        desk.Write();
        var start = await desk.StateAsync();

        var off = (await desk.RunAsync("export", "hv01", "--as", "wsb")).Ended(0).Said("Windows Sandbox is not switched on", "Containers-DisposableClientVM");
        Assert.Equal("Enable", XDocument.Parse(off.Out).Root!.Element("vGPU")!.Value);
        host.Features["Containers-DisposableClientVM"] = true;
        var on = (await desk.RunAsync("export", "hv01", "--as", "wsb")).Ended(0);

        Assert.Equal(off.Out, on.Out);
        Assert.DoesNotContain("Sandbox", on.Error, StringComparison.Ordinal);
        host.Registry.Set(@"SOFTWARE\Policies\Microsoft\Windows\Sandbox", "AllowVGPU", "DWord", 0);
        (await desk.RunAsync("export", "hv01", "--as", "wsb")).Ended(0).Said("AllowVGPU");
        host.Features["Containers-DisposableClientVM"] = false;
        host.Registry.Remove(@"SOFTWARE\Policies\Microsoft\Windows\Sandbox", "AllowVGPU");
        TwinText.Same(start, await desk.StateAsync(), "Exporting has changed something.");
    }

    private static string Card(string address) => $"{{ vm: hv01/train-02, gpu: {{ address: \"{address}\" }}, way: direct }}";

    private static IEnumerable<string> Copied(FakeHost host) => [.. host.Vms[0].Files.Keys.Where(f => f.Contains("FileRepository", StringComparison.Ordinal))];

    /// <summary>The card is in another slot now, on the host as a new one is; the VM still names the old place.</summary>
    private static void Move(FakeHost host)
    {
        for (var i = 0; i < 2; i++)
        {
            var old = host.Devices[i];
            host.Devices[i] = new FakeDevice
            {
                HardwareId = old.HardwareId,
                Instance = "5&77aa01c3&0&" + (i == 0 ? "0010" : "0110"),
                LocationPath = NewPlace[..^3] + (i == 0 ? "00)" : "01)"),
                Name = old.Name,
                Class = old.Class,
                Service = old.Service,
                DriverInf = old.DriverInf,
                DriverProvider = old.DriverProvider,
                Bus = 0x86,
                BaseClass = old.BaseClass,
                SubClass = old.SubClass,
                Ranges = old.Ranges,
            };
        }
    }
}
