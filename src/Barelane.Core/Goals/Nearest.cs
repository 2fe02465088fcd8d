namespace Barelane.Core.Goals;

/// <summary>Finds the names a mistyped one was most likely meant to be, for messages.</summary>
public static class Nearest
{
    /// <summary>
    /// Up to <paramref name="limit"/> of <paramref name="known"/> that are close to <paramref name="name"/> (few edits, or one contains the
    /// other), closest first and without regard to case; empty where none is close enough to be worth naming.
    /// </summary>
    public static IReadOnlyList<string> To(string name, IEnumerable<string> known, int limit = 3)
    {
        var wanted = name.ToUpperInvariant();
        return known
            .Distinct(StringComparer.Ordinal)
            .Select(k => (Name: k, Distance: Distance(wanted, k.ToUpperInvariant())))
            .Where(k => k.Distance <= Tolerance(wanted))
            .OrderBy(k => k.Distance)
            .ThenBy(k => k.Name, StringComparer.Ordinal)
            .Take(limit)
            .Select(k => k.Name)
            .ToList();
    }

    /// <summary>A sentence with the nearest names and a space before it; empty where none is near.</summary>
    public static string Hint(string name, IEnumerable<string> known)
    {
        var near = To(name, known);
        return near.Count == 0 ? "" : $" Did you mean {string.Join(" or ", near.Select(n => $"'{n}'"))}?";
    }

    private static int Tolerance(string name) => Math.Max(1, name.Length / 3);

    private static int Distance(string a, string b)
    {
        if (a.Length >= 3 && b.Length >= 3 && (a.Contains(b, StringComparison.Ordinal) || b.Contains(a, StringComparison.Ordinal)))
        {
            return 1;
        }

        return Math.Abs(a.Length - b.Length) > Tolerance(a) ? int.MaxValue : Edits(a, b);
    }

    /// <summary>Edits with neighbouring letters swapped counted as one (optimal string alignment).</summary>
    private static int Edits(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            rows[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            rows[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[a.Length, b.Length];
    }
}
