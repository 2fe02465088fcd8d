using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.Knowledge.Catalog.Import;

/// <summary>
/// Takes over compatibility lists that vendors publish, from files that the user downloaded. Strict: a column is taken by a name that is known for it, a row
/// only where its card is in the catalogue and its release is a version; everything else is said. What a list names works; what it does not name says nothing.
/// </summary>
public sealed partial class ListImport(CardCatalog cards)
{
    private static readonly Dictionary<string, string[]> Names = new(StringComparer.Ordinal)
    {
        ["card"] = ["gpu", "gpus", "gpudevice", "gpumodel", "gpucard", "graphicscard", "graphicsdevice", "supportedgpu", "supportedgpus", "nvidiagpu", "accelerator", "card", "iodevice", "devicemodel"],
        ["vendor"] = ["partnername", "partner", "vendor", "oem", "servervendor", "systemvendor", "servermanufacturer", "manufacturer", "oempartner"],
        ["model"] = ["servermodel", "systemmodel", "hostmodel", "server", "system", "serverplatform", "platform", "productname", "model", "servername"],
        ["release"] = ["supportedreleases", "supportedrelease", "esxrelease", "esxireleases", "esxi", "release", "releases", "productreleaseversion", "hypervisorversion", "version"],
        ["feature"] = ["feature", "features", "mode", "type", "supportedfeatures", "graphicstype"],
        ["hypervisor"] = ["hypervisor", "hypervisors", "product"],
    };

    private static readonly (string Word, string[] Vendors)[] Vendors =
    [
        ("dell", ["Dell"]), ("hewlett", ["HPE", "Hewlett", "HP"]), ("hpe", ["HPE", "Hewlett", "HP"]), ("super", ["Supermicro", "Super Micro"]),
        ("lenovo", ["Lenovo"]), ("cisco", ["Cisco"]), ("fujitsu", ["Fujitsu"]),
    ];

    /// <summary>Takes over a list.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="name">What the list is called; combinations are named after it.</param>
    /// <param name="origin">The file and when it was taken over, as the source of each combination.</param>
    /// <param name="date">When it was taken over.</param>
    /// <param name="hypervisor">The hypervisor of a list that does not say it.</param>
    /// <param name="way">The way of a list that does not say it; null for every way.</param>
    public ImportedList Read(string text, string name, string origin, DateOnly date, Hypervisor? hypervisor, Way? way)
    {
        if (ListTable.Of(text) is not { } table)
        {
            return new ImportedList { Form = "", Taken = 0, Rows = 0, Skipped = ["No table was found in it: CSV with a head, a list of objects in JSON, or a page in HTML with a table is needed."] };
        }

        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < table.Head.Count; i++)
        {
            var plain = Plain(table.Head[i]);
            if (Names.FirstOrDefault(n => n.Value.Contains(plain, StringComparer.Ordinal)).Key is { } meaning)
            {
                columns.TryAdd(meaning, i);
            }
        }

        var result = new ImportedList
        {
            Form = table.Form,
            Taken = 0,
            Rows = table.Rows.Count,
            Columns = columns.ToDictionary(c => table.Head[c.Value], c => c.Key, StringComparer.Ordinal),
            OtherColumns = [.. table.Head.Where((_, i) => !columns.ContainsValue(i))],
            Skipped = [],
        };
        if (!columns.ContainsKey("card") || !(columns.ContainsKey("model") || columns.ContainsKey("release")))
        {
            return result with { Skipped = [$"It has no column for {(columns.ContainsKey("card") ? "the server or the release" : "the card")}: {string.Join(", ", (columns.ContainsKey("card") ? Names["model"].Concat(Names["release"]) : Names["card"]).Select(n => $"'{n}'"))} are known, without regard to case and spaces."] };
        }

        var skipped = new List<string>();
        var taken = new List<TakenRow>();
        foreach (var (line, cells) in table.Rows)
        {
            string Cell(string column) => columns.TryGetValue(column, out var i) && i < cells.Count ? cells[i] : "";
            taken.AddRange(Row(line, Cell, hypervisor, way, s => skipped.Add(string.Create(CultureInfo.InvariantCulture, $"line {line}: {s}"))));
        }

        return result with { Taken = taken.Count, Skipped = skipped, Json = taken.Count == 0 ? null : Json(taken, name, origin, date) };
    }

    private IEnumerable<TakenRow> Row(int line, Func<string, string> cell, Hypervisor? hypervisor, Way? way, Action<string> skip)
    {
        var found = new List<Card>();
        foreach (var text in Parts(cell("card")))
        {
            var card = Card(text);
            if (card is null)
            {
                skip($"The card '{text}' is not in the catalogue, or not one alone; 'barelane catalog show' lists what is.");
                continue;
            }

            found.Add(card);
        }

        var under = HypervisorIn($"{cell("hypervisor")} {cell("release")}") ?? hypervisor;
        var releases = new List<Version?>();
        foreach (var text in Parts(cell("release")))
        {
            if (VersionIn(text) is { } version)
            {
                releases.Add(version);
            }
            else
            {
                skip($"The release '{text}' is no version that is known, such as 'ESXi 8.0 U3'.");
            }
        }

        if (releases.Count > 0 && under is null)
        {
            skip("Whose release that is, it does not say; give it with '--hypervisor'.");
            yield break;
        }

        if (releases.Count == 0 && Parts(cell("release")).Any())
        {
            yield break;
        }

        var server = cell("model");
        foreach (var card in found)
        {
            foreach (var release in releases.DefaultIfEmpty(null))
            {
                yield return new TakenRow(line, card, VendorsOf(cell("vendor")), server, under, release, WayIn(cell("feature")) ?? way);
            }
        }
    }

    private Card? Card(string text)
    {
        var words = text.Replace("NVIDIA", "", StringComparison.OrdinalIgnoreCase).Replace("(R)", "", StringComparison.Ordinal).Trim();
        static string Short(Card card) => card.Name.Split(" (one of ")[0];
        bool Is(Card card) => string.Equals(Short(card), text, StringComparison.OrdinalIgnoreCase)
            || string.Equals(Short(card)[(card.Name.IndexOf(' ', StringComparison.Ordinal) + 1)..], words, StringComparison.OrdinalIgnoreCase)
            || string.Equals(Short(card).Replace("NVIDIA Tesla ", "", StringComparison.Ordinal), words, StringComparison.OrdinalIgnoreCase);
        if (cards.Cards.FirstOrDefault(Is) is { } exact)
        {
            return exact;
        }

        var found = words.Length < 2 ? [] : cards.Search(words);
        return found.Count == 1 ? found[0] : null;
    }

    private static IEnumerable<string> Parts(string text) => text.Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static Version? VersionIn(string text) => Release().Match(text) is { Success: true } m
        ? new Version(int.Parse(m.Groups["major"].ValueSpan, CultureInfo.InvariantCulture), int.Parse(m.Groups["minor"].ValueSpan, CultureInfo.InvariantCulture), m.Groups["update"].Success ? int.Parse(m.Groups["update"].ValueSpan, CultureInfo.InvariantCulture) : 0)
        : null;

    private static Hypervisor? HypervisorIn(string text) =>
        text.Contains("esx", StringComparison.OrdinalIgnoreCase) || text.Contains("vsphere", StringComparison.OrdinalIgnoreCase) || text.Contains("vmware", StringComparison.OrdinalIgnoreCase) ? Core.Inventory.Hypervisor.VSphere
        : text.Contains("kvm", StringComparison.OrdinalIgnoreCase) ? Core.Inventory.Hypervisor.Kvm
        : text.Contains("hyper-v", StringComparison.OrdinalIgnoreCase) ? Core.Inventory.Hypervisor.HyperV
        : null;

    private static Way? WayIn(string text) =>
        text.Contains("shared", StringComparison.OrdinalIgnoreCase) || text.Contains("vgpu", StringComparison.OrdinalIgnoreCase) ? Way.Shared
        : text.Contains("vdga", StringComparison.OrdinalIgnoreCase) || text.Contains("directpath", StringComparison.OrdinalIgnoreCase) || text.Contains("pass-through", StringComparison.OrdinalIgnoreCase) || text.Contains("passthrough", StringComparison.OrdinalIgnoreCase) ? Way.Direct
        : null;

    private static IReadOnlyList<string> VendorsOf(string text) => text.Length == 0 ? []
        : Vendors.FirstOrDefault(v => text.Contains(v.Word, StringComparison.OrdinalIgnoreCase)).Vendors ?? [text.Split(' ')[0]];

    private static string Plain(string text) => new([.. text.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)]);

    private static string Json(IReadOnlyList<TakenRow> rows, string name, string origin, DateOnly date)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("formatVersion", 1);
            json.WriteString("date", date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteString("origin", origin);
            json.WriteStartArray("combinations");
            foreach (var (row, index) in rows.Select((r, i) => (r, i + 1)))
            {
                row.WriteTo(json, string.Create(CultureInfo.InvariantCulture, $"{name}-{index}"), origin);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    [GeneratedRegex(@"(?<major>\d+)\.(?<minor>\d+)(?:\.(?<update>\d+)|\s*(?:U|Update)\s*(?<update>\d+))?", RegexOptions.IgnoreCase)]
    private static partial Regex Release();

    private sealed record TakenRow(int Line, Card Card, IReadOnlyList<string> Vendors, string Model, Hypervisor? Hypervisor, Version? Release, Way? Way)
    {
        public void WriteTo(Utf8JsonWriter json, string id, string origin)
        {
            // The firmware may put the vendor before the model, and Lenovo's a type number behind it.
            var model = Vendors.Aggregate(Model, (m, v) => m.StartsWith(v + " ", StringComparison.OrdinalIgnoreCase) ? m[(v.Length + 1)..] : m);
            json.WriteStartObject();
            json.WriteString("id", id);
            Write(json, "cards", Card.Ids.Select(i => (i.SubVendor, i.SubDevice) == (0, 0) ? i.ToString() : string.Create(CultureInfo.InvariantCulture, $"{i}:{i.SubVendor:x4}:{i.SubDevice:x4}")));
            Write(json, "vendors", Vendors);
            Write(json, "models", model.Length == 0 ? [] : [$"*{model}", $"*{model} -[*"]);
            if (Hypervisor is { } hypervisor)
            {
                json.WriteString("hypervisor", hypervisor.ToString());
            }

            if (Release is { } release)
            {
                json.WriteString("from", release.ToString());
                json.WriteString("to", release.ToString());
            }

            if (Way is { } way)
            {
                json.WriteString("way", way.ToString().ToLowerInvariant());
            }

            json.WriteString("verdict", "works");
            json.WriteString("text", $"The list names {Card.Name}{(model.Length == 0 ? "" : $" in {model}")}{(Release is null ? "" : $" under {Release}")}.");
            Write(json, "sources", [string.Create(CultureInfo.InvariantCulture, $"{origin}, line {Line}")]);
            json.WriteEndObject();
        }

        private static void Write(Utf8JsonWriter json, string key, IEnumerable<string> values)
        {
            json.WriteStartArray(key);
            foreach (var value in values)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }
    }
}
