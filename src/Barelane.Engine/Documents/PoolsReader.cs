using Barelane.Core.Goals;

namespace Barelane.Engine.Documents;

/// <summary>Reads the pools of remote GPUs, in a document or in a file of their own.</summary>
public static class PoolsReader
{
    private static readonly string[] Schemes = ["unix:", "tls:", "tcp:"];

    /// <summary>Reads a file of pools, or everything that is wrong with it.</summary>
    public static PoolsReading Read(string text)
    {
        var problems = new List<DocumentProblem>();
        var root = text.Length > DocumentReader.MaxLength ? null : YamlLoader.Load(text, problems);
        IReadOnlyList<PoolSpec> pools = [];
        if (text.Length > DocumentReader.MaxLength)
        {
            problems.Add(new DocumentProblem(1, 1, $"The file has {text.Length} characters; the most that is read is {DocumentReader.MaxLength}."));
        }
        else if (root is not null && MapReader.Of(root, "a file of pools", problems) is { } map)
        {
            pools = Read(map, problems);
            if (!map.Has("pools"))
            {
                map.AddHere("'pools' is missing; write e.g. 'pools: { lab: { servers: [\"tls:gpu01:7788\"] } }'.");
            }

            map.Finish("x-");
        }

        return new PoolsReading(problems.Count == 0 ? pools : [], [.. problems.Distinct().OrderBy(p => p.Line).ThenBy(p => p.Column)]);
    }

    /// <summary>The pools under <c>pools</c>.</summary>
    internal static IReadOnlyList<PoolSpec> Read(MapReader map, List<DocumentProblem> problems)
    {
        var pools = new List<PoolSpec>();
        switch (map.Node("pools"))
        {
            case null:
                break;
            case YamlMapping entries:
                foreach (var (name, node) in entries.Entries)
                {
                    if (!Names.IsSimple(name.Text))
                    {
                        map.Add(name, $"'{name.Text}' is not valid as a pool's name: {Names.SimpleRule}");
                    }

                    if (ReadPool(name.Text, node, problems) is { } pool)
                    {
                        pools.Add(pool);
                    }
                }

                break;
            case { } node:
                map.Add(node, $"'pools' must name pools, each with its servers; found {node.Kind}.");
                break;
        }

        return pools;
    }

    private static PoolSpec? ReadPool(string name, YamlNode node, List<DocumentProblem> problems)
    {
        if (MapReader.Of(node, "a pool", problems) is not { } map)
        {
            return null;
        }

        var servers = map.Texts("servers").Select(s => ReadServer(map, s.Text, s.Node)).OfType<PoolServer>().ToList();
        if (servers.Count == 0 && !map.Has("servers"))
        {
            map.AddHere("'servers' is missing in a pool; write e.g. 'servers: [\"tls:gpu01:7788\"]'.");
        }
        else if (map.Node("servers") is YamlSequence { Items.Count: 0 } or YamlScalar { IsNull: true })
        {
            map.Add(map.Node("servers")!, "A pool needs at least one server.");
        }

        var pool = new PoolSpec
        {
            Name = name,
            Servers = servers,
            Token = SecretText.Read(map, "token"),
            Authority = map.Text("authority"),
            OwnCertificate = map.Text("client"),
        };
        map.Finish();
        return pool;
    }

    /// <summary>An address, and behind a blank the fingerprint of its certificate, if any.</summary>
    private static PoolServer? ReadServer(MapReader map, string text, YamlNode node)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var fingerprint = words.Length == 2 ? Endpoints.Fingerprint(words[1]) : null;
        if (words.Length is 1 or 2 && (words.Length == 1) == (fingerprint is null) && !words[0].Contains(',', StringComparison.Ordinal) && Array.Exists(Schemes, s => words[0].StartsWith(s, StringComparison.Ordinal) && words[0].Length > s.Length))
        {
            return new PoolServer(words[0], fingerprint);
        }

        map.Add(node, $"'{text}' is no server; write 'tls:HOST:PORT', 'unix:PATH' or 'tcp:HOST:PORT', and behind it, if wished, a blank and the certificate's fingerprint 'sha256:…'.");
        return null;
    }
}
