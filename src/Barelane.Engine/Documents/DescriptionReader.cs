using System.Globalization;
using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Knowledge.Advice;

namespace Barelane.Engine.Documents;

/// <summary>Reads the description of a team for <c>advise</c>: YAML or JSON, with values from the command line in place of the file's.</summary>
public static class DescriptionReader
{
    private const string LosePrefix = "lose-";
    private const int MostUsers = 100_000;
    private const int MostMib = 64 * 1024 * 1024;
    private static readonly string[] KnownInterfaces = ["cuda", "opencl", "direct3d", "opengl", "vulkan"];

    /// <summary>Features that can be needed or wished for.</summary>
    public static IReadOnlyList<string> Features { get; } =
        [.. ConsentNames.All.Keys.Where(n => n.StartsWith(LosePrefix, StringComparison.Ordinal)).Select(n => n[LosePrefix.Length..]).Order(StringComparer.Ordinal)];

    /// <summary>Reads a description; every problem at once. Problems of given values have line 0 and begin with their key.</summary>
    /// <param name="text">The file; null where all was given otherwise.</param>
    /// <param name="given">Values that take the place of the file's, by key; lists with commas.</param>
    public static (Description? Description, IReadOnlyList<DocumentProblem> Problems) Read(string? text, IReadOnlyDictionary<string, string> given)
    {
        var problems = new List<DocumentProblem>();
        var node = text is null ? new YamlMapping(0, 0, []) : YamlLoader.Load(text, problems);
        if (node is null || MapReader.Of(node, "a description", problems) is null)
        {
            return (null, problems);
        }

        var entries = ((YamlMapping)node).Entries.Where(e => !given.ContainsKey(e.Key.Text))
            .Concat(given.Select(g => (new YamlScalar(0, 0, g.Key, false), Given(g.Key, g.Value)))).ToList();
        var map = new MapReader(new YamlMapping(node.Line, node.Column, entries), "a description", problems);
        map.Number("version", 1, 1);
        Require(map, "users", "40");
        Require(map, "load", "peak");
        Require(map, "memory-per-user", "4 GiB");
        Require(map, "work", "graphics");
        var users = (int)(map.Number("users", 1, MostUsers) ?? 1);
        var description = new Description
        {
            Name = map.Text("name") ?? "the team",
            Users = users,
            AtOnce = (int?)map.Number("at-once", 1, users),
            Load = map.Word("load", ("peak", LoadShape.Peak), ("steady", LoadShape.Steady)) ?? LoadShape.Peak,
            MemoryMiB = Memory(map, "memory-per-user"),
            Work = map.Word("work", ("office", WorkKind.Office), ("graphics", WorkKind.Graphics), ("compute", WorkKind.Compute)) ?? WorkKind.Graphics,
            Interfaces = Words(map, "interfaces", KnownInterfaces),
            WholeCards = (int?)map.Number("whole-cards", 1, 16),
            Batch = map.Word("batch", ("true", true), ("false", false)) ?? false,
            Guest = map.Word("guest", ("windows", GuestFamily.Windows), ("linux", GuestFamily.Linux)) ?? GuestFamily.Unknown,
            VmMemoryMiB = Memory(map, "vm-memory"),
            Needs = Words(map, "needs", Features),
            Wishes = Words(map, "wishes", Features),
            Hypervisor = map.Word("hypervisor", ("vsphere", Hypervisor.VSphere), ("kvm", Hypervisor.Kvm), ("hyperv", Hypervisor.HyperV)) ?? Hypervisor.VSphere,
            Prices = PricesOf(map, problems),
        };
        map.Finish();
        foreach (var both in description.Needs.Intersect(description.Wishes, StringComparer.Ordinal))
        {
            map.Add(map.Node("wishes")!, $"'{both}' is in 'needs' and in 'wishes'; it can be in one of them.");
        }

        return (problems.Count == 0 ? description : null, problems);
    }

    private static void Require(MapReader map, string key, string example) => _ = map.Has(key) ? null : map.Required(key, example);

    private static YamlNode Given(string key, string value) => key is "needs" or "wishes" or "interfaces"
        ? new YamlSequence(0, 0, [.. value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(v => new YamlScalar(0, 0, v, false))])
        : new YamlScalar(0, 0, value, false);

    private static int Memory(MapReader map, string key)
    {
        if (map.Text(key) is not { } text)
        {
            return 0;
        }

        var digits = text.TakeWhile(c => char.IsAsciiDigit(c)).Count();
        var unit = text[digits..].Trim();
        var amount = long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MostMib ? number : 0;
        var mib = amount * unit switch { "MiB" => 1, "GiB" => 1024, _ => 0 };
        if (mib is 0 or > MostMib)
        {
            map.Add(map.Node(key)!, $"'{text}' is not valid for '{key}': write a whole number with its unit, GiB or MiB{(digits > 0 ? $", e.g. '{text[..digits]} GiB'" : ", e.g. '8 GiB'")}.");
            return 0;
        }

        return (int)mib;
    }

    private static IReadOnlyList<string> Words(MapReader map, string key, IReadOnlyList<string> known)
    {
        var words = map.Texts(key);
        foreach (var (text, node) in words.Where(w => !known.Contains(w.Text, StringComparer.Ordinal)))
        {
            map.Add(node, $"'{text}' is not known in '{key}'.{(Nearest.Hint(text, known) is { Length: > 0 } hint ? hint : $" Known are {string.Join(", ", known)}.")}");
        }

        return [.. words.Select(w => w.Text)];
    }

    private static Prices? PricesOf(MapReader map, List<DocumentProblem> problems)
    {
        if (map.Node("prices") is not { } node || MapReader.Of(node, "prices", problems) is not { } prices)
        {
            return null;
        }

        prices.Required("currency", "EUR");
        Require(prices, "workstation", "3500");
        var licence = Money(prices, "licence-per-user-year");
        var years = (int?)prices.Number("years", 1, 50);
        if (licence > 0 && years is null && !prices.Has("years"))
        {
            prices.Add(prices.Node("licence-per-user-year")!, "A licence by the year needs 'years', the time that is reckoned.");
        }

        var read = new Prices
        {
            Currency = prices.Text("currency") ?? "",
            Workstation = Money(prices, "workstation"),
            Card = Money(prices, "card"),
            Host = Money(prices, "host"),
            LicencePerYear = licence,
            Years = years ?? 1,
        };
        prices.Finish();
        return read;
    }

    private static decimal Money(MapReader map, string key) => map.ParsedValue<decimal>(
        key,
        t => decimal.TryParse(t, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount is >= 0 and <= 1_000_000_000 ? amount : null,
        "a price is a number without its currency, e.g. 3500 or 249.90.") ?? 0;
}
