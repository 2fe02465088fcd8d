using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.TestKit.Inventories;
using Barelane.VSphere.Planning;

namespace Barelane.VSphere.Tests.Planning;

public sealed class OwnershipTests
{
    [Theory]
    [InlineData("option:guestinfo.userdata")]
    [InlineData("option:guestinfo.ovfEnv")]
    [InlineData("option:barelane.document")]
    [InlineData("option:pciPassthru0.id")]
    [InlineData("option:pciPassthru0.present")]
    [InlineData("option:PCIPASSTHRU.USE64BITMMIO")]
    [InlineData("option:hypervisor.cpuid.v0")]
    [InlineData("option:")]
    [InlineData("mark:")]
    [InlineData("mark:password")]
    [InlineData("made:ssh-key")]
    [InlineData("restore-point:")]
    [InlineData("power:x")]
    [InlineData("automation")]
    [InlineData("changeVersion")]
    public void Nothing_beside_the_list_is_written_on_a_vm(string field)
    {
        Assert.False(Ask.Planner.Owns(ObjectKind.Vm, new Field(field)));
    }

    [Theory]
    [InlineData(ObjectKind.Host, "boot-time")]
    [InlineData(ObjectKind.Host, "power")]
    [InlineData(ObjectKind.Device, "state")]
    [InlineData(ObjectKind.Device, "holders")]
    [InlineData(ObjectKind.Device, "label")]
    [InlineData(ObjectKind.Cluster, "maintenance")]
    [InlineData(ObjectKind.Site, "power")]
    public void What_is_read_only_is_not_written(ObjectKind kind, string field)
    {
        Assert.False(Ask.Planner.Owns(kind, new Field(field)));
    }

    [Fact]
    public void A_field_that_nobody_knows_is_unreadable_and_never_absent()
    {
        var builder = new InventoryBuilder().Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.A40)).Vm("vm", "esx01");
        var fleet = builder.Build();

        foreach (var target in new[] { builder.VmRef("vm"), builder.HostRef("esx01"), builder.DeviceRef("esx01", "0000:3b:00.0") })
        {
            Assert.Equal(ObservedState.Unreadable, Ask.Planner.Read(fleet, target, new Field("colour")).State);
            Assert.Equal(ObservedState.Unreadable, Ask.Planner.Read(fleet, target, new Field("mark:colour")).State);
        }
    }

    [Fact]
    public void Options_are_known_in_any_case_and_others_not_at_all()
    {
        Assert.Equal("pciPassthru.use64bitMMIO", VSphereOptions.Canonical("PCIPASSTHRU.USE64BITMMIO"));
        Assert.Equal("barelane.document", VSphereOptions.Canonical("Barelane.Document"));
        Assert.Equal("barelane.made.disk-gib", VSphereOptions.Canonical("barelane.made.disk-gib"));
        Assert.Equal("pciPassthru12.msiEnabled", VSphereOptions.Canonical("pcipassthru12.MSIENABLED"));
        Assert.Equal("pciPassthru3.present", VSphereOptions.Canonical("pcipassthru3.present"));
        Assert.Null(VSphereOptions.Canonical("pciPassthru3.systemId"));
        Assert.Null(VSphereOptions.Canonical("guestinfo.metadata"));
        Assert.Null(VSphereOptions.Canonical("barelane.secret"));
        Assert.Null(VSphereOptions.Canonical("pciPassthruX.msiEnabled"));
        Assert.Null(VSphereOptions.Canonical("pciPassthru.msiEnabled"));
    }

    [Fact]
    public void Every_option_that_holds_a_mark_is_one_that_is_read()
    {
        Assert.All(VSphereOptions.MarkParts, p => Assert.Equal(VSphereOptions.MarkKey(p), VSphereOptions.Canonical(VSphereOptions.MarkKey(p))));
        Assert.All(VSphereOptions.MadeParts, p => Assert.Equal(VSphereOptions.MadeKey(p), VSphereOptions.Canonical(VSphereOptions.MadeKey(p))));
    }

    [Fact]
    public void An_option_that_was_emptied_counts_as_unset()
    {
        var builder = new InventoryBuilder().Host("esx01", null).Vm("vm", "esx01", v => v with
        {
            Options = Observed.Read<IReadOnlyDictionary<string, string>>(new Dictionary<string, string> { ["barelane.document"] = "" }),
        });

        Assert.Equal(ObservedState.Absent, Ask.Planner.Read(builder.Build(), builder.VmRef("vm"), Marks.Document).State);
    }

    [Fact]
    public void A_release_takes_the_card_with_its_functions_and_the_mark_and_leaves_the_rest()
    {
        var builder = new InventoryBuilder();
        var host = builder.HostRef("esx01").Id;
        AttachedDevice At(string address, string id) => new() { Key = address, Way = Way.Direct, Backing = $"fixed {address} {id} at {host}", Address = PciAddress.Parse(address) };
        var fleet = builder.Host("esx01", null, HostParts.Card("0000:3b:00.0", Cards.Rtx3090), HostParts.Card("0000:af:00.0", Cards.A40))
            .Vm("vm", "esx01", v => v with { Attached = Observed.Read<IReadOnlyList<AttachedDevice>>([At("0000:3b:00.0", "10de:2204"), At("0000:3b:00.1", "10de:1aef"), At("0000:af:00.0", "10de:2235")]) })
            .Build();
        var vm = fleet.Vm(builder.VmRef("vm"))!;

        var wants = Ask.Planner.ProposeRelease(fleet, vm, vm.Attached.Value[0], "dc1/vm");

        Assert.All(wants, w => Assert.Null(w.Value));
        Assert.All(wants, w => Assert.True(Ask.Planner.Owns(ObjectKind.Vm, w.Field)));
        Assert.Equal([$"attached:fixed 0000:3b:00.0 10de:2204 at {host}", $"attached:fixed 0000:3b:00.1 10de:1aef at {host}"], wants.Where(w => w.Field.Prefix == "attached").Select(w => w.Field.Name));
        Assert.Equal(VSphereOptions.MarkParts.Count, wants.Count(w => w.Field.Prefix == "mark"));
        Assert.DoesNotContain(wants, w => w.Field.Prefix is "option" or "host-rule" or "memory-reservation-locked");
    }

    [Fact]
    public void Every_owned_field_can_be_read_again_from_named_properties()
    {
        var vm = new[] { "power", "host", "exists", "firmware", "hardware-version", "memory-mib", "memory-reservation-mib", "memory-reservation-locked", "nested-virtualization", "guest-iommu", "memory-hot-add", "cpus", "guest-os", "host-rule", "option:pciPassthru.use64bitMMIO", "mark:run", "made:path", "attached:profile x", "restore-point:x" };

        Assert.All(vm, f => Assert.True(Ask.Planner.Owns(ObjectKind.Vm, new Field(f)), f));
        Assert.All(vm, f => Assert.NotEmpty(FactPaths.Of(ObjectKind.Vm, new Field(f))));
        Assert.All(new[] { "maintenance", "default-graphics-type" }, f => Assert.NotEmpty(FactPaths.Of(ObjectKind.Host, new Field(f))));
        Assert.All(new[] { "passthrough", "graphics-type", "state", "holders" }, f => Assert.NotEmpty(FactPaths.Of(ObjectKind.Device, new Field(f))));
    }
}
