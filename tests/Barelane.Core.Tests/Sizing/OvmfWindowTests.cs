using Barelane.Core.Sizing;
using FsCheck;
using FsCheck.Fluent;

namespace Barelane.Core.Tests.Sizing;

public sealed class OvmfWindowTests
{
    private const long GiB = 1L << 30;
    private const long MiB = 1L << 20;

    /// <summary>Machines that were booted with 40 guest address bits (a window of 128 GiB): BARs in MiB, functions by '+', cards by ' ', and empty ports.</summary>
    public static TheoryData<string, int, long, bool> Lab => new()
    {
        { "16384", 0, 128, true },
        { "65536+32", 0, 128, true },
        { "32768+32 32768+32", 0, 128, true },
        { "16384+32 16384+32 16384+32 16384+32", 0, 128, true },
        { "32768 32768 32768", 0, 128, true },
        { "262144", 0, 128, false },
        { "262144", 0, 512, true },
        { "131072", 0, 128, false },
        { "65536 65536", 0, 128, false },
        { "32768+32 32768+32 32768+32", 0, 128, false },
        { "32768 32768 32768", 8, 128, true },
        { "32768 32768 32768", 30, 128, true },
        { "32768 32768 32768", 60, 128, true },
        { "32768 32768 32768", 66, 128, false },
    };

    [Theory]
    [MemberData(nameof(Lab))]
    public void The_rule_says_what_the_booted_machines_did(string cards, int emptyPorts, long windowGiB, bool fits) =>
        Assert.Equal(fits, OvmfWindow.Fits(Ports(cards, emptyPorts), windowGiB * GiB));

    [Theory]
    [InlineData(8, 100)]
    [InlineData(30, 111)]
    [InlineData(60, 126)]
    [InlineData(66, 129)]
    public void Empty_ports_take_what_the_booted_machines_showed(int emptyPorts, long reachGiB) =>
        Assert.Equal(reachGiB * GiB, OvmfWindow.Reach(Ports("32768 32768 32768", emptyPorts), 128 * GiB));

    [Theory]
    [InlineData(39, true, 64)]
    [InlineData(39, false, 32)]
    [InlineData(40, false, 128)]
    [InlineData(40, true, 32)]
    [InlineData(43, true, 1024)]
    [InlineData(46, true, 8192)]
    [InlineData(52, false, 8192)]
    public void The_window_follows_from_the_guests_address_width(int bits, bool isIntel, long windowGiB) =>
        Assert.Equal(windowGiB * GiB, OvmfWindow.OfBits(bits, isIntel));

    [Fact]
    public void The_smallest_window_fits_and_half_of_it_does_not() => Prop.ForAll(Machines(), ports =>
    {
        var smallest = OvmfWindow.Smallest(ports);
        return smallest is { } window
            ? OvmfWindow.Fits(ports, window) && (window == OvmfWindow.Classic || !OvmfWindow.Fits(ports, window / 2))
            : !OvmfWindow.Fits(ports, OvmfWindow.LargestOption);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_width_for_a_window_gives_at_least_that_window() => Prop.ForAll(Machines(), ports =>
        OvmfWindow.Smallest(ports) is not { } window || OvmfWindow.BitsFor(window) > OvmfWindow.WidestBits
            || OvmfWindow.OfBits(OvmfWindow.BitsFor(window), isIntel: true) >= window).QuickCheckThrowOnFailure();

    [Fact]
    public void Devices_never_reach_less_far_than_they_are_large() => Prop.ForAll(Machines(), ports =>
        OvmfWindow.Reach(ports, 128 * GiB) >= ports.Sum(p => p.Bars.Sum())).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_the_cards_makes_no_difference() => Prop.ForAll(Machines(), ports =>
        OvmfWindow.Reach(ports, 128 * GiB) == OvmfWindow.Reach([.. ports.Reverse()], 128 * GiB)).QuickCheckThrowOnFailure();

    private static IReadOnlyList<PortLoad> Ports(string cards, int empty) =>
    [
        .. cards.Split(' ').Select(c => new PortLoad([.. c.Split('+').Select(b => long.Parse(b, System.Globalization.CultureInfo.InvariantCulture) * MiB)])),
        .. Enumerable.Repeat(PortLoad.Empty, empty),
    ];

    private static Arbitrary<IReadOnlyList<PortLoad>> Machines()
    {
        var bar = Gen.Choose(14, 39).Select(p => 1L << p);
        var port = bar.ListOf().Select(b => new PortLoad([.. b.Take(3)]));
        return port.ListOf().Select(p => (IReadOnlyList<PortLoad>)[.. p.Take(9)]).ToArbitrary();
    }
}
