using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Sizing;
using FsCheck;
using FsCheck.Fluent;

namespace Barelane.Core.Tests.Sizing;

public sealed class MmioWindowTests
{
    private static readonly ObjectRef Host = new(ObjectKind.Host, "s", "h");

    [Theory]
    [InlineData(16, 32)]
    [InlineData(24, 64)]
    [InlineData(40, 128)]
    [InlineData(48, 128)]
    [InlineData(64, 128)]
    [InlineData(80, 256)]
    [InlineData(141, 512)]
    [InlineData(160, 512)]
    [InlineData(640, 2048)]
    public void The_current_rule_gives_the_published_values(int framebufferGiB, int expected) =>
        Assert.Equal(expected, MmioWindow.CurrentRuleGiB(framebufferGiB));

    [Theory]
    [InlineData(1, 32)]
    [InlineData(2, 64)]
    [InlineData(3, 64)]
    [InlineData(4, 128)]
    [InlineData(8, 256)]
    public void The_old_rule_gives_two_cards_64_GB(int cards, int expected) => Assert.Equal(expected, MmioWindow.OldRuleGiB(cards));

    [Fact]
    public void Two_cards_of_the_16_GB_era_get_64_GB()
    {
        var sizing = MmioWindow.For([Card(0, 16), Card(1, 16)]);

        Assert.Equal(64, sizing.GiB);
        Assert.True(sizing.IsNeeded);
    }

    [Fact]
    public void Two_8_GB_cards_keep_the_old_rule_because_it_asks_for_more()
    {
        var sizing = MmioWindow.For([Card(0, 8), Card(1, 8)]);

        Assert.Equal(64, sizing.GiB);
        Assert.Contains("16 GB for each", sizing.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_vendors_value_stands_where_the_rule_gives_less()
    {
        var v100 = Card(0, 16) with { VendorMmioGiB = Observed.Inferred(64, "catalogue") };

        var sizing = MmioWindow.For([v100]);

        Assert.Equal(64, sizing.GiB);
        Assert.Equal(MmioDerivation.Table, sizing.Derivation);
        Assert.True(sizing.IsCertain);
    }

    [Fact]
    public void The_rule_stands_where_the_vendors_value_is_less()
    {
        var sizing = MmioWindow.For([Card(0, 48) with { VendorMmioGiB = Observed.Inferred(64, "catalogue") }]);

        Assert.Equal(128, sizing.GiB);
        Assert.Equal(MmioDerivation.Formula, sizing.Derivation);
    }

    [Fact]
    public void A_card_of_unknown_size_is_taken_large_and_says_so()
    {
        var sizing = MmioWindow.For([Card(0, null)]);

        Assert.Equal(512, sizing.GiB);
        Assert.Equal(MmioDerivation.TakenLarge, sizing.Derivation);
        Assert.False(sizing.IsCertain);
        Assert.Contains("0000:3b:00.0", sizing.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vendors_value_alone_is_enough_to_size_a_card_of_unknown_memory()
    {
        var sizing = MmioWindow.For([Card(0, null) with { VendorMmioGiB = Observed.Inferred(128, "catalogue") }]);

        Assert.Equal(128, sizing.GiB);
        Assert.Equal(MmioDerivation.Table, sizing.Derivation);
    }

    [Fact]
    public void BARs_that_were_read_make_the_derivation_Read()
    {
        var sizing = MmioWindow.For([Card(0, 24) with { BarMiB = Observed.Read(32L * 1024 + 32) }]);

        Assert.Equal(64, sizing.GiB);
        Assert.Equal(MmioDerivation.Read, sizing.Derivation);
        Assert.True(sizing.IsCertain);
    }

    [Fact]
    public void A_small_BAR_that_was_read_needs_no_window_whatever_the_memory()
    {
        var sizing = MmioWindow.For([Card(0, 16) with { BarMiB = Observed.Read(288L) }]);

        Assert.False(sizing.IsNeeded);
        Assert.Equal(MmioDerivation.NotNeeded, sizing.Derivation);
    }

    [Fact]
    public void A_network_adapter_of_unknown_BARs_needs_no_window()
    {
        var adapter = Card(0, null) with { Class = new PciClass(0x0200), Id = new PciId(0x15b3, 0x1017) };

        Assert.False(MmioWindow.For([adapter]).IsNeeded);
    }

    [Fact]
    public void The_size_the_user_asks_for_is_kept_and_the_computed_one_is_shown()
    {
        var sizing = MmioWindow.For([Card(0, 48)], askedGiB: 64);

        Assert.Equal(64, sizing.GiB);
        Assert.Equal(128, sizing.ComputedGiB);
        Assert.Equal(MmioDerivation.Asked, sizing.Derivation);
    }

    [Fact]
    public void Slices_count_the_framebuffer_of_their_profiles()
    {
        Assert.Equal(128, MmioWindow.ForSlices([40 * 1024]).GiB);
        Assert.Equal(256, MmioWindow.ForSlices([40 * 1024, 40 * 1024]).GiB);
        Assert.False(MmioWindow.ForSlices([4 * 1024]).IsNeeded);
        Assert.Equal(MmioDerivation.TakenLarge, MmioWindow.ForSlices([null]).Derivation);
    }

    [Fact]
    public void Every_window_is_a_power_of_two_and_larger_than_the_BARs_it_holds() => Prop.ForAll(Cards(), cards =>
    {
        var sizing = MmioWindow.For(cards);
        var barsMiB = cards.Sum(c => c.BarMiB.Or(0));
        return sizing.IsNeeded
            ? MmioWindow.IsPowerOfTwo(sizing.GiB) && sizing.GiB * 1024L > barsMiB && sizing.GiB >= MmioWindow.CurrentRuleGiB(cards.Sum(c => c.MemoryMiB.Or(0)) / 1024)
            : barsMiB <= 3 * 1024;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void One_more_card_never_makes_the_window_smaller() => Prop.ForAll(Cards(), cards =>
        MmioWindow.For(cards).GiB <= MmioWindow.For([.. cards, Card(31, 24)]).GiB).QuickCheckThrowOnFailure();

    [Fact]
    public void A_card_whose_size_is_not_known_never_gets_less_than_if_it_were_known() => Prop.ForAll(Cards(), cards =>
        MmioWindow.For(cards).GiB <= MmioWindow.For([.. cards.Select(c => c with
        {
            MemoryMiB = default,
            BarMiB = default,
        })]).GiB).QuickCheckThrowOnFailure();

    private static Arbitrary<Device[]> Cards() => Gen.Choose(1, 8)
        .SelectMany(n => Gen.ArrayOf(Gen.Choose(1, 141).SelectMany(gib => Gen.Elements(0, 1, 2).Select(kind => (gib, kind))), n))
        .Select(sizes => sizes.Select((s, i) => s.kind switch
        {
            0 => Card(i, s.gib),
            1 => Card(i, s.gib) with { BarMiB = Observed.Read(256L) },
            _ => Card(i, s.gib) with { BarMiB = Observed.Read((long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)s.gib) * 1024) },
        }).ToArray())
        .ToArbitrary();

    private static Device Card(int device, int? memoryGiB)
    {
        var address = new PciAddress(0, 0x3b, (byte)device, 0);
        return new Device
        {
            Ref = ObjectRef.Device(Host, address),
            Address = address,
            Id = new PciId(PciId.Nvidia, 0x2235),
            Class = new PciClass(0x0302),
            MemoryMiB = memoryGiB is { } m ? Observed.Read(m * 1024L) : default,
        };
    }
}
