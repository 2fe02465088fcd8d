using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.Engine.Documents;

/// <summary>Reads one site. Which hypervisor it is follows from the key that holds its endpoint.</summary>
internal static class SiteReader
{
    private static readonly (string Key, Hypervisor Hypervisor)[] Keys =
        [("vsphere", Hypervisor.VSphere), ("kvm", Hypervisor.Kvm), ("hyperv", Hypervisor.HyperV)];

    public static SiteSpec? Read(string alias, YamlNode node, List<DocumentProblem> problems)
    {
        if (MapReader.Of(node, "a site", problems) is not { } map)
        {
            return null;
        }

        var given = Keys.Where(k => map.Has(k.Key)).ToList();
        if (given.Count != 1)
        {
            var found = given.Count == 0 ? "none of them" : string.Join(" and ", given.Select(k => $"'{k.Key}'"));
            map.AddHere($"The site '{alias}' must have exactly one of 'vsphere', 'kvm' and 'hyperv' with its endpoint; found {found}.");
        }

        var endpoint = given.Count == 0 ? null : ReadEndpoint(map, given[0].Key, given[0].Hypervisor);
        var user = map.Text("user");
        var password = SecretText.Read(map, "password");
        var certificate = map.Parsed("certificate", Endpoints.Fingerprint, "write 'sha256:' and 64 hex digits, as 'inspect' shows them.");
        var configuration = map.Text("configuration");
        if (configuration is not null && given.Count == 1 && given[0].Hypervisor != Hypervisor.HyperV)
        {
            map.Add(map.Node("configuration")!, $"'configuration' names a restricted session of a Hyper-V host; '{alias}' is none. Leave it out.");
        }

        map.Finish();
        return given.Count != 1 || endpoint is null
            ? null
            : new SiteSpec
            {
                Alias = alias,
                Hypervisor = given[0].Hypervisor,
                Endpoint = endpoint,
                User = user,
                Password = password,
                Certificate = certificate,
                Configuration = configuration,
            };
    }

    private static string? ReadEndpoint(MapReader map, string key, Hypervisor hypervisor)
    {
        if (map.Text(key) is not { } text)
        {
            return null;
        }

        var problem = Endpoints.Problem(hypervisor, text);
        if (problem is not null)
        {
            map.Add(map.Node(key)!, problem);
        }

        return text;
    }
}
