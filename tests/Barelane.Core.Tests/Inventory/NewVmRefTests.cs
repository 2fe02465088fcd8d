using Barelane.Core.Inventory;
using Barelane.TestKit.Inventories;

namespace Barelane.Core.Tests.Inventory;

public sealed class NewVmRefTests
{
    private static readonly InventoryBuilder Names = new();

    [Fact]
    public void The_same_site_document_and_name_give_the_same_identity_and_others_another()
    {
        var one = NewVmRef.Of("site-1", "farm", "made-01");

        Assert.Equal(one, NewVmRef.Of("site-1", "farm", "made-01"));
        Assert.Equal(4, new[] { one, NewVmRef.Of("site-2", "farm", "made-01"), NewVmRef.Of("site-1", "barn", "made-01"), NewVmRef.Of("site-1", "farm", "made-02") }
            .Select(NewVmRef.UuidOf).Distinct().Count());
        Assert.Equal('8', NewVmRef.UuidOf(one)![14]);
        Assert.True(Guid.TryParse(NewVmRef.UuidOf(one), out _));
    }

    [Fact]
    public void A_name_with_colons_and_slashes_comes_back_whole()
    {
        var made = NewVmRef.Of("site-1", "farm", "dc/vm/a:b");

        Assert.Equal("dc/vm/a:b", NewVmRef.NameOf(ObjectRef.Parse(made.ToString())));
        Assert.Equal(made, ObjectRef.Parse(made.ToString()));
    }

    [Fact]
    public void A_made_vm_is_found_by_its_identity_and_never_by_its_name()
    {
        var made = NewVmRef.Of(Names.Instance, "farm", "made-01");
        var other = new InventoryBuilder().Host("esx01", null).Vm("made-01", "esx01").Build();
        var own = new InventoryBuilder().Host("esx01", null).Vm("renamed", "esx01", v => v with { Ref = NewVmRef.Lasting(made) }).Build();

        Assert.Null(other.Vm(made));
        Assert.Equal("dc1/made-01", other.NameOf(made));
        Assert.Equal("renamed", own.Vm(made)?.Name);
        Assert.Equal("dc1/renamed", own.NameOf(made));
    }

    [Fact]
    public void A_reference_of_the_first_versions_finds_the_one_vm_of_its_name()
    {
        var old = new ObjectRef(ObjectKind.Vm, Names.Instance, "new:made-01");

        Assert.Equal("made-01", new InventoryBuilder().Host("esx01", null).Vm("made-01", "esx01").Build().Vm(old)?.Name);
        Assert.Null(NewVmRef.UuidOf(old));
        Assert.Equal(old, NewVmRef.Lasting(old));
        Assert.Throws<ArgumentException>(() => NewVmRef.NameOf(Names.VmRef("made-01")));
    }
}
