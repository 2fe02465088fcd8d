using Barelane.Knowledge.Catalog;
using Barelane.Knowledge.Placement;

namespace Barelane.Knowledge.Tests.Placement;

public sealed class SlotPackerTests
{
    private const int Instances = 60;
    private const double LeastRatio = 0.99;

    public static TheoryData<string> Cards => ["NVIDIA A100 PCIe 40GB", "NVIDIA H100 PCIe 80GB", "NVIDIA A30", "mixed sizes"];

    [Theory]
    [MemberData(nameof(Cards))]
    public void Slices_are_packed_to_99_per_cent_of_the_best_possible(string name)
    {
        var (card, shapes) = Of(name);
#pragma warning disable CA5394 // Draws of a test keep no secret, and have to be repeatable.
        var random = new Random(8);
        var (packed, exact) = (0, 0);
        for (var instance = 0; instance < Instances; instance++)
        {
            var cards = random.Next(1, 4);
            var wanted = shapes.Select(s => (Shape: s, Count: random.Next(0, (cards * 3) + 1))).ToList();
            var list = wanted.SelectMany(w => Enumerable.Repeat(w.Shape, w.Count)).ToArray();
            random.Shuffle(list);
            var (result, left) = SlotPacker.Pack([.. Enumerable.Repeat(card, cards)], list);
            Check(card, result, list, left);
            packed += list.Sum(s => s.Size) - left.Sum(s => s.Size);
            exact += ExactPacking.MostSlots(card, cards, wanted);
        }
#pragma warning restore CA5394

        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: packed {packed} slots, best {exact}: {100.0 * packed / exact:0.00} %");
        Assert.InRange(packed, 1, exact);
        Assert.True(packed >= LeastRatio * exact, $"packed {packed}, best {exact}: {100.0 * packed / exact:0.00} %");
    }

    [Fact]
    public void A_3g_at_slot_4_leaves_four_1g_and_no_4g_beside_a_1g_at_slot_0()
    {
        var (card, shapes) = Of("NVIDIA A100 PCIe 40GB");
        var three = shapes.Single(s => s.Name == "3g.20gb");
        var one = shapes.Single(s => s.Name == "1g.5gb");
        var four = shapes.Single(s => s.Name == "4g.20gb");
        var with = card.With(three, 4);

        Assert.Equal([0, 1, 2, 3], with.Creatable(one));
        Assert.Equal([0], with.Creatable(four));
        Assert.Empty(with.With(one, 0).Creatable(four));
    }

    private static void Check(SlotCard empty, IReadOnlyList<SlotCard> cards, SlotShape[] wanted, IReadOnlyList<SlotShape> left)
    {
        Assert.Equal(wanted.Length, cards.Sum(c => c.Placed.Count) + left.Count);
        foreach (var card in cards)
        {
            var slots = card.Placed.SelectMany(p => Enumerable.Range(p.Start, p.Shape.Size)).ToList();
            Assert.Equal(slots.Count, slots.Distinct().Count());
            Assert.All(slots, s => Assert.InRange(s, 0, empty.Slots - 1));
            Assert.All(card.Placed, p => Assert.Contains(p.Start, p.Shape.Starts));
            Assert.True(empty.Compute == 0 || card.Placed.Sum(p => p.Shape.Compute) <= empty.Compute);
        }
    }

    private static (SlotCard Card, IReadOnlyList<SlotShape> Shapes) Of(string name)
    {
        // Placement ids of mixed-size vGPUs are read from the driver at run time; these are of the same kind: larger types begin at multiples of their size.
        if (name == "mixed sizes")
        {
            return (new SlotCard(12), [.. new[] { 1, 2, 3, 4, 6, 12 }.Select(n => new SlotShape($"{n}q", n, [.. Enumerable.Range(0, 12 / n).Select(i => i * n)]))]);
        }

        var mig = CardCatalog.BuiltIn.Cards.Single(c => c.Name == name).Mig!;
        return (new SlotCard(mig.MemorySlices, mig.ComputeSlices), [.. mig.Profiles.Where(p => !p.Name.EndsWith("+me", StringComparison.Ordinal)).Select(p => new SlotShape(p.Name, p.Size, p.Starts, p.ComputeSlices, p.Max))]);
    }
}
