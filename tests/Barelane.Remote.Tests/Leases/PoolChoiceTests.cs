using Barelane.Remote.Leasing;
using Barelane.Remote.Protocol.Leasing;

namespace Barelane.Remote.Tests.Leases;

/// <summary>Which of several servers is asked.</summary>
public sealed class PoolChoiceTests
{
    private const ulong GiB = 1UL << 30;

    [Fact]
    public void Who_has_room_comes_before_who_is_near() =>
        Assert.Equal(["far"], First(Server("near", 50, 0), Server("far", 5000, 8)));

    [Fact]
    public void Of_those_that_have_room_the_nearer_comes_first() =>
        Assert.Equal(["near"], First(Server("far", 5000, 16), Server("near", 50, 8)));

    [Fact]
    public void Of_those_that_are_as_near_the_emptier_comes_first() =>
        Assert.Equal(["empty"], First(Server("full", 50, 8), Server("empty", 200, 16)));

    [Fact]
    public void Where_all_are_full_the_shortest_queue_is_joined() =>
        Assert.Equal(["short"], First(Server("long", 50, 0, waiting: 3), Server("short", 60, 0, waiting: 1)));

    [Fact]
    public void Those_that_can_never_serve_it_are_left_out() =>
        Assert.Equal([], First(Server("small", 50, 4, total: 4), new ServerState { Account = new PoolAccount { Address = "dead" }, Problem = "no" }, new ServerState { Account = new PoolAccount { Address = "open" }, View = new PoolView() }));

    private static IEnumerable<string> First(params ServerState[] servers) => PoolChoice.Order(servers, 1, 8 * GiB).Take(1).Select(s => s.Account.Address);

    private static ServerState Server(string name, int microseconds, ulong free, int waiting = 0, ulong total = 16) => new()
    {
        Account = new PoolAccount { Address = name },
        RoundTrip = TimeSpan.FromMicroseconds(microseconds),
        View = new PoolView
        {
            HasLeases = true,
            Devices = [new DeviceView("card", total * GiB, free * GiB, false, 0)],
            Waiting = [.. Enumerable.Repeat(new WaitingView("u", "c", 1, 0, 0, ""), waiting)],
        },
    };
}
