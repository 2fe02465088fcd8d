using System.Diagnostics;
using Barelane.Lab.Tests.Hosts;

namespace Barelane.Lab.Tests.Scenarios;

/// <summary>Whole cards of two functions go to VMs with a guest in them, and come back.</summary>
[Collection(LabScenarios.Name)]
public sealed class DirectTests(LabHost host)
{
    [Fact]
    public async Task A_card_that_the_host_draws_on_goes_to_a_VM_by_Barelane_s_own_binding_and_its_drivers_come_back()
    {
        var begun = Stopwatch.GetTimestamp();
        await using var desk = await LabDesk.SetAsync(host, "two", $"gpu: {{ address: \"{LabHost.Card}\" }}, way: direct");
        Assert.Contains($"{LabHost.Card} driver=bochs-drm override=(null)", desk.Before, StringComparison.Ordinal);

        (await desk.RunAsync("apply")).Ended(0);

        var given = await host.StateAsync();
        Assert.Contains($"{LabHost.Card} driver=vfio-pci override=vfio-pci", given, StringComparison.Ordinal);
        Assert.Contains("0000:01:00.1 driver=vfio-pci override=vfio-pci", given, StringComparison.Ordinal);
        Assert.Contains("== two running", given, StringComparison.Ordinal);

        // The guest sees both at one slot, and what it writes into the display's memory is what it reads there.
        var guest = await host.GuestAsync("two");
        Assert.Matches(@"01:00\.0 1234:1111 038000 .*memory=ok", guest);
        Assert.Matches(@"01:00\.1 8086:293e 040300 ", guest);

        // The guest has no agent and no account, which verify says; all else it has seen.
        (await desk.RunAsync("verify")).Ended(7).Showed("not seen GUEST-ACCESS-001 of lab/two", "lab/two 14 of 15 as wanted");
        (await desk.RunAsync("apply")).Ended(0).Showed("Nothing to do");
        (await desk.RunAsync("undo")).Ended(0);

        await desk.AsBeforeAsync();
        Assert.Contains("guest: shuts down", await host.RunAsync("cat /run/lab/two.log"), StringComparison.Ordinal);
        LabHost.Told("a card of two functions goes to a VM by Barelane's own binding, is verified, and comes back", begun);
    }

    [Fact]
    public async Task A_card_with_a_BAR_of_16_GiB_goes_to_a_VM_by_libvirt_and_its_driver_comes_back()
    {
        var begun = Stopwatch.GetTimestamp();
        await using var desk = await LabDesk.SetAsync(host, "large", $"gpu: {{ address: \"{LabHost.LargeCard}\" }}, way: direct");
        Assert.Contains("0000:02:00.1 driver=snd_hda_intel override=(null)", desk.Before, StringComparison.Ordinal);

        (await desk.RunAsync("apply")).Ended(0);

        var given = await host.StateAsync();
        Assert.Contains($"{LabHost.LargeCard} driver=vfio-pci", given, StringComparison.Ordinal);
        Assert.Contains("0000:02:00.1 driver=vfio-pci", given, StringComparison.Ordinal);
        Assert.Contains("<hostdev mode='subsystem' type='pci' managed='yes'>", given, StringComparison.Ordinal);
        var guest = await host.GuestAsync("large");
        Assert.Matches(@"01:00\.0 1b36:0005 00ff00 .*bar2=[0-9a-f]{16}\+0000000400000000", guest);
        Assert.Matches(@"01:00\.1 8086:293e 040300 ", guest);

        (await desk.RunAsync("undo")).Ended(0);

        await desk.AsBeforeAsync();
        LabHost.Told("a card with a BAR of 16 GiB goes to a VM by libvirt, and comes back", begun);
    }

    [Fact]
    public async Task A_card_whose_group_the_host_uses_is_refused_with_the_member_named()
    {
        var begun = Stopwatch.GetTimestamp();
        await using var desk = await LabDesk.SetAsync(host, "group", $"gpu: {{ address: \"{LabHost.SharedGroupCard}\" }}, way: direct");

        var refused = (await desk.RunAsync("apply")).Ended(3);

        refused.Showed("BLOCK DEVICE-GROUP-001 lab/lab " + LabHost.NetworkCard, $"'{LabHost.NetworkCard}' 82540EM Gigabit Ethernet Controller [8086:100e], driver 'e1000', is in group", "in use by the host: network");
        await desk.AsBeforeAsync();
        LabHost.Told("a group that is not viable is refused", begun);
    }
}
