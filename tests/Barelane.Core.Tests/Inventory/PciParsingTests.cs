using Barelane.Core.Inventory;
using FsCheck;
using FsCheck.Fluent;

namespace Barelane.Core.Tests.Inventory;

public sealed class PciParsingTests
{
    [Theory]
    [InlineData("0000:3b:00.0")]
    [InlineData("0000:ff:1f.7")]
    [InlineData("10000:01:00.0")]
    public void A_full_address_is_taken_and_printed_as_it_was(string text) => Assert.Equal(text, PciAddress.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("3b:00.0")]
    [InlineData("0000:3b:00")]
    [InlineData("0000:3b:20.0")]
    [InlineData("0000:3b:00.8")]
    [InlineData("0000:3b:00.0 ")]
    [InlineData("0000-3b:00.0")]
    [InlineData("0000:0x:00.0")]
    [InlineData("000:3b:00.0")]
    [InlineData("100000000:3b:00.0")]
    public void Anything_else_is_refused(string text)
    {
        Assert.False(PciAddress.TryParse(text, out _));
        Assert.Contains($"'{text}'", Assert.Throws<FormatException>(() => PciAddress.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parsing_what_was_printed_gives_the_same_address() => Prop.ForAll(Addresses(), a => PciAddress.Parse(a.ToString()) == a).QuickCheckThrowOnFailure();

    [Fact]
    public void Addresses_sort_by_their_numbers_within_a_domain_of_any_width() => Prop.ForAll(Addresses(), Addresses(), (a, b) =>
        Math.Sign(a.CompareTo(b)) == Math.Sign((a.Domain, a.Bus, a.Device, a.Function).CompareTo((b.Domain, b.Bus, b.Device, b.Function)))).QuickCheckThrowOnFailure();

    [Fact]
    public void A_device_reference_gives_back_its_host_and_address() => Prop.ForAll(Addresses(), a =>
    {
        var host = new ObjectRef(ObjectKind.Host, "vc", "uuid@with/odd:chars");
        var device = ObjectRef.Device(host, a);
        return device.HostOfDevice() == host && device.AddressOfDevice() == a && ObjectRef.Parse(device.ToString()) == device;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("10de:2235", 0x10de, 0x2235, 0, 0)]
    [InlineData("10de:2235:10de:145a", 0x10de, 0x2235, 0x10de, 0x145a)]
    public void Ids_are_taken_with_and_without_a_subsystem(string text, int vendor, int device, int subVendor, int subDevice)
    {
        Assert.True(PciId.TryParse(text, out var id));
        Assert.Equal(new PciId((ushort)vendor, (ushort)device, (ushort)subVendor, (ushort)subDevice), id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("10de")]
    [InlineData("10de:2235:10de")]
    [InlineData("0x10de:2235")]
    [InlineData("10de:22351")]
    [InlineData("-0de:2235")]
    public void Other_texts_are_no_ids(string? text) => Assert.False(PciId.TryParse(text, out _));

    [Theory]
    [InlineData(0x0300, true)]
    [InlineData(0x0302, true)]
    [InlineData(0x0380, true)]
    [InlineData(0x1200, true)]
    [InlineData(0x0403, false)]
    [InlineData(0x0604, false)]
    public void The_class_tells_a_GPU(int code, bool expected) => Assert.Equal(expected, new PciClass((ushort)code).IsGpu);

    [Theory]
    [InlineData(0x15ad, 0x0405)]
    [InlineData(0x102b, 0x0536)]
    [InlineData(0x1a03, 0x2000)]
    public void The_display_of_a_management_controller_is_no_GPU(int vendor, int device)
    {
        var address = new PciAddress(0, 3, 0, 0);
        var host = new ObjectRef(ObjectKind.Host, "vc", "h");

        Assert.False(new Device { Ref = ObjectRef.Device(host, address), Address = address, Id = new PciId((ushort)vendor, (ushort)device), Class = new PciClass(0x0300) }.IsGpu);
    }

    private static Arbitrary<PciAddress> Addresses() => (
        from domain in Gen.OneOf(Gen.Choose(0, 0xffff).Select(d => (uint)d), Gen.Choose(0, int.MaxValue).Select(d => (uint)d * 2))
        from bus in Gen.Choose(0, 255)
        from device in Gen.Choose(0, 31)
        from function in Gen.Choose(0, 7)
        select new PciAddress(domain, (byte)bus, (byte)device, (byte)function)).ToArbitrary();
}
