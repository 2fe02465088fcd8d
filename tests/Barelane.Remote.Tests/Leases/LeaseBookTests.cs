using Barelane.Remote.Server.Leases;

namespace Barelane.Remote.Tests.Leases;

/// <summary>Which devices a lease gets, and what is never given.</summary>
public sealed class LeaseBookTests
{
    private const ulong GiB = 1UL << 30;
    private static readonly LeaseDevice[] Two = [new(0, "small", 8 * GiB), new(1, "large", 16 * GiB)];

    [Fact]
    public void A_share_goes_to_the_fullest_device_that_has_room_so_that_whole_ones_stay_whole()
    {
        var book = new LeaseBook(Two, Quotas.None);

        Give(book, "a", 1, 3 * GiB, [0]);
        Give(book, "b", 1, 5 * GiB, [0]);
        Give(book, "c", 1, GiB, [1]);

        Assert.Equal((0ul, 15 * GiB), (book.FreeOn(0), book.FreeOn(1)));
    }

    [Fact]
    public void A_whole_device_is_one_that_nobody_has_a_part_of_and_then_nobody_gets_a_part_of_it()
    {
        var book = new LeaseBook(Two, Quotas.None);
        Give(book, "a", 1, GiB, [0]);
        Give(book, "b", 1, 0, [1]);

        var (places, isQuota, why) = book.Find("c", 1, 0);

        Assert.Null(places);
        Assert.False(isQuota);
        Assert.Equal("1 whole device: 0 of 2 have room", why);
        Assert.Null(book.Find("c", 1, 8 * GiB).Places);
        Assert.True(book.View(Two[1]).IsWhole);
    }

    [Fact]
    public void Two_devices_are_two_and_not_twice_the_same()
    {
        var book = new LeaseBook(Two, Quotas.None);

        Assert.Equal([0, 1], book.Find("a", 2, 4 * GiB).Places!.Order());
        Give(book, "b", 1, 5 * GiB, [0]);
        Assert.Null(book.Find("a", 2, 4 * GiB).Places);
    }

    [Theory]
    [InlineData("a", 3, 0ul, "3 whole devices are asked for; this server has 2.")]
    [InlineData("a", 0, 0ul, "a lease has at least 1")]
    [InlineData("a", 1, 17ul, "1 device with 17 GiB is asked for; the largest device here has 16 GiB.")]
    [InlineData("a", 2, 9ul, "of 2 devices here the smallest has 8 GiB.")]
    [InlineData("anna", 2, 1ul, "2 devices are asked for; the quota of 'anna' is 1.")]
    [InlineData("ben", 1, 5ul, "5 GiB of device memory are asked for; the quota of 'ben' is 4 GiB.")]
    [InlineData("ben", 1, 0ul, "8 GiB of device memory are asked for; the quota of 'ben' is 4 GiB.")]
    public void What_will_never_be_given_is_said_with_both_numbers(string user, int count, ulong gib, string said)
    {
        var book = new LeaseBook(Two, Quotas.Parse(["anna devices=1", "ben memory=4GiB"], "quotas"));

        Assert.Contains(said, book.WhyNever(user, count, gib * GiB), StringComparison.Ordinal);
    }

    [Fact]
    public void What_may_be_given_is_not_refused_for_ever()
    {
        var book = new LeaseBook(Two, Quotas.Parse(["anna devices=1", "ben memory=4GiB"], "quotas"));

        Assert.Null(book.WhyNever("carl", 2, 8 * GiB));
        Assert.Null(book.WhyNever("anna", 1, 0));
        Assert.Null(book.WhyNever("ben", 1, 4 * GiB));
    }

    [Theory]
    [InlineData("* devices=2", "the quota of 'anna' is 2 devices, and l1, l2 have 2")]
    [InlineData("* memory=3GiB", "the quota of 'anna' is 3 GiB, and l1, l2 have 3 GiB")]
    [InlineData("anna leases=2", "the quota of 'anna' is 2 leases, and l1, l2 are open")]
    public void A_quota_counts_what_the_user_has_and_names_it(string line, string said)
    {
        var book = new LeaseBook(Two, Quotas.Parse([line], "quotas"));
        book.Add(Lease("l1", "anna", GiB, [0]));
        book.Add(Lease("l2", "anna", 2 * GiB, [1]));

        Assert.Equal((null, true, said), book.Find("anna", 1, GiB));
        Assert.NotNull(book.Find("ben", 1, GiB).Places);
    }

    [Theory]
    [InlineData("anna", "Line 2 of 'q'")]
    [InlineData("anna devices=0", "Line 2 of 'q' is 'anna devices=0'")]
    [InlineData("anna memory=4", "write a user and what the user may have at once")]
    [InlineData("anna cards=4", "write a user and what the user may have at once")]
    [InlineData("* devices=3", "Line 2 of 'q' names '*' a second time.")]
    public void A_line_that_is_no_quota_is_named(string line, string said) =>
        Assert.Contains(said, Assert.Throws<ArgumentException>(() => Quotas.Parse(["* devices=2", line], "q")).Message, StringComparison.Ordinal);

    private static void Give(LeaseBook book, string id, int count, ulong memory, int[] expected)
    {
        var places = book.Find("someone", count, memory).Places;
        Assert.Equal(expected, places);
        book.Add(Lease(id, "someone", memory, expected));
    }

    private static Lease Lease(string id, string user, ulong memory, int[] places) =>
        new() { Id = id, SecretHash = id, User = user, Memory = memory, Places = places, Devices = [.. places.Select(p => Two[p].Name)] };
}
