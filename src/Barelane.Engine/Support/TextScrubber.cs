using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.Engine.Support;

/// <summary>
/// Makes texts fit to be given away: secrets go, and names of machines, VMs, people and places become pseudonyms, the same ones in every text. What
/// support needs stays: models, PCI addresses and ids, versions, messages. Not for use by several threads.
/// </summary>
public sealed class TextScrubber
{
    private readonly HashSet<string> _secrets = new(StringComparer.Ordinal);
    private readonly Pseudonyms _names = new(ignoreCase: true);
    private readonly bool _keepNames;
    private NameFinder? _finder;
    private NameFinder? _secretFinder;

    /// <summary>A scrubber that knows no name yet. With <paramref name="keepNames"/> only secrets go.</summary>
    public TextScrubber(bool keepNames) => _keepNames = keepNames;

    /// <summary>Every name that was replaced so far or will be, with its pseudonym.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Names => _names.All;

    /// <summary>A secret that is known: it goes wherever it stands.</summary>
    public void AddSecret(string secret)
    {
        if (secret.Length > 0 && _secrets.Add(secret))
        {
            _secretFinder = null;
        }
    }

    /// <summary>A name of some kind (<c>vm</c>, <c>host</c>, <c>user</c>). What is a number or an address is known by its form and not taken here.</summary>
    public void AddName(string kind, string? name)
    {
        if (!string.IsNullOrWhiteSpace(name) && !long.TryParse(name, out _) && !System.Net.IPAddress.TryParse(name, out _) && !Guid.TryParse(name, out _))
        {
            _names.Of(kind, name);
            _finder = null;
        }
    }

    /// <summary>A machine's name: whole, its first label, and its domain.</summary>
    public void AddHost(string kind, string? name)
    {
        AddName(kind, name);
        if (name is null || System.Net.IPAddress.TryParse(name, out _) || name.IndexOf('.', StringComparison.Ordinal) is not (> 0 and var dot))
        {
            return;
        }

        AddName(kind, name[..dot]);
        AddName("domain", name[(dot + 1)..]);
    }

    /// <summary>The names in a site's address and account.</summary>
    public void Add(SiteSpec site)
    {
        AddName("site", site.Alias);
        AddName("user", site.User);
        AddName("user", site.User?.Split('@', '\\') is [var user, ..] ? user : null);
        if (Uri.TryCreate(site.Endpoint, UriKind.Absolute, out var endpoint))
        {
            AddHost("server", endpoint.Host);
            AddName("user", endpoint.UserInfo.Split(':')[0] is not "root" and var account ? account : null);
        }
    }

    /// <summary>The names in an inventory.</summary>
    public void Add(FleetInventory fleet)
    {
        foreach (var site in fleet.Sites)
        {
            AddAll("cluster", site.Clusters.Select(c => c.Name));
            site.Hosts.ToList().ForEach(h => AddHost("host", h.Name));
            AddAll("serial", site.Hosts.SelectMany(h => h.Devices).Select(d => d.Serial.Or("")).Where(s => s.Length > 4));
            AddAll("datastore", site.Hosts.SelectMany(h => h.Storage).Concat(site.Vms.SelectMany(v => v.Storage)).Where(IsName));
            AddAll("network", site.Hosts.SelectMany(h => h.Networks).Concat(site.Vms.SelectMany(v => v.Networks)).Where(IsName));
            foreach (var vm in site.Vms)
            {
                AddName("vm", vm.Name);
                AddHost("guest", vm.GuestHostName.Or(""));
                AddAll("snapshot", vm.Snapshots.Or([]).Select(s => s.Name));
                AddAll("folder", vm.Path.Split('/').SkipLast(1).Where(p => p is not ("vm" or "host" or "Datacenters")));
            }
        }
    }

    /// <summary>Learns the people that a text names by their home folders, before any text is scrubbed.</summary>
    public void Learn(string text)
    {
        foreach (var user in IdentityPatterns.Users(text).Distinct(StringComparer.Ordinal))
        {
            AddName("user", user);
        }
    }

    /// <summary>The text without secrets and, unless names are kept, without names.</summary>
    public string Scrub(string text)
    {
        _secretFinder ??= new NameFinder(_secrets.Select(s => KeyValuePair.Create(s, SecretPatterns.Removed)), insideWords: true);
        text = SecretPatterns.Remove(_secretFinder.Replace(text));
        if (_keepNames)
        {
            return text;
        }

        _finder ??= new NameFinder(_names.All.Where(n => !IsForm(n.Value)));
        return IdentityPatterns.Replace(_finder.Replace(text), _names);
    }

    private void AddAll(string kind, IEnumerable<string> names) => names.Distinct(StringComparer.Ordinal).ToList().ForEach(n => AddName(kind, n));

    /// <summary>vSphere's own ids, as <c>datastore-12</c>, name nothing.</summary>
    private static bool IsName(string id) => !(id.LastIndexOf('-') is > 0 and var dash && id[..dash].All(char.IsAsciiLetterLower) && id[(dash + 1)..].All(char.IsAsciiDigit));

    /// <summary>Pseudonyms that forms were given: they are found by their form again.</summary>
    private static bool IsForm(string pseudonym) => pseudonym.StartsWith("uuid-", StringComparison.Ordinal) || pseudonym.StartsWith("00000000-0000-", StringComparison.Ordinal);
}
