using Barelane.Remote.Server.Pool;

namespace Barelane.Remote.Tests.Parts;

/// <summary>Who gets how much of a server's memory, and who waits.</summary>
public sealed class MemorySharesTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(4);

    [Fact]
    public void Without_a_total_everybody_gets_what_is_asked_for()
    {
        var shares = new MemoryShares(0, 0);

        Assert.True(shares.TryTake(5, TimeSpan.Zero, out var some));
        Assert.True(shares.TryTake(0, TimeSpan.Zero, out var all));
        Assert.Equal((5ul, 0ul), (some, all));
    }

    [Fact]
    public async Task Who_finds_too_little_left_waits_until_another_goes()
    {
        var shares = new MemoryShares(10, 0);
        Assert.True(shares.TryTake(6, TimeSpan.Zero, out var first));
        Assert.False(shares.TryTake(5, TimeSpan.Zero, out _));

        var second = Task.Run(() => shares.TryTake(5, Long, out _));
        shares.Return(first);

        Assert.True(await second);
    }

    [Theory]
    [InlineData(10ul, 0ul)]
    [InlineData(0ul, 10ul)]
    [InlineData(20ul, 10ul)]
    public void What_will_never_be_given_is_refused_at_once_with_both_numbers(ulong total, ulong limit)
    {
        var shares = new MemoryShares(total, limit);

        Assert.Contains("11 bytes of device memory are asked for; this server gives a session 10 at most", shares.WhyNever(11), StringComparison.Ordinal);
        Assert.Null(shares.WhyNever(10));
    }
}
