using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Knowledge.Catalog;

/// <summary>Where firmware settings are found, by server: data with sources, which a user's own file comes before. Immutable.</summary>
public sealed class ServerCatalog
{
    internal static readonly string[] Keys = ["name", "vendors", "models", "cpu", "settings", "isVerified", "note", "date", "sources"];
    private static readonly Lazy<ServerCatalog> LazyBuiltIn = new(() => Resource.Load("servers.json", Read));

    private ServerCatalog(IReadOnlyList<Server> servers) => Servers = servers;

    /// <summary>What comes with the program.</summary>
    public static ServerCatalog BuiltIn => LazyBuiltIn.Value;

    /// <summary>Every entry, the user's own first; the first that fits counts.</summary>
    public IReadOnlyList<Server> Servers { get; }

    /// <summary>Reads a file; the mistakes in it are all named at once, and sound entries are kept.</summary>
    public static (ServerCatalog? Sound, IReadOnlyList<string> Problems) Read(string json)
    {
        var (servers, problems) = new EntryReader<EntryFile.ServerEntry, Server>
        {
            Section = "servers",
            Word = "server",
            NameKey = "name",
            Keys = Keys,
            Required = ["name", "vendors", "settings", "sources"],
            Form = CatalogJson.Default.ServerEntry,
            Make = Make,
        }.Read(json);
        return (servers is null ? null : new ServerCatalog(servers), problems);
    }

    /// <summary>This catalogue with the entries of <paramref name="own"/> before its own; one of the same name is replaced.</summary>
    public ServerCatalog With(ServerCatalog own) =>
        new([.. own.Servers, .. Servers.Where(s => own.Servers.All(o => !string.Equals(o.Name, s.Name, StringComparison.OrdinalIgnoreCase)))]);

    /// <summary>The entry for what a firmware says of itself; null where none fits.</summary>
    public Server? Find(string vendor, string model, string cpu) => Servers.FirstOrDefault(s => s.Is(vendor, model, cpu));

    /// <summary>The host with the words of its firmware filled in, where its server is known; what is there stays.</summary>
    public Host Enrich(Host host) => !host.FirmwareWords.HasValue && host.ServerVendor.TryGet(out var vendor) && Find(vendor, host.ServerModel.Or(""), host.CpuVendor.Or("")) is { } server
        ? host with { FirmwareWords = Observed.Inferred(server.Settings, $"the catalogue of servers, '{server.Name}'") }
        : host;

    private static Server Make(EntryFile file, EntryFile.ServerEntry entry, Action<string, string> say)
    {
        var settings = new Dictionary<FirmwareSetting, string>();
        foreach (var (key, words) in entry.Settings)
        {
            if (!Enum.TryParse<FirmwareSetting>(key, ignoreCase: true, out var setting) || char.IsAsciiDigit(key[0]))
            {
                say("settings", $"has the setting '{key}'; known are {string.Join(", ", Enum.GetNames<FirmwareSetting>().Select(n => $"'{char.ToLowerInvariant(n[0])}{n[1..]}'"))}");
            }
            else if (string.IsNullOrWhiteSpace(words))
            {
                say("settings", $"has no words for the setting '{key}'");
            }
            else
            {
                settings[setting] = words;
            }
        }

        if (entry.Vendors.Count == 0 || entry.Vendors.Any(string.IsNullOrWhiteSpace))
        {
            say("vendors", "names no vendor");
        }

        if (entry.Cpu is not ("" or "intel" or "amd"))
        {
            say("cpu", $"has the cpu '{entry.Cpu}'; 'intel' and 'amd' are known");
        }

        if (entry.Sources.Count == 0 || entry.Sources.Any(string.IsNullOrWhiteSpace))
        {
            say("sources", "names no source");
        }

        return new Server
        {
            Name = entry.Name,
            Vendors = entry.Vendors,
            Models = entry.Models,
            Cpu = entry.Cpu,
            Settings = settings,
            IsVerified = entry.IsVerified,
            Note = entry.Note,
            Sources = file.Of(entry.Sources),
            Date = entry.Date ?? file.Date,
        };
    }
}
