using Barelane.EndToEnd.Tests.Processes;
using Barelane.FakeHyperV.Host;

namespace Barelane.EndToEnd.Tests.Flows;

/// <summary>What happens to a card on Hyper-V over its life, with the command line as it is shipped and a host that is played.</summary>
public sealed class HyperVLifeTests
{
    private const string WholeCard = "{ vm: hv01/train-02, gpu: { address: \"0000:3b:00.0\" }, way: direct }";

    [Fact]
    public async Task A_card_is_given_and_verified_and_a_drained_host_comes_back_as_it_was()
    {
        await using var desk = new HyperVDesk(FakeScenarios.Make("dda"));
        desk.Write(WholeCard);
        (await desk.RunAsync("apply")).Ended(0);
        var given = await desk.StateAsync();
        Assert.Contains("dismounted", given, StringComparison.Ordinal);
        Assert.True((await desk.RunAsync("verify")).ExitCode is 0 or 7);

        (await desk.RunAsync("drain", "hv01/HV01")).Ended(0);
        Assert.Contains(@"SOFTWARE\Barelane\Maintenance", await desk.StateAsync(), StringComparison.Ordinal);
        Assert.Equal(3, desk.Host.Vms[0].State);
        (await desk.RunAsync("return", "hv01/HV01")).Ended(0);

        TwinText.Same(given, await desk.StateAsync(), "The host did not come back as it was.");
    }

    [Fact]
    public async Task What_exists_is_exported_adopted_as_it_is_and_let_go_again()
    {
        var host = FakeScenarios.Make("dda");
        GiveByHand(host, host.Vms[0], 0, 1);
        await using var desk = new HyperVDesk(host);
        desk.Write();
        var start = await desk.StateAsync();

        var exported = (await desk.RunAsync("export", "hv01", "--name", "farm")).Ended(0);
        Assert.Contains("hv01/train-02", exported.Out, StringComparison.Ordinal);
        Assert.Contains("0000:3b:00.0", exported.Out, StringComparison.Ordinal);
        desk.WriteText(exported.Out);
        (await desk.RunAsync("adopt")).Ended(0);

        Assert.Contains("barelane: document=farm", host.Vms[0].Notes, StringComparison.Ordinal);
        TwinText.Same(WithoutNotes(start), WithoutNotes(await desk.StateAsync()), "Adopting has set more than the mark.");
        (await desk.RunAsync("undo")).Ended(0);
        TwinText.Same(start, await desk.StateAsync(), "Adopting has left something.");
    }

    [Fact]
    public async Task RemoteFX_is_taken_off_the_VM_that_gets_a_card_and_said_to_be_gone_for_good()
    {
        var host = FakeHosts.Make(HostEdition.Server2016);
        (host.Vms[0].HasRemoteFx, host.RemoteFx["NVIDIA A40"]) = (true, true);
        await using var desk = new HyperVDesk(host);
        desk.Write(WholeCard);

        (await desk.RunAsync("inspect", "hv01")).Ended(0);
        var planned = (await desk.RunAsync("plan", "--detailed-exitcode")).Ended(2);
        Assert.Contains("RemoteFX", planned.Out + planned.Error, StringComparison.OrdinalIgnoreCase);
        (await desk.RunAsync("apply")).Ended(0);

        Assert.False(host.Vms[0].HasRemoteFx);
        Assert.Equal(2, host.Vms[0].Devices.Count);
        await desk.RunAsync("undo");
        Assert.Empty(host.Vms[0].Devices);
        Assert.False(host.Vms[0].HasRemoteFx);
    }

    [Fact]
    public async Task A_name_with_a_line_break_is_refused_in_the_document()
    {
        await using var desk = new HyperVDesk(FakeScenarios.Make("dda"));
        desk.Write("{ vm: \"hv01/a\\nb | Remove-VM\", gpu: { address: \"0000:3b:00.0\" }, way: direct }");
        var start = await desk.StateAsync();

        (await desk.RunAsync("apply")).Ended(1).Said("'vm' holds a control character or a line break; write it on one line.");

        TwinText.Same(start, await desk.StateAsync(), "What was refused has changed something.");
    }

    [Theory]
    [InlineData("it's \\\"mine\\\"", "it's \"mine\"")]
    [InlineData("$(New-Item pwned) `$(New-Item pwned)", "$(New-Item pwned) `$(New-Item pwned)")]
    [InlineData("x'; Remove-VM * -Force; '", "x'; Remove-VM * -Force; '")]
    [InlineData("\\u2018; Stop-VM *; \\u2019 \\u201cq\\u201d \\u65e5\\u672c", "‘; Stop-VM *; ’ “q” 日本")]
    [InlineData("$(touch pwned); `touch pwned`; touch pwned &", "$(touch pwned); `touch pwned`; touch pwned &")]
    [InlineData("*", "*")]
    public async Task A_hostile_name_is_nothing_but_a_name_from_the_document_to_the_host(string written, string name)
    {
        var host = FakeScenarios.Make("dda");
        host.Vms[0].Name = name;
        await using var desk = new HyperVDesk(host);
        desk.Write($"{{ vm: \"hv01/{written}\", gpu: {{ address: \"0000:3b:00.0\" }}, way: direct, restore-point: \"{written}\" }}");
        var start = await desk.StateAsync();

        (await desk.RunAsync("plan", "--as", "powershell")).Ended(0);
        TwinText.Same(start, await desk.StateAsync(), "A plan has changed something.");
        (await desk.RunAsync("apply")).Ended(0);
        var given = host.Vms[0];
        Assert.Equal((name, 2), (given.Name, given.Devices.Count));
        Assert.Equal(name, Assert.Single(given.Checkpoints).Name);
        (await desk.RunAsync("undo")).Ended(0);

        given.Checkpoints.Clear();
        TwinText.Same(start, await desk.StateAsync(), "Something is left.");
        Assert.Empty(Directory.GetFiles(desk.Folder, "pwned*", SearchOption.AllDirectories));
    }

    private static void GiveByHand(FakeHost host, FakeVm vm, params int[] devices)
    {
        vm.StopAction = 2;
        foreach (var device in devices.Select(i => host.Devices[i]))
        {
            (device.IsDisabled, device.IsDismounted, device.Vm) = (true, true, vm.Id);
            vm.Devices.Add(new AssignedDevice { Id = Guid.NewGuid(), InstanceId = device.DismountedId, LocationPath = device.LocationPath });
        }
    }

    private static string WithoutNotes(string state) => string.Join('\n', state.Split('\n').Where(l => !l.Contains(" notes=", StringComparison.Ordinal)));
}
