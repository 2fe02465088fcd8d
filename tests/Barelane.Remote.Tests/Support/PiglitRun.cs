using System.Text.Json;
using Barelane.TestKit;

namespace Barelane.Remote.Tests.Support;

/// <summary>A run of piglit's OpenCL tests, and how each of them, and of their parts, ended.</summary>
internal static class PiglitRun
{
    /// <summary>Runs the tests whose names match one of the patterns.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> OfAsync(string? address, params string[] patterns)
    {
        using var folder = new TemporaryFolder();
        string[] command = ["piglit", "run", "--overwrite", .. patterns.SelectMany(p => (string[])["-t", p]), "cl", folder.File("results")];
        using var running = await Client.StartAsync(address, withLocal: address is null, command, ("PIGLIT_COMPRESSION", "none"));
        (await running.EndAsync(TimeSpan.FromHours(2))).Succeeded();
        using var results = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder.File("results"), "results.json")));
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var test in results.RootElement.GetProperty("tests").EnumerateObject())
        {
            all[test.Name] = test.Value.GetProperty("result").GetString()!;
            foreach (var part in test.Value.GetProperty("subtests").EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String && p.Name != "__type__"))
            {
                all[$"{test.Name} / {part.Name}"] = part.Value.GetString()!;
            }
        }

        return all;
    }
}
