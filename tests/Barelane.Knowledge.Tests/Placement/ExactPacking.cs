using Barelane.Knowledge.Placement;

namespace Barelane.Knowledge.Tests.Placement;

/// <summary>The most slots that can be filled, by going through every choice: for each card every set of slices that it can hold, then the best sum over cards.</summary>
internal static class ExactPacking
{
    public static int MostSlots(SlotCard card, int cards, IReadOnlyList<(SlotShape Shape, int Count)> wanted)
    {
        var sets = new HashSet<string>(StringComparer.Ordinal);
        var patterns = new List<int[]>();
        Collect(card, 0, new int[wanted.Count]);

        // A set inside another is never better.
        patterns = [.. patterns.Where(p => !patterns.Any(q => q != p && Enumerable.Range(0, p.Length).All(i => q[i] >= p[i]) && q.Sum() > p.Sum()))];
        var best = new Dictionary<string, int>(StringComparer.Ordinal);
        return Fill(cards, [.. wanted.Select(w => w.Count)]);

        void Collect(SlotCard now, int from, int[] counts)
        {
            if (sets.Add(string.Join(',', counts) + "|" + string.Join(',', now.Placed.Select(p => $"{p.Shape.Name}@{p.Start}").Order(StringComparer.Ordinal))))
            {
                if (!patterns.Any(p => p.SequenceEqual(counts)))
                {
                    patterns.Add([.. counts]);
                }

                for (var k = from; k < wanted.Count; k++)
                {
                    if (counts[k] >= wanted[k].Count)
                    {
                        continue;
                    }

                    foreach (var start in now.Creatable(wanted[k].Shape).ToList())
                    {
                        counts[k]++;
                        Collect(now.With(wanted[k].Shape, start), k, counts);
                        counts[k]--;
                    }
                }
            }
        }

        int Fill(int left, int[] counts)
        {
            if (left == 0)
            {
                return 0;
            }

            var key = $"{left}|{string.Join(',', counts)}";
            if (!best.TryGetValue(key, out var most))
            {
                // A set may be used in part where fewer are wanted.
                foreach (var pattern in patterns)
                {
                    var used = pattern.Select((n, i) => Math.Min(n, counts[i])).ToArray();
                    var here = used.Select((n, i) => n * wanted[i].Shape.Size).Sum();
                    most = Math.Max(most, here + Fill(left - 1, [.. counts.Select((n, i) => n - used[i])]));
                }

                best[key] = most;
            }

            return most;
        }
    }
}
