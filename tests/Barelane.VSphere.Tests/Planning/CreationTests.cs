using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Plans;
using Barelane.TestKit.Inventories;
using Barelane.VSphere.Planning;

namespace Barelane.VSphere.Tests.Planning;

public sealed class CreationTests
{
    private static readonly NewVm Blank = new() { MemoryMiB = 65536, Cpus = 16, DiskGiB = 100, Storage = "ssd", Network = "VM Network", GuestOs = "ubuntu64Guest" };

    private static InventoryBuilder Site() => new InventoryBuilder()
        .Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.A40))
        .Vm("golden", "esx01", v => v with { IsTemplate = true });

    private static Assignment New(NewVm create) => Ask.Direct("dc1/new-01", new GpuSelector { Model = "A40" }) with { Create = create };

    [Fact]
    public void A_vm_that_does_not_exist_is_made_right_from_the_start()
    {
        var fleet = Site().Build();
        var question = Ask.Resolve(fleet, New(Blank));

        var proposal = Ask.Planner.Propose(fleet, question);

        string? Wanted(Field field) => proposal.Wanted(question.VmRef, field);
        Assert.Equal("yes", Wanted(Field.Exists));
        Assert.Equal("new-01", Wanted(VSphereFields.Made("path")));
        Assert.Equal("65536", Wanted(Field.MemoryMiB));
        Assert.Equal("16", Wanted(VSphereFields.Cpus));
        Assert.Equal("100", Wanted(VSphereFields.Made("disk-gib")));
        Assert.Equal("ssd", Wanted(VSphereFields.Made("storage")));
        Assert.Equal("VM Network", Wanted(VSphereFields.Made("network")));
        Assert.Equal("ubuntu64Guest", Wanted(VSphereFields.GuestOs));
        Assert.Equal("efi", Wanted(Field.Firmware));
        Assert.Equal("65536", Wanted(Field.ReservationMiB));
        Assert.Equal("128", Wanted(Field.Option(VSphereOptions.MmioSizeGb)));
        Assert.Equal(question.Host.Ref.Id, Wanted(Field.Placement));
    }

    [Fact]
    public void What_makes_the_vm_is_one_step_and_what_unmakes_it_deletes_it_with_consent()
    {
        var fleet = Site().Build();
        var vm = Ask.Resolve(fleet, New(Blank)).VmRef;

        foreach (var field in new[] { Field.Exists, Field.MemoryMiB, VSphereFields.Cpus, VSphereFields.GuestOs, VSphereFields.Made("path"), Field.Placement, Field.Firmware })
        {
            Assert.Equal(StepKind.CreateVm, Ask.Planner.EffectOf(fleet, vm, new FieldChange(field, null, "x")).Kind);
            Assert.Equal(StepKind.DeleteVm, Ask.Planner.EffectOf(fleet, vm, new FieldChange(field, "x", null)).Kind);
        }

        Assert.NotEmpty(Ask.Planner.EffectOf(fleet, vm, new FieldChange(Field.Exists, "yes", null)).Consents);
    }

    [Fact]
    public void A_vm_that_exists_is_not_made_again_nor_reshaped()
    {
        var fleet = Site().Vm("new-01", "esx01").Build();

        var proposal = Ask.Propose(fleet, New(Blank));

        Assert.DoesNotContain(proposal.Wants, w => w.Field == Field.Exists || w.Field == Field.MemoryMiB || w.Field == VSphereFields.Cpus || w.Field.Prefix == "made");
    }

    [Fact]
    public void A_template_is_cloned_with_its_own_firmware()
    {
        var fleet = Site().Build();
        var question = Ask.Resolve(fleet, New(new NewVm { MemoryMiB = 65536, Cpus = 16, Template = "golden" }));

        var proposal = Ask.Planner.Propose(fleet, question);

        Assert.Equal("golden", proposal.Wanted(question.VmRef, VSphereFields.Made("template")));
        Assert.Equal("efi", proposal.Wanted(question.VmRef, Field.Firmware));
        Assert.Empty(proposal.Findings);
    }

    [Fact]
    public void A_template_with_bios_firmware_is_refused()
    {
        var fleet = Site().Vm("old", "esx01", v => v with { IsTemplate = true, Firmware = Observed.Read("bios") }).Build();

        var proposal = Ask.Propose(fleet, New(new NewVm { MemoryMiB = 65536, Cpus = 16, Template = "old" }));

        Assert.Equal("VSPHERE-TEMPLATE-002", Assert.Single(proposal.Findings).Rule);
        Assert.DoesNotContain(proposal.Wants, w => w.Field == Field.Firmware);
    }

    [Fact]
    public void A_template_that_is_not_there_is_refused_unless_only_part_of_the_site_was_read()
    {
        var missing = New(new NewVm { MemoryMiB = 65536, Cpus = 16, Template = "gone" });

        Assert.Equal("VSPHERE-TEMPLATE-001", Assert.Single(Ask.Propose(Site().Build(), missing).Findings).Rule);
        Assert.Empty(Ask.Propose(Site().OnlyPart().Build(), missing).Findings);
    }
}
