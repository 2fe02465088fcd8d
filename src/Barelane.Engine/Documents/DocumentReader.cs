using Barelane.Core.Goals;

namespace Barelane.Engine.Documents;

/// <summary>
/// Reads a barelane.yaml. Checks form only, and all of it at once: whether the wishes can be met is for the planner to say. Keys at the
/// top that begin with <c>x-</c> are free for anchors.
/// </summary>
public static class DocumentReader
{
    /// <summary>The version of the format that is read.</summary>
    public const int Version = 1;

    /// <summary>Longer texts are refused unread.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    private const string FreePrefix = "x-";

    /// <summary>Reads a document, or everything that is wrong with it.</summary>
    public static DocumentReading Read(string text)
    {
        if (text.Length > MaxLength)
        {
            return new DocumentReading(null, [new DocumentProblem(1, 1, $"The document has {text.Length} characters; the most that is read is {MaxLength}. Split it.")]);
        }

        var problems = new List<DocumentProblem>();
        var root = YamlLoader.Load(text, problems);
        var document = root is null ? null : ReadRoot(root, problems);
        var sorted = problems.Distinct().OrderBy(p => p.Line).ThenBy(p => p.Column).ToList();
        return new DocumentReading(sorted.Count == 0 ? document : null, sorted);
    }

    private static Document? ReadRoot(YamlNode root, List<DocumentProblem> problems)
    {
        if (MapReader.Of(root, "a document", problems) is not { } map)
        {
            return null;
        }

        CheckVersion(map);
        var name = ReadName(map);
        var sites = ReadSites(map, problems);
        var consents = ConsentReader.Consents(map);
        var bystanders = ConsentReader.Bystanders(map, sites);
        var accept = ConsentReader.Accepted(map);
        var pools = PoolsReader.Read(map, problems);
        var assignments = ReadAssignments(map, sites, pools, problems);
        map.Finish(FreePrefix);
        return new Document
        {
            Version = Version,
            Name = name ?? "",
            Sites = sites,
            Pools = pools,
            Assignments = assignments,
            Consent = consents,
            Bystanders = bystanders,
            Accept = accept,
        };
    }

    private static void CheckVersion(MapReader map)
    {
        if (map.Required("version", "1") is { } version && version != "1")
        {
            map.Add(map.Node("version")!, $"The document has version '{version}'; this program reads version {Version}. Write 'version: {Version}'.");
        }
    }

    private static string? ReadName(MapReader map)
    {
        var name = map.Required("name", "render-farm");
        if (name is not null && !Names.IsSimple(name))
        {
            map.Add(map.Node("name")!, $"'{name}' is not valid for 'name': {Names.SimpleRule}");
        }

        return name;
    }

    private static List<SiteSpec> ReadSites(MapReader map, List<DocumentProblem> problems)
    {
        var sites = new List<SiteSpec>();
        switch (map.Node("sites"))
        {
            case null:
                map.AddHere("'sites' is missing in a document; write e.g. 'sites: { dc1: { vsphere: \"https://vcenter.example/sdk\", … } }'.");
                break;
            case YamlMapping { Entries.Count: > 0 } entries:
                foreach (var (alias, node) in entries.Entries)
                {
                    if (!Names.IsSimple(alias.Text))
                    {
                        map.Add(alias, $"'{alias.Text}' is not valid as a site's alias: {Names.SimpleRule}");
                    }

                    if (SiteReader.Read(alias.Text, node, problems) is { } site)
                    {
                        Add(site, node);
                    }
                }

                break;
            case { } node:
                map.Add(node, $"'sites' must name at least one site by its alias; found {(node is YamlMapping ? "none" : node.Kind)}.");
                break;
        }

        return sites;

        void Add(SiteSpec site, YamlNode node)
        {
            if (sites.Find(s => string.Equals(s.Endpoint, site.Endpoint, StringComparison.OrdinalIgnoreCase)) is { } twin)
            {
                map.Add(node, $"The sites '{twin.Alias}' and '{site.Alias}' have the same endpoint '{site.Endpoint}'; name a site once.");
            }

            sites.Add(site);
        }
    }

    private static List<Assignment> ReadAssignments(MapReader map, List<SiteSpec> sites, IReadOnlyList<PoolSpec> pools, List<DocumentProblem> problems)
    {
        var assignments = new List<Assignment>();
        switch (map.Node("assignments"))
        {
            case null or YamlScalar { IsNull: true }:
                break;
            case YamlSequence list:
                foreach (var node in list.Items)
                {
                    if (AssignmentReader.Read(node, sites, pools, problems) is { } assignment)
                    {
                        if (assignments.Exists(a => string.Equals(a.Vm, assignment.Vm, StringComparison.Ordinal)))
                        {
                            map.Add(node, $"'{assignment.Vm}' has two assignments; put all its cards into one, with 'count' or 'group'.");
                        }

                        assignments.Add(assignment);
                    }
                }

                break;
            case { } node:
                map.Add(node, $"'assignments' must be a list ('- vm: …'); found {node.Kind}.");
                break;
        }

        return assignments;
    }
}
