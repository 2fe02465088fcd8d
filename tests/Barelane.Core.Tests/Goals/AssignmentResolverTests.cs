using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.TestKit.Inventories;

namespace Barelane.Core.Tests.Goals;

public sealed class AssignmentResolverTests
{
    [Fact]
    public void A_vm_that_does_not_exist_is_refused_with_the_nearest_name()
    {
        var fleet = new InventoryBuilder().Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.A40)).Vm("render-01", "esx01").Build();

        var finding = Assert.Single(Resolve(fleet, Direct("rendre-01", "A40")).Findings);

        Assert.Equal("GOAL-VM-001", finding.Rule);
        Assert.Contains("'render-01'", finding.Observed, StringComparison.Ordinal);
        Assert.True(finding.Blocks);
    }

    [Fact]
    public void An_ambiguous_name_is_refused_with_the_paths()
    {
        var fleet = new InventoryBuilder().Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.A40))
            .Vm("a", "esx01", v => v with { Name = "desk", Path = "DC0/vm/one/desk" }).Vm("b", "esx01", v => v with { Name = "desk", Path = "DC0/vm/two/desk" }).Build();

        Assert.Contains("'DC0/vm/one/desk', 'DC0/vm/two/desk'", Assert.Single(Resolve(fleet, Direct("desk", "A40")).Findings).Observed, StringComparison.Ordinal);
        Assert.Equal("DC0/vm/two/desk", Assert.Single(Resolve(fleet, Direct("two/desk", "A40")).Assignments).Vm!.Path);
    }

    [Fact]
    public void A_model_that_no_host_has_is_refused_with_the_models_there_are()
    {
        var fleet = new InventoryBuilder().Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.A40)).Vm("render-01", "esx01").Build();

        Assert.Contains("NVIDIA A40", Assert.Single(Resolve(fleet, Direct("render-01", "NVIDIA H100")).Findings).Observed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_is_matched_by_whole_words()
    {
        var other = new[] { Cards.A40[0] with { Name = "NVIDIA RTX A4000" } };
        var fleet = new InventoryBuilder().Host("esx01", null, HostParts.Card("0000:3b:00.0", other), HostParts.Card("0000:5e:00.0", Cards.A40)).Vm("render-01", "esx01").Build();

        Assert.Equal("0000:5e:00.0", Assert.Single(Resolve(fleet, Direct("render-01", "A40 NVIDIA")).Assignments).Gpus.Single().Main.Address.ToString());
    }

    [Fact]
    public void Two_assignments_never_get_one_card()
    {
        var fleet = new InventoryBuilder().Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.A40)).Vm("one", "esx01").Vm("two", "esx01").Build();

        var resolution = Resolve(fleet, Direct("one", "A40"), Direct("two", "A40"));

        Assert.Single(resolution.Assignments);
        Assert.Contains("taken by another assignment", Assert.Single(resolution.Findings).Observed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vm_keeps_the_card_it_has_whatever_stands_before_it_in_the_file()
    {
        var builder = new InventoryBuilder().Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.A40, HostParts.Ready), HostParts.Card("0000:5e:00.0", Cards.A40));
        builder.Vm("first", "esx01").Vm("holder", "esx01");
        var fleet = Holding(builder.Build(), "holder", "0000:3b:00.0");

        var resolution = Resolve(fleet, Direct("first", "A40"), Direct("holder", "A40"));

        Assert.Equal(["dc1/first", "dc1/holder"], resolution.Assignments.Select(a => a.Id));
        Assert.Equal("0000:5e:00.0", resolution.Assignments[0].Gpus.Single().Main.Address.ToString());
        Assert.Equal("0000:3b:00.0", resolution.Assignments[1].Gpus.Single().Main.Address.ToString());
    }

    [Fact]
    public void A_card_that_another_vm_holds_is_not_free_and_its_holder_is_named()
    {
        var fleet = Holding(new InventoryBuilder().Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.A40, HostParts.Ready)).Vm("a", "esx01").Vm("holder", "esx01").Build(), "holder", "0000:3b:00.0");

        Assert.Contains("held by dc1/holder", Assert.Single(Resolve(fleet, Direct("a", "A40")).Findings).Observed, StringComparison.Ordinal);
    }

    [Fact]
    public void The_vms_own_host_comes_before_others_and_a_ready_card_before_one_that_needs_a_reboot()
    {
        var fleet = new InventoryBuilder().Cluster("gpu")
            .Host("esx01", "gpu", HostParts.Card("0000:3b:00.0", Cards.A40), HostParts.Card("0000:5e:00.0", Cards.A40, HostParts.Ready))
            .Host("esx02", "gpu", HostParts.Card("0000:3b:00.0", Cards.A40, HostParts.Ready))
            .Vm("render-01", "esx01").Build();

        var chosen = Assert.Single(Resolve(fleet, Direct("render-01", "A40")).Assignments);

        Assert.Equal(("esx01", "0000:5e:00.0"), (chosen.Host.Name, chosen.Gpus.Single().Main.Address.ToString()));
    }

    [Fact]
    public void Two_drives_that_cannot_be_told_apart_are_refused()
    {
        var fleet = new InventoryBuilder().Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.Nvme), HostParts.Card("0000:5e:00.0", Cards.Nvme)).Vm("db", "esx01").Build();
        var byId = Direct("db", null) with { Gpu = new GpuSelector { Id = new PciId(0x144d, 0xa80a) } };

        Assert.Equal("GOAL-GPU-003", Assert.Single(Resolve(fleet, byId).Findings).Rule);
        Assert.Single(Resolve(fleet, byId with { Gpu = new GpuSelector { Address = PciAddress.Parse("0000:5e:00.0") } }).Assignments);
    }

    [Fact]
    public void A_profile_that_nobody_offers_is_refused_with_what_is_offered()
    {
        var fleet = new InventoryBuilder().Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.A40), HostParts.Offers("nvidia_a40-8q", 8192, 3)).Vm("desk-17", "esx01").Build();
        var shared = new Assignment { Vm = "dc1/desk-17", Way = Way.Shared, Gpu = new GpuSelector { Profile = "nvidia_a40-9q" } };

        Assert.Contains("nvidia_a40-8q", Assert.Single(Resolve(fleet, shared).Findings).Observed, StringComparison.Ordinal);
        Assert.Equal("esx01", Assert.Single(Resolve(fleet, shared with { Gpu = new GpuSelector { Profile = "nvidia_a40-8q" } }).Assignments).Host.Name);
    }

    [Fact]
    public void A_host_whose_slices_wait_for_a_change_is_chosen_where_nobody_offers_the_profile()
    {
        var shared = new Assignment { Vm = "dc1/desk-17", Way = Way.Shared, Gpu = new GpuSelector { Profile = "nvidia_a40-8q" } };
        var builder = new InventoryBuilder()
            .Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.A100, HostParts.SlicesWait))
            .Host("esx02", null, HostParts.Card("0000:3b:00.0", Cards.A40, HostParts.SlicesWait))
            .Vm("desk-17", "esx01");

        Assert.Equal("esx02", Assert.Single(Resolve(builder.Build(), shared).Assignments).Host.Name);
        Assert.Equal("GOAL-GPU-002", Assert.Single(Resolve(builder.Build(), shared with { Gpu = new GpuSelector { Profile = "nvidia_l4-8q" } }).Findings).Rule);
        var offering = builder.Host("esx03", null, HostParts.Card("0000:3b:00.0", Cards.A40), HostParts.Offers("nvidia_a40-8q", 8192, 1)).Build();
        Assert.Equal("esx03", Assert.Single(Resolve(offering, shared).Assignments).Host.Name);
    }

    [Theory]
    [InlineData("nvidia_a40-8q", "NVIDIA A40", true)]
    [InlineData("grid_a100d-80c", "NVIDIA A100 80GB PCIe", true)]
    [InlineData("grid_a100-1-5c", "NVIDIA A100-PCIE-40GB", true)]
    [InlineData("nvidia_rtxa6000-8q", "NVIDIA RTX A6000", true)]
    [InlineData("nvidia_rtx_6000_ada-8q", "NVIDIA RTX 6000 Ada Generation", true)]
    [InlineData("nvidia_a40-8q", "NVIDIA A4000", false)]
    [InlineData("nvidia_l4-8q", "NVIDIA L40S", false)]
    [InlineData("nvidia_l40-8q", "NVIDIA L4", false)]
    [InlineData("a40", "NVIDIA A40", false)]
    public void A_profile_is_known_by_the_model_in_its_name(string profile, string card, bool isNamed)
    {
        Assert.Equal(isNamed, SliceCards.IsNamedAfter(profile, card));
    }

    [Fact]
    public void A_vm_that_the_assignment_had_made_is_its_vm_under_another_name_too()
    {
        var builder = new InventoryBuilder();
        var made = NewVmRef.Of(builder.Instance, "farm", "made-01");
        builder.Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.A40)).Vm("renamed", "esx01", v => v with { Ref = NewVmRef.Lasting(made) });
        var create = Direct("made-01", "A40") with { Create = new NewVm { MemoryMiB = 4096, Cpus = 2 } };

        Assert.Equal("renamed", Assert.Single(Resolve(builder.Build(), create).Assignments).Vm?.Name);
        Assert.Equal(made, Assert.Single(Resolve(new InventoryBuilder().Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.A40)).Build(), create).Assignments).VmRef);
    }

    [Fact]
    public void The_audio_function_goes_with_its_card()
    {
        var fleet = new InventoryBuilder().Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.Rtx3090)).Vm("game", "esx01").Build();

        var gpu = Assert.Single(Assert.Single(Resolve(fleet, Direct("game", "3090")).Assignments).Gpus);

        Assert.Equal("0000:3b:00.1", Assert.Single(gpu.Companions).Address.ToString());
    }

    private static Assignment Direct(string vm, string? model) => new() { Vm = "dc1/" + vm, Way = Way.Direct, Gpu = new GpuSelector { Model = model } };

    private static Resolution Resolve(FleetInventory fleet, params Assignment[] assignments) =>
        new AssignmentResolver(fleet, new Dictionary<ObjectRef, IReadOnlyList<ObjectRef>>()).Resolve(new Document { Name = "farm", Sites = [], Assignments = assignments });

    private static FleetInventory Holding(FleetInventory fleet, string vm, string address) => new([.. fleet.Sites.Select(s => s with
    {
        Hosts = [.. s.Hosts.Select(h => h with
        {
            Devices = [.. h.Devices.Select(d => d.Address.ToString() == address
                ? d with { HeldBy = [s.Vms.Single(v => v.Name == vm).Ref], State = Observed.Read(DeviceState.InUse) }
                : d)],
        })],
    })]);
}
