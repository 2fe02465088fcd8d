using System.Globalization;
using Barelane.Core.Facts;
using Barelane.Knowledge.Catalog;

namespace Barelane.Knowledge.Advice;

/// <summary>Finds what would change an answer by answering again: each kind of change alone, by the least amount that does.</summary>
internal static class Changes
{
    private const int MostFactor = 4;
    private static readonly int[] MemoryStepsGiB = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64, 80, 96, 141, 192, 288];

    /// <summary>The changes, the smallest first. Where nothing serves, those after which something does.</summary>
    public static IReadOnlyList<AdviceChange> Find(Description asked, Stock stock, CardCatalog catalog, AdviceOption best)
    {
        var found = new List<AdviceChange>();
        void Try(string text, double size, Description description, Stock with)
        {
            if (Differs(Advisor.Rank(description, with, catalog)[0]) is { } then)
            {
                found.Add(new AdviceChange(text, then.Way, then.Verdict, size));
            }
        }

        AdviceOption? Differs(AdviceOption then) => best.Verdict != Verdict.Serves
            ? then.Verdict == Verdict.Serves ? then : null
            : then.Way != best.Way || then.Verdict != best.Verdict ? then : null;

        int? Least(int from, int to, Func<int, bool> differs) => Bisect(from, to, differs);
        bool At(int users) => Differs(Advisor.Rank(WithUsers(asked, users), stock, catalog)[0]) is not null;

        if (Least(asked.Users, asked.Users * MostFactor, At) is { } more)
        {
            Try($"{Amount.Of(more, "user")} instead of {asked.Users}", ((double)more / asked.Users) - 1, WithUsers(asked, more), stock);
        }

        if (asked.Users > 1 && Least(asked.Users, 1, At) is { } fewer)
        {
            Try($"{Amount.Of(fewer, "user")} instead of {asked.Users}", ((double)asked.Users / fewer) - 1, WithUsers(asked, fewer), stock);
        }

        foreach (var steps in (IEnumerable<int>[])[MemoryStepsGiB.Where(g => g * 1024 > asked.MemoryMiB), MemoryStepsGiB.Where(g => g * 1024 < asked.MemoryMiB).Reverse()])
        {
            var step = steps.Cast<int?>().FirstOrDefault(g => Differs(Advisor.Rank(asked with { MemoryMiB = g!.Value * 1024 }, stock, catalog)[0]) is not null);
            if (step is { } gib)
            {
                var (from, to) = (asked.MemoryMiB, gib * 1024);
                Try($"{gib} GiB of GPU memory a user instead of {Words.Memory(asked.MemoryMiB)}", ((double)Math.Max(from, to) / Math.Max(1, Math.Min(from, to))) - 1, asked with { MemoryMiB = to }, stock);
            }
        }

        var (steady, peak) = ("load all the time instead of uneven load", "uneven load instead of load all the time");
        Try(asked.Load == LoadShape.Peak ? steady : peak, 1, asked with { Load = asked.Load == LoadShape.Peak ? LoadShape.Steady : LoadShape.Peak }, stock);
        Try(asked.Batch ? "somebody waiting for each result" : "jobs that may wait for their turn", 1, asked with { Batch = !asked.Batch }, stock);
        foreach (var need in asked.Needs)
        {
            Try($"'{need}' a wish instead of a need", 1, asked with { Needs = [.. asked.Needs.Where(n => n != need)], Wishes = [.. asked.Wishes, need] }, stock);
        }

        foreach (var need in new[] { "live-migration", "snapshots" }.Where(n => !asked.Needs.Contains(n, StringComparer.Ordinal)))
        {
            Try($"'{need}' as a need", 1, asked with { Needs = [.. asked.Needs, need], Wishes = [.. asked.Wishes.Where(w => w != need)] }, stock);
        }

        if (asked.WholeCards is null && asked.Work != WorkKind.Office)
        {
            Try("a whole card for each user", 1, asked with { WholeCards = 1 }, stock);
        }
        else if (asked.WholeCards is not null)
        {
            Try("a part of a card for each user", 1, asked with { WholeCards = null }, stock);
        }

        if (asked.Work == WorkKind.Compute && !asked.Interfaces.SequenceEqual(["opencl"]))
        {
            Try("work that runs on OpenCL, without CUDA", 1, asked with { Interfaces = ["opencl"] }, stock);
        }

        if (asked.VmMemoryMiB > 0 && !stock.IsGeneral)
        {
            var least = Least(asked.VmMemoryMiB, 0, m => Differs(Advisor.Rank(asked with { VmMemoryMiB = m }, stock, catalog)[0]) is not null);
            if (least is > 0 and { } mib)
            {
                Try($"{Words.Memory(mib)} of memory a VM instead of {Words.Memory(asked.VmMemoryMiB)}", ((double)asked.VmMemoryMiB / mib) - 1, asked with { VmMemoryMiB = mib }, stock);
            }
        }

        if (!stock.IsGeneral)
        {
            Cards(asked, stock, catalog, Differs, found);
            Upgrades(asked, stock, Try);
        }

        return [.. found.OrderBy(c => c.Size).ThenBy(c => c.Text, StringComparer.Ordinal)];
    }

    /// <summary>More cards of a model that is there, or of the catalogue's where none of them would do; and fewer.</summary>
    private static void Cards(Description asked, Stock stock, CardCatalog catalog, Func<AdviceOption, AdviceOption?> differs, List<AdviceChange> found)
    {
        var seen = Math.Max(stock.Cards.Count, 1);
        var most = Math.Min(asked.Running * (asked.WholeCards ?? 1), 512);
        var tried = stock.Cards.Where(c => c.Card is not null).DistinctBy(c => (c.Model, c.Hypervisor)).ToList();
        var sample = tried.Select(c => (c.Model, Make: (Func<int, StockCard>)(i => c with { Host = "a new host", Address = $"card {i + 1}", Taken = null, IsSliced = false, Told = [], HostFreeMiB = null, NumaNode = null }))).ToList();
        if (Add(sample) == 0 && differs(Advisor.Rank(asked, Stock.General, catalog)[0]) is { Places.Count: > 0 } general && catalog.Cards.FirstOrDefault(c => c.Name == general.Places[0].Model) is { } card)
        {
            var hypervisor = stock.Cards.Count > 0 ? stock.Cards[0].Hypervisor : asked.Hypervisor;
            Add([(card.Name, i => GeneralStock.Of(card, hypervisor, i, asked.WholeCards ?? 1))]);
        }

        int Add(List<(string Model, Func<int, StockCard> Make)> models)
        {
            var added = 0;
            foreach (var (model, make) in models)
            {
                Stock With(int n) => stock with { Cards = [.. stock.Cards, .. Enumerable.Range(0, n).Select(make)] };
                if (Bisect(0, most, n => differs(Advisor.Rank(asked, With(n), catalog)[0]) is not null) is { } count)
                {
                    var then = Advisor.Rank(asked, With(count), catalog)[0];
                    found.Add(new AdviceChange($"{count} more '{model}'", then.Way, then.Verdict, (double)count / seen));
                    added++;
                }
            }

            return added;
        }
    }

    private static void Upgrades(Description asked, Stock stock, Action<string, double, Description, Stock> attempt)
    {
        foreach (var hypervisor in stock.Cards.Select(c => c.Hypervisor).Distinct())
        {
            var newest = GeneralStock.Newest(hypervisor);
            if (hypervisor != Core.Inventory.Hypervisor.Kvm && stock.Cards.Any(c => c.Hypervisor == hypervisor && c.Version < newest))
            {
                attempt(
                    string.Create(CultureInfo.InvariantCulture, $"{hypervisor switch { Core.Inventory.Hypervisor.VSphere => "vSphere", _ => "Windows build" }} {newest} on all hosts"), 1, asked,
                    stock with { Cards = [.. stock.Cards.Select(c => c.Hypervisor == hypervisor && c.Version < newest ? c with { Version = newest } : c)] });
            }
        }
    }

    /// <summary>
    /// The number nearest to <paramref name="from"/> on the way to <paramref name="to"/> at which the answer differs, if it does at the far end or at a power
    /// of two on the way; null where it does not.
    /// </summary>
    private static int? Bisect(int from, int to, Func<int, bool> differs)
    {
        var sign = Math.Sign(to - from);
        var (same, step) = (0, 1);
        var far = Math.Abs(to - from);
        while (same < far)
        {
            var next = Math.Min(same + step, far);
            if (differs(from + (sign * next)))
            {
                while (next - same > 1)
                {
                    var middle = same + ((next - same) / 2);
                    (same, next) = differs(from + (sign * middle)) ? (same, middle) : (middle, next);
                }

                return from + (sign * next);
            }

            (same, step) = (next, step * 2);
        }

        return null;
    }

    private static Description WithUsers(Description asked, int users) => asked with
    {
        Users = users,
        AtOnce = asked.AtOnce is { } atOnce ? Math.Max(1, (int)Math.Round((double)atOnce * users / asked.Users)) : null,
    };
}
