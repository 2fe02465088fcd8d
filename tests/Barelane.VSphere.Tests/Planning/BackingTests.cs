using Barelane.Core.Inventory;
using Barelane.VSphere.Planning;
using FsCheck;
using FsCheck.Fluent;

namespace Barelane.VSphere.Tests.Planning;

public sealed class BackingTests
{
    [Theory]
    [InlineData("fixed 0000:3b:00.0 10de:2235 at 4c4c4544-0035")]
    [InlineData("dynamic 10de:2235")]
    [InlineData("dynamic 10de:2235,10de:2236")]
    [InlineData("dynamic 10de:2235:10de:145a label=gold")]
    [InlineData("profile nvidia_a40-8q")]
    [InlineData("group Nvidia:2@grid_a100-40c%NVLink")]
    public void The_notation_reads_back_as_itself(string text)
    {
        Assert.True(Backing.TryParseOwned(text, out var backing));
        Assert.Equal(text, backing.ToString());
        Assert.IsNotType<OtherBacking>(backing);
    }

    [Theory]
    [InlineData("fixed 0000:3b:00.0 10de:2235")]
    [InlineData("fixed 0000:3b:00.0 10de:2235 at ")]
    [InlineData("fixed 3b:00.0 10de:2235 at h")]
    [InlineData("fixed 0000:3b:00.0 10DE:2235 at h")]
    [InlineData("dynamic ")]
    [InlineData("dynamic 10de:2235, 10de:2236")]
    [InlineData("dynamic 10de:2235 label=")]
    [InlineData("profile")]
    [InlineData("profile ")]
    [InlineData("other something")]
    [InlineData("")]
    public void What_is_not_exactly_the_notation_is_never_owned(string text)
    {
        Assert.False(Backing.TryParseOwned(text, out _));
        Assert.False(Ask.Planner.Owns(ObjectKind.Vm, Core.Plans.Field.Attached(text)));
    }

    [Fact]
    public void Every_fixed_backing_survives_printing_and_reading() => Prop.ForAll(
        Gens.Addresses.ToArbitrary(), Gens.Ids.ToArbitrary(), Gens.Names.ToArbitrary(),
        (address, id, host) => Backing.Parse(new FixedBacking(address, id, host).ToString()) == new FixedBacking(address, id, host)).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_description_survives_printing_and_reading_whatever_its_label() => Prop.ForAll(
        Gens.Ids.NonEmptyListOf().ToArbitrary(), Gens.Names.ToArbitrary(),
        (ids, label) => Backing.Parse(new DynamicBacking(ids, label).ToString()) == new DynamicBacking(ids, label)).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_name_of_a_slice_or_group_survives_printing_and_reading() => Prop.ForAll(
        Gens.Names.ToArbitrary(),
        name => Backing.Parse(new ProfileBacking(name).ToString()) == new ProfileBacking(name)
            && Backing.Parse(new GroupBacking(name).ToString()) == new GroupBacking(name)
            && Backing.Parse(new OtherBacking(name).ToString()) == new OtherBacking(name)).QuickCheckThrowOnFailure();

    [Fact]
    public void Order_and_repetition_of_allowed_ids_make_no_difference()
    {
        PciId a40 = new(0x10de, 0x2235), a10 = new(0x10de, 0x2236);

        Assert.Equal(new DynamicBacking([a40, a10, a40], null), new DynamicBacking([a10, a40], ""));
        Assert.Equal([a40, a10], new DynamicBacking([a10, a40], null).AllowedIds());
    }
}
