using System.Text.RegularExpressions;
using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.Knowledge.Catalog;

/// <summary>Combinations of card, server and hypervisor version of which something is known; what the user has comes beside it. Immutable.</summary>
public sealed partial class CombinationCatalog
{
    internal static readonly string[] Keys = ["id", "cards", "cardNames", "vendors", "models", "hypervisor", "from", "to", "way", "verdict", "text", "remedy", "date", "sources"];
    private static readonly Lazy<CombinationCatalog> LazyBuiltIn = new(() => Resource.Load("combinations.json", Read));

    private CombinationCatalog(IReadOnlyList<Combination> combinations) => Combinations = combinations;

    /// <summary>What comes with the program.</summary>
    public static CombinationCatalog BuiltIn => LazyBuiltIn.Value;

    /// <summary>Every combination.</summary>
    public IReadOnlyList<Combination> Combinations { get; }

    /// <summary>Reads a file; the mistakes in it are all named at once, and sound entries are kept.</summary>
    public static (CombinationCatalog? Sound, IReadOnlyList<string> Problems) Read(string json)
    {
        var (combinations, problems) = new EntryReader<EntryFile.CombinationEntry, Combination>
        {
            Section = "combinations",
            Word = "combination",
            NameKey = "id",
            Keys = Keys,
            Required = ["id", "verdict", "text", "sources"],
            Form = CatalogJson.Default.CombinationEntry,
            Make = Make,
        }.Read(json);
        var twice = (combinations ?? []).GroupBy(c => c.Id, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return (
            combinations is null ? null : new CombinationCatalog([.. combinations.Where(c => !twice.Contains(c.Id))]),
            [.. problems, .. twice.Select(id => $"line 1: The combination '{id}' stands several times; each id stands once.")]);
    }

    /// <summary>This catalogue with the entries of <paramref name="own"/>; one of the same id is replaced.</summary>
    public CombinationCatalog With(CombinationCatalog own) =>
        new([.. own.Combinations, .. Combinations.Where(c => own.Combinations.All(o => !string.Equals(o.Id, c.Id, StringComparison.OrdinalIgnoreCase)))]);

    /// <summary>The host with what is known of each of its GPUs in it filled in.</summary>
    public Host Enrich(Site site, Host host, CardCatalog cards)
    {
        if (!host.Devices.Any(d => d.IsGpu))
        {
            return host;
        }

        var version = VersionOf(site, host);
        return host with { Devices = [.. host.Devices.Select(d => d.IsGpu ? d with { Combinations = Of(site.Hypervisor, version, host, d, cards.Find(d.Id)?.Name ?? d.Name) } : d)] };
    }

    /// <summary>The version of the hypervisor that runs on the host: what the host says of itself, or else its endpoint; null where neither tells.</summary>
    internal static Version? VersionOf(Site site, Host host) => site.Hypervisor switch
    {
        Hypervisor.Kvm => host.KernelVersion.HasValue ? host.KernelVersion.Value : null,
        _ when host.Product.TryGet(out var product) && Dotted().Match(product) is { Success: true } match && Version.TryParse(match.Value, out var version) => version,
        _ => Version.TryParse(site.ApiVersion, out var version) ? version : null,
    };

    private Observed<IReadOnlyList<KnownCombination>> Of(Hypervisor hypervisor, Version? version, Host host, Device device, string card)
    {
        var vendor = host.ServerVendor.HasValue ? host.ServerVendor.Value : null;
        var model = host.ServerModel.HasValue ? host.ServerModel.Value : null;
        var fitting = Combinations.Where(c => c.IsOf(device.Id, card) && c.IsUnder(hypervisor, version)).Select(c => (Combination: c, Is: c.IsIn(vendor, model))).ToList();
        if (fitting.FirstOrDefault(f => f.Is is null && f.Combination.Verdict == CombinationVerdict.Fails).Combination is { } open)
        {
            return Observed<IReadOnlyList<KnownCombination>>.Unreadable($"'{open.Id}' depends on the server, and its {(vendor is null && open.Vendors.Count > 0 ? "vendor" : "model")} is not told");
        }

        return Observed.Inferred<IReadOnlyList<KnownCombination>>(
            [.. fitting.Where(f => f.Is == true).Select(f => f.Combination).Select(c => new KnownCombination
            {
                Verdict = c.Verdict,
                Way = c.Way,
                Text = c.Text,
                Remedy = c.Remedy,
                Source = $"{c.Id}: {string.Join("; ", c.Sources)}",
            })],
            "the catalogue of combinations");
    }

    private static Combination Make(EntryFile file, EntryFile.CombinationEntry entry, Action<string, string> say)
    {
        var cards = new List<PciId>();
        foreach (var text in entry.Cards)
        {
            if (!PciId.TryParse(text, out var id))
            {
                say("cards", $"has the card '{text}'; write vendor:device in hex, e.g. '10de:2235', or its name under 'cardNames'");
            }

            cards.Add(id);
        }

        Way? way = null;
        if (entry.Way is { } word)
        {
            way = Enum.TryParse<Way>(word, ignoreCase: true, out var parsed) && !char.IsAsciiDigit(word[0]) ? parsed : null;
            Check(way is not null, "way", $"has the way '{word}'; 'direct', 'shared' and 'remote' are known", say);
        }

        var (from, to) = (VersionIn("from", entry.From, say), VersionIn("to", entry.To, say));
        Check(from is null || to is null || from <= to, "to", $"contradicts itself: from {entry.From} to {entry.To}", say);
        Check((from is null && to is null) || entry.Hypervisor is not null, "hypervisor", "has a version but no 'hypervisor' whose version it is", say);
        Check(entry.Text.Length > 0, "text", "has an empty 'text'", say);
        Check(entry.Verdict == CombinationVerdict.Works || entry.Remedy.Length > 0, "remedy", "has no 'remedy': what is to be done about it", say);
        Check(entry.Sources.Count > 0 && entry.Sources.All(s => s.Length > 0), "sources", "names no source", say);
        var sources = file.Of(entry.Sources);
        Check(entry.Verdict != CombinationVerdict.Fails || sources.Any(s => !s.StartsWith("derived", StringComparison.Ordinal)), "verdict", "is 'fails' by what is derived alone; 'doubtful' is the most that can say", say);
        return new Combination
        {
            Id = entry.Id,
            Cards = cards,
            CardNames = entry.CardNames,
            Vendors = entry.Vendors,
            Models = entry.Models,
            Hypervisor = entry.Hypervisor,
            From = from,
            To = to,
            Way = way,
            Verdict = entry.Verdict,
            Text = entry.Text,
            Remedy = entry.Remedy,
            Sources = sources,
            Date = entry.Date ?? file.Date,
        };
    }

    private static Version? VersionIn(string key, string? text, Action<string, string> say)
    {
        if (text is null)
        {
            return null;
        }

        var isRight = Version.TryParse(text, out var version);
        Check(isRight, key, $"has '{key}' '{text}', which is no version; write e.g. '8.0' or '8.0.3'", say);
        return version;
    }

    private static void Check(bool isRight, string key, string problem, Action<string, string> say)
    {
        if (!isRight)
        {
            say(key, problem);
        }
    }

    [GeneratedRegex(@"\d+\.\d+(\.\d+){0,2}")]
    private static partial Regex Dotted();
}
