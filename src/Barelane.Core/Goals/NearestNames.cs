namespace Barelane.Core.Goals;

/// <summary>The names somebody probably meant.</summary>
public static class NearestNames
{
    /// <summary>Up to <paramref name="most"/> of the candidates, nearest first: those that contain the word, then those a few letters away.</summary>
    public static IReadOnlyList<string> Of(string word, IEnumerable<string> candidates, int most = 3)
    {
        var limit = Math.Max(2, word.Length / 3);
        return [.. candidates
            .Distinct(StringComparer.Ordinal)
            .Select(c => (Name: c, Distance: Distance(word, c, limit)))
            .Where(c => c.Distance <= limit)
            .OrderBy(c => c.Distance)
            .ThenBy(c => c.Name, StringComparer.Ordinal)
            .Take(most)
            .Select(c => c.Name)];
    }

    /// <summary>A sentence with the nearest names, or an empty text where none is near.</summary>
    public static string Sentence(string word, IEnumerable<string> candidates)
    {
        var names = Of(word, candidates);
        return names.Count == 0 ? "" : $" Nearest: {string.Join(", ", names.Select(n => $"'{n}'"))}.";
    }

    private static int Distance(string a, string b, int limit)
    {
        if (b.Contains(a, StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        if (Math.Abs(a.Length - b.Length) > limit)
        {
            return int.MaxValue;
        }

        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? diagonal : diagonal + 1;
                diagonal = row[j];
                row[j] = Math.Min(cost, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
