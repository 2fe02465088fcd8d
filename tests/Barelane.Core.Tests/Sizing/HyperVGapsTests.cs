using Barelane.Core.Sizing;

namespace Barelane.Core.Tests.Sizing;

/// <summary>The figures are those of Microsoft's documents and of public reports (RTX 5060 Ti, A30).</summary>
public class HyperVGapsTests
{
    [Theory]
    [InlineData(16384, 17 * 1024 + 1024)]
    [InlineData(32768, 34 * 1024)]
    [InlineData(131072, 193 * 1024 + 1024)]
    public void A_large_bar_lies_at_a_multiple_of_its_size_and_so_needs_more_than_itself(long bar, long expected)
    {
        var gaps = HyperVGaps.Of([new GapLoad([bar, 32], [64], false)]);

        Assert.Equal(expected, gaps.HighMiB);
        Assert.False(gaps.IsGuess);
    }

    [Fact]
    public void A_card_of_32_GiB_and_32_MiB_just_misses_the_33280_MiB_of_the_documented_example()
    {
        var gaps = HyperVGaps.Of([new GapLoad([32768, 32], [], false)]);

        Assert.True(gaps.HighMiB > 33280);
        Assert.Contains("33312", gaps.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Small_devices_need_no_more_than_a_new_VM_has()
    {
        var gaps = HyperVGaps.Of([new GapLoad([], [1], false)]);

        Assert.Equal(HyperVGaps.DefaultHighMiB, gaps.HighMiB);
        Assert.Equal(129, gaps.LowMiB);
    }

    [Fact]
    public void A_base_that_somebody_set_to_a_multiple_saves_what_alignment_costs() =>
        Assert.True(HyperVGaps.Of([new GapLoad([131072], [], false)], 131072).HighMiB < HyperVGaps.Of([new GapLoad([131072], [], false)]).HighMiB);

    [Fact]
    public void The_low_window_is_never_larger_than_Hyper_V_takes() =>
        Assert.Equal(HyperVGaps.LargestLowMiB, HyperVGaps.Of([.. Enumerable.Repeat(new GapLoad([], [256], false), 20)]).LowMiB);

    [Theory]
    [InlineData(131072, 131072, 132096)]
    [InlineData(262144, 262144, 262656)]
    public void A_BAR_of_128_GiB_or_more_moves_the_window_to_a_multiple_of_its_size(long bar, long from, long high)
    {
        var gaps = HyperVGaps.WithBase([new GapLoad([bar, 64, 32], [16], false)], HyperVGaps.DefaultBaseMiB);

        Assert.Equal((from, high), (gaps.BaseMiB, gaps.HighMiB));
        Assert.True(gaps.HighMiB < HyperVGaps.Of([new GapLoad([bar, 64, 32], [16], false)]).HighMiB);
    }

    [Fact]
    public void A_window_whose_base_is_good_enough_or_whose_sizes_are_guessed_stays_where_it_is()
    {
        Assert.Equal(HyperVGaps.DefaultBaseMiB, HyperVGaps.WithBase([new GapLoad([65536, 32], [], false)], HyperVGaps.DefaultBaseMiB).BaseMiB);
        Assert.Equal(262144, HyperVGaps.WithBase([new GapLoad([131072], [], false)], 262144).BaseMiB);
        Assert.Equal(HyperVGaps.DefaultBaseMiB, HyperVGaps.WithBase([new GapLoad([262144], [], true)], HyperVGaps.DefaultBaseMiB).BaseMiB);
    }
}
