using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Knowledge.Advice;
using Barelane.Knowledge.Catalog;

namespace Barelane.Knowledge.Tests.Advice;

public sealed class AdvisorTests
{
    private static readonly CardCatalog Catalog = CardCatalog.BuiltIn;
    private static readonly Description Office = new() { Users = 8, Load = LoadShape.Peak, MemoryMiB = 6144, Work = WorkKind.Graphics };
    private static readonly Description Training = new() { Users = 2, Load = LoadShape.Steady, MemoryMiB = 40960, Work = WorkKind.Compute, WholeCards = 1, Interfaces = ["cuda"] };

    [Fact]
    public void Uneven_load_shares_a_card_and_steady_whole_cards_go_direct()
    {
        Assert.Equal((Way.Shared, Verdict.Serves), First(Office, Cards(1)));
        Assert.Equal((Way.Direct, Verdict.Serves), First(Training, Cards(2)));
    }

    [Fact]
    public void The_first_answer_changes_exactly_where_the_change_says()
    {
        var advice = Advisor.Advise(Office, Cards(1), Catalog);
        var users = advice.Changes.First(c => c.Text.Contains("users instead of", StringComparison.Ordinal));
        var count = int.Parse(users.Text.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(9, count);
        Assert.Equal(First(Office, Cards(1)), First(Office with { Users = count - 1 }, Cards(1)));
        Assert.NotEqual(First(Office, Cards(1)), First(Office with { Users = count }, Cards(1)));
    }

    [Fact]
    public void What_cannot_be_served_is_answered_with_a_change_after_which_it_is()
    {
        var advice = Advisor.Advise(Office with { Users = 20 }, Cards(1), Catalog);
        var cards = advice.Changes.Single(c => c.Text.StartsWith("2 more", StringComparison.Ordinal));

        Assert.False(advice.Serves);
        Assert.All(advice.Changes, c => Assert.Equal(Verdict.Serves, c.Verdict));
        Assert.Equal(Way.Shared, cards.Way);
        Assert.Equal((Way.Shared, Verdict.Serves), First(Office with { Users = 20 }, Cards(3)));
    }

    [Fact]
    public void An_inventory_without_a_gpu_is_told_which_card_to_add()
    {
        var advice = Advisor.Advise(Office, Cards(0), Catalog);

        Assert.False(advice.Serves);
        Assert.Contains(advice.Changes, c => c.Text.Contains(" more '", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(12)]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(32)]
    public void Without_an_inventory_no_card_is_named_that_drivers_to_come_leave_out(int memoryGiB) => Assert.All(
        Advisor.Rank(Training with { MemoryMiB = memoryGiB * 1024 }, Stock.General, Catalog).SelectMany(o => o.Places),
        p => Assert.Equal("", Catalog.Cards.Single(c => c.Name == p.Model).Driver?.To ?? ""));

    [Fact]
    public void Remote_never_serves_cuda_nor_graphics()
    {
        Assert.Contains("does not run CUDA", Option(Training, Way.Remote).Obstacles[0], StringComparison.Ordinal);
        Assert.Equal(Verdict.Unsuitable, Option(Office with { Interfaces = ["opencl"] }, Way.Remote).Verdict);
        Assert.Equal(Verdict.Serves, Option(Training with { Interfaces = ["opencl"] }, Way.Remote).Verdict);
    }

    [Fact]
    public void What_is_needed_and_lost_makes_a_way_unsuitable()
    {
        var needing = Option(Office with { Needs = ["live-migration"] }, Way.Direct);

        Assert.Equal(Verdict.Unsuitable, needing.Verdict);
        Assert.Contains("It takes vMotion", needing.Obstacles[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Host_memory_bounds_how_many_fit_whatever_the_cards_hold()
    {
        var stock = Cards(1);
        var small = stock with { Cards = [.. stock.Cards.Select(c => c with { HostFreeMiB = 3 * 32768 })] };

        Assert.Equal(3, Advisor.Advise(Office with { VmMemoryMiB = 32768 }, small, Catalog).Options.Single(o => o.Way == Way.Shared).Served);
    }

    [Fact]
    public void Slices_that_the_host_says_are_gone_are_not_given_out_again()
    {
        SliceProfile told = new() { Name = "nvidia_a40-6q", MemoryMiB = Observed.Read(6144L), Free = Observed.Read(3) };
        var stock = Cards(1);
        var partly = stock with { Cards = [.. stock.Cards.Select(c => c with { IsSliced = true, Taken = "cut into slices", Told = [told] })] };

        Assert.Equal(3, Advisor.Advise(Office, partly, Catalog).Options.Single(o => o.Way == Way.Shared).Served);
    }

    [Fact]
    public void The_cost_is_the_sum_of_the_users_own_prices()
    {
        var cost = Option(Office with { Prices = new Prices { Currency = "EUR", Workstation = 4000, Card = 5000, Host = 10000, LicencePerYear = 100, Years = 3 } }, Way.Shared).Cost!;

        Assert.Equal((5000 + 10000 + (8 * 100 * 3)) / 8m, cost.PerUser);
        Assert.StartsWith("1 card x 5,000 + 1 host x 10,000 + 8 licences x 100 x 3 years = 17,400 EUR for 8 users: 2,175 EUR each, 46 % less", cost.Arithmetic, StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_for_computing_is_no_card_for_desktops()
    {
        var a100 = Catalog.Cards.Single(c => c.Name == "NVIDIA A100 PCIe 80GB");

        Assert.All(Advisor.Advise(Office, Of(a100, 8), Catalog).Options, o => Assert.NotEqual(Verdict.Serves, o.Verdict));
    }

    private static AdviceOption Option(Description description, Way way) => Advisor.Advise(description, Cards(2), Catalog).Options.Single(o => o.Way == way);

    private static (Way, Verdict) First(Description description, Stock stock) => Advisor.Advise(description, stock, Catalog).Best is var best ? (best.Way, best.Verdict) : default;

    private static Stock Cards(int count) => Of(Catalog.Cards.Single(c => c.Name == "NVIDIA A40"), count);

    private static Stock Of(Card card, int count) => new(
        [.. Enumerable.Range(0, count).Select(i => new StockCard
        {
            Host = "dc1/esx01",
            Address = $"0000:{i + 0x20:x2}:00.0",
            Model = card.Name,
            Card = card,
            MemoryMiB = card.MemoryGiB * 1024,
            Hypervisor = Hypervisor.VSphere,
            Version = new Version(8, 0, 3),
        })],
        false,
        []);
}
