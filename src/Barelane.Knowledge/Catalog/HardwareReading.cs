using System.Text.Json;

namespace Barelane.Knowledge.Catalog;

/// <summary>What came of reading a file of cards, servers or combinations; which of them it is, it says by its section.</summary>
public sealed record HardwareReading
{
    /// <summary>What the file holds: <c>card</c>, <c>server</c> or <c>combination</c>.</summary>
    public required string Word { get; init; }

    /// <summary>Sound cards; null where the file holds others, or cannot be read as a whole.</summary>
    public CardCatalog? Cards { get; init; }

    /// <summary>Sound servers.</summary>
    public ServerCatalog? Servers { get; init; }

    /// <summary>Sound combinations.</summary>
    public CombinationCatalog? Combinations { get; init; }

    /// <summary>A sentence for each mistake, with the line and the entry's name.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>A sentence for each thing that a sound entry leaves open; no mistakes.</summary>
    public IReadOnlyList<string> Lacks { get; init; } = [];

    /// <summary>Names of the entries that come with the program and are replaced.</summary>
    public IReadOnlyList<string> Replaces { get; init; } = [];

    /// <summary>Names of the sound entries.</summary>
    public IReadOnlyList<string> Names =>
        [.. Cards?.Cards.Select(c => c.Name) ?? [], .. Servers?.Servers.Select(s => s.Name) ?? [], .. Combinations?.Combinations.Select(c => c.Id) ?? []];

    /// <summary>Whether the file cannot be used at all.</summary>
    public bool IsUseless => Cards is null && Servers is null && Combinations is null;

    /// <summary>Reads a file.</summary>
    public static HardwareReading Of(string json)
    {
        var word = WordOf(json);
        if (word == "server")
        {
            var (servers, mistakes) = ServerCatalog.Read(json);
            return new HardwareReading
            {
                Word = word,
                Servers = servers,
                Problems = mistakes,
                Lacks = [.. (servers?.Servers ?? []).SelectMany(Open)],
                Replaces = [.. (servers?.Servers ?? []).Select(s => s.Name).Intersect(ServerCatalog.BuiltIn.Servers.Select(s => s.Name), StringComparer.OrdinalIgnoreCase)],
            };
        }

        if (word == "combination")
        {
            var (combinations, mistakes) = CombinationCatalog.Read(json);
            return new HardwareReading
            {
                Word = word,
                Combinations = combinations,
                Problems = mistakes,
                Lacks = [.. (combinations?.Combinations ?? []).Where(c => c.Date is null).Select(c => $"The combination '{c.Id}' has no 'date': nobody can tell how old it is.")],
                Replaces = [.. (combinations?.Combinations ?? []).Select(c => c.Id).Intersect(CombinationCatalog.BuiltIn.Combinations.Select(c => c.Id), StringComparer.OrdinalIgnoreCase)],
            };
        }

        var cards = CardCatalog.Read(json);
        return new HardwareReading { Word = word, Cards = cards.Sound, Problems = cards.Problems, Lacks = cards.Lacks, Replaces = [.. cards.Replaces().Select(c => c.Name)] };
    }

    private static IEnumerable<string> Open(Server server)
    {
        foreach (var setting in Enum.GetValues<Core.Inventory.FirmwareSetting>().Except(server.Settings.Keys))
        {
            yield return $"The server '{server.Name}' has no words for '{char.ToLowerInvariant(setting.ToString()[0])}{setting.ToString()[1..]}'.";
        }

        if (server.Date is null)
        {
            yield return $"The server '{server.Name}' has no 'date': nobody can tell how old it is.";
        }
    }

    private static string WordOf(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            var root = document.RootElement;
            return root.ValueKind != JsonValueKind.Object || root.TryGetProperty("cards", out _) ? "card"
                : root.TryGetProperty("servers", out _) ? "server"
                : root.TryGetProperty("combinations", out _) ? "combination"
                : "card";
        }
        catch (JsonException)
        {
            return "card";
        }
    }
}
