using System.Diagnostics;
using Barelane.Lab.Tests.Hosts;

namespace Barelane.Lab.Tests.Scenarios;

/// <summary>Slices are cut, go to VMs with a guest in them, and are gone afterwards.</summary>
[Collection(LabScenarios.Name)]
public sealed class SliceTests(LabHost host)
{
    [Fact]
    public async Task A_mediated_slice_is_cut_given_and_taken_back_and_what_is_left_is_counted()
    {
        var begun = Stopwatch.GetTimestamp();
        await using var desk = await LabDesk.SetAsync(host, "slice", "gpu: { profile: \"mbochs-small\" }, way: shared");
        Assert.Contains("left: 4 16 64", desk.Before, StringComparison.Ordinal);

        (await desk.RunAsync("apply")).Ended(0);

        Assert.Contains("left: 3 15 63", await host.StateAsync(), StringComparison.Ordinal);
        (await desk.RunAsync("inspect lab")).Ended(0).Showed("mbochs-large (3 free), mbochs-medium (15 free), mbochs-small (63 free)", "VM slice on lab profile mbochs-small");
        Assert.Matches(@"01:00\.0 1234:1111 038000 .*memory=ok", await host.GuestAsync("slice"));

        (await desk.RunAsync("undo")).Ended(0);

        await desk.AsBeforeAsync();
        LabHost.Told("a mediated slice is cut, given, counted and taken back", begun);
    }

    [Fact]
    public async Task Virtual_functions_are_made_one_is_given_and_all_are_taken_away_again()
    {
        var begun = Stopwatch.GetTimestamp();
        await using var desk = await LabDesk.SetAsync(host, "part", "gpu: { profile: \"vf-1b36:0010\" }, way: shared");
        Assert.Contains($"{LabHost.CutCard} driver=nvme override=(null) functions=0", desk.Before, StringComparison.Ordinal);

        (await desk.RunAsync("apply")).Ended(0);

        var given = await host.StateAsync();
        Assert.Contains($"{LabHost.CutCard} driver=nvme override=(null) functions=4", given, StringComparison.Ordinal);
        Assert.Contains("0000:05:00.1 driver=vfio-pci", given, StringComparison.Ordinal);
        Assert.Matches(@"01:00\.0 1b36:0010 010802 ", await host.GuestAsync("part"));

        (await desk.RunAsync("undo")).Ended(0);

        await desk.AsBeforeAsync();
        LabHost.Told("virtual functions are made, one is given, and all are taken away", begun);
    }
}
