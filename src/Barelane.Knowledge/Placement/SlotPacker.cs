namespace Barelane.Knowledge.Placement;

/// <summary>
/// Packs slices onto cards with slots. All that is wanted is known beforehand: the order is the packer's, large before small as NVIDIA advises, and several
/// orders are tried. Each slice goes where it leaves most places for what is still wanted.
/// </summary>
public static class SlotPacker
{
    /// <summary>The cards with as much of what is wanted as was found to fit, measured by slots; and what did not.</summary>
    public static (IReadOnlyList<SlotCard> Cards, IReadOnlyList<SlotShape> Left) Pack(IReadOnlyList<SlotCard> cards, IReadOnlyList<SlotShape> wanted)
    {
        var most = cards.Sum(c => c.Slots - c.Used);
        (IReadOnlyList<SlotCard> Cards, IReadOnlyList<SlotShape> Left)? best = null;
        foreach (var order in Orders(wanted))
        {
            var packed = Once(cards, order);
            if (best is null || Rest(packed.Left) < Rest(best.Value.Left))
            {
                best = packed;
            }

            if (best.Value.Left.Count == 0 || wanted.Sum(s => s.Size) - Rest(best.Value.Left) == most)
            {
                break;
            }
        }

        return best ?? (cards, wanted);
    }

    private static int Rest(IReadOnlyList<SlotShape> left) => left.Sum(s => s.Size);

    private static IEnumerable<IReadOnlyList<SlotShape>> Orders(IReadOnlyList<SlotShape> wanted)
    {
        var shapes = wanted.Distinct().ToList();
        yield return Sorted(s => s.Size);

        // Compute slices can run out before the slots: shapes with many slots for each of them first.
        yield return Sorted(s => s.Compute == 0 ? s.Size : (double)s.Size / s.Compute);
        foreach (var first in shapes)
        {
            yield return Sorted(s => s == first ? double.MaxValue : s.Size);
        }

        foreach (var last in shapes)
        {
            yield return Sorted(s => s == last ? -1 : s.Size);
        }

        // One of a kind less, in case two small ones do more than a large one.
        foreach (var less in shapes)
        {
            var count = wanted.Count(s => s == less);
            for (var dropped = 1; dropped <= count; dropped++)
            {
                var kept = count - dropped;
                yield return [.. wanted.Where(s => s != less || kept-- > 0).OrderByDescending(s => s.Size), .. Enumerable.Repeat(less, dropped)];
            }
        }

        List<SlotShape> Sorted(Func<SlotShape, double> by) => [.. wanted.OrderByDescending(by).ThenBy(s => s.Starts.Count).ThenBy(s => s.Name, StringComparer.Ordinal)];
    }

    private static (IReadOnlyList<SlotCard> Cards, IReadOnlyList<SlotShape> Left) Once(IReadOnlyList<SlotCard> cards, IReadOnlyList<SlotShape> wanted)
    {
        var now = cards.ToArray();
        var left = new List<SlotShape>();
        var kinds = wanted.Distinct().ToList();
        foreach (var shape in wanted)
        {
            var (best, start, most) = (-1, -1, long.MinValue);
            for (var i = 0; i < now.Length; i++)
            {
                // Cards that look alike are tried once.
                if (i > 0 && now[i].Placed.Count == 0 && now[i - 1].Placed.Count == 0 && now[i].Slots == now[i - 1].Slots)
                {
                    continue;
                }

                foreach (var at in now[i].Creatable(shape))
                {
                    var then = now[i].With(shape, at);
                    var room = kinds.Sum(k => (long)k.Size * (then.Creatable(k).Count() - now[i].Creatable(k).Count())) + (now[i].Placed.Count > 0 ? 1 : 0);
                    if (room > most)
                    {
                        (best, start, most) = (i, at, room);
                    }
                }
            }

            if (best < 0)
            {
                left.Add(shape);
            }
            else
            {
                now[best] = now[best].With(shape, start);
            }
        }

        return (now, left);
    }
}
