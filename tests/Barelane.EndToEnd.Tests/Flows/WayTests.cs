using Barelane.Core.Plans;
using Barelane.EndToEnd.Tests.Processes;
using Barelane.Twin;

namespace Barelane.EndToEnd.Tests.Flows;

/// <summary>Every way of giving a card, from the plan to the undo, through the real command line.</summary>
public sealed class WayTests
{
    private static readonly string[] Every = [.. ConsentNames.All.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public async Task In_a_cluster_a_card_is_given_with_the_bystander_consented_to_by_name()
    {
        await using var twin = await Sites.StartAsync(Sites.Cluster());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.WriteWith(Every, "[]", Sites.WholeCard);
        var start = twin.State();
        (await desk.RunAsync("apply")).Ended(3).Said("dc1/web-03");
        TwinText.Same(start, twin.State(), "Without consent something was changed.");

        desk.WriteWith(Every, "[dc1/web-03]", Sites.WholeCard);
        await Flow.GoAsync(twin, desk);
    }

    [Fact]
    public async Task On_a_lone_host_a_card_is_given_and_the_bystander_comes_back()
    {
        await using var twin = await Sites.StartAsync(Sites.Lone());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.WriteWith(Every, "[dc1/web-03]", Sites.WholeCard);

        await Flow.GoAsync(twin, desk);
    }

    [Fact]
    public async Task A_card_by_description_is_given_and_taken_back()
    {
        await using var twin = await Sites.StartAsync(Sites.ReadyCard());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write("{ vm: dc1/render-01, gpu: { model: A40 }, way: direct, variant: by-description }");

        var goal = await Flow.GoAsync(twin, desk);

        Assert.Contains("VirtualPCIPassthroughDynamicBackingInfo", goal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slice_is_given_and_taken_back()
    {
        await using var twin = await Sites.StartAsync(Sites.Slices());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write(Sites.Slice);

        var goal = await Flow.GoAsync(twin, desk);

        Assert.Contains("nvidia_a40-8q", goal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slice_is_given_by_a_host_that_offers_it_only_once_its_graphics_type_is_changed()
    {
        await using var twin = await Sites.StartAsync(Sites.SlicesToCome());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.WriteWith([.. Every.Where(c => c != ConsentNames.HostMaintenance)], "[dc1/web-03]", Sites.Slice);
        (await desk.RunAsync("plan")).Ended(0).Showed("SLICE-PROFILE-001", "assumes that 'nvidia_a40-8q' is offered then", "graphics type");
        (await desk.RunAsync("apply")).Ended(3).Said(ConsentNames.HostMaintenance);

        desk.WriteWith(Every, "[dc1/web-03]", Sites.Slice);
        var goal = await Flow.GoAsync(twin, desk);

        Assert.Contains("graphics=sharedDirect/sharedDirect", goal, StringComparison.Ordinal);
        Assert.Contains("nvidia_a40-8q", goal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_offers_no_slice_even_then_is_put_back_and_the_vm_is_as_before()
    {
        await using var twin = await Sites.StartAsync(Sites.SlicesToCome(withManager: false));
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write(Sites.Slice);
        var start = twin.State();

        (await desk.RunAsync("apply --step-limit 20s")).Ended(5).Said("offers", "nvidia_a40-8q");

        Assert.DoesNotContain("VirtualPCIPassthrough", twin.State(), StringComparison.Ordinal);
        (await desk.RunAsync("undo")).Ended(0);
        TwinText.Same(start, twin.State(), "The undo has left something.");
    }

    [Fact]
    public async Task Two_cards_go_to_one_vm()
    {
        await using var twin = await Sites.StartAsync(Sites.TwoCards());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write("{ vm: dc1/render-01, gpu: { model: A40, count: 2 }, way: direct, variant: fixed }");

        var goal = await Flow.GoAsync(twin, desk);

        Assert.Contains("pciPassthru1.present=TRUE", goal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vm_that_does_not_exist_is_made_and_deleted_again()
    {
        await using var twin = await Sites.StartAsync(Sites.ReadyCard());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write(Sites.NewVm);

        var goal = await Flow.GoAsync(twin, desk);

        Assert.Contains("vm made-01 poweredOn", goal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vm_that_was_made_and_renamed_since_is_still_the_assignments_vm()
    {
        await using var twin = await Sites.StartAsync(Sites.ReadyCard(), new TwinSwitches { NewVmKeepsInstanceUuid = false });
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write(Sites.NewVm);
        var start = twin.State();
        (await desk.RunAsync("apply")).Ended(0);

        var vm = twin.Site.Vm("made-01");
        twin.Site.Change(() => vm.Rename("somebody-likes-this-better"), vm);

        (await desk.RunAsync("apply")).Ended(0).Showed("Nothing to do");
        (await desk.RunAsync("undo")).Ended(0);
        TwinText.Same(start, twin.State(), "The undo has left something.");
    }

    [Theory]
    [InlineData("DependentDeviceMustBeSent")]
    [InlineData("EmptyExtraConfigDeletes")]
    [InlineData("SystemIdEqualsHardwareUuid")]
    [InlineData("GraphicsMemoryOfPassthroughGpus")]
    [InlineData("RawDevicePrivilegeDemanded")]
    [InlineData("SignedPciBytes")]
    [InlineData("StrictElementOrder")]
    [InlineData("PassthroughCopyLags")]
    [InlineData("CheckersSeePassthroughProblems")]
    public async Task The_other_position_of_what_is_not_verified_works_as_well(string name)
    {
        var usual = new TwinSwitches();
        var switches = name switch
        {
            "DependentDeviceMustBeSent" => usual with { DependentDeviceMustBeSent = !usual.DependentDeviceMustBeSent },
            "EmptyExtraConfigDeletes" => usual with { EmptyExtraConfigDeletes = !usual.EmptyExtraConfigDeletes },
            "SystemIdEqualsHardwareUuid" => usual with { SystemIdEqualsHardwareUuid = !usual.SystemIdEqualsHardwareUuid },
            "GraphicsMemoryOfPassthroughGpus" => usual with { GraphicsMemoryOfPassthroughGpus = !usual.GraphicsMemoryOfPassthroughGpus },
            "RawDevicePrivilegeDemanded" => usual with { RawDevicePrivilegeDemanded = !usual.RawDevicePrivilegeDemanded },
            "SignedPciBytes" => usual with { SignedPciBytes = !usual.SignedPciBytes },
            "StrictElementOrder" => usual with { StrictElementOrder = !usual.StrictElementOrder },
            "PassthroughCopyLags" => usual with { PassthroughCopyLags = !usual.PassthroughCopyLags },
            _ => usual with { CheckersSeePassthroughProblems = !usual.CheckersSeePassthroughProblems },
        };
        await using var twin = await Sites.StartAsync(Sites.Cluster(), switches);
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write(Sites.WholeCard);
        var start = WithoutEmptyKeys(twin.State());

        (await desk.RunAsync("apply")).Ended(0);
        await Flow.IsReachedAsync(desk);
        (await desk.RunAsync("undo")).Ended(0);

        TwinText.Same(start, WithoutEmptyKeys(twin.State()), "The undo has left something.");
    }

    /// <summary>Where an empty value does not delete a key, an empty key is as near to the start as the interface lets anybody come.</summary>
    private static string WithoutEmptyKeys(string state) =>
        string.Join('\n', state.Split('\n').Where(l => !(l.StartsWith("  extra ", StringComparison.Ordinal) && l.EndsWith('='))));
}
