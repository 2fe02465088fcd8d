using Barelane.Cli.Terminal;
using Barelane.Core.Adapters;
using Barelane.Knowledge.Catalog;
using Barelane.Rendering.Problems;

namespace Barelane.Cli.Inputs;

/// <summary>What comes with the program of cards, servers and combinations, with the user's own files in its place.</summary>
internal static class OwnCatalog
{
    /// <summary>Where the user's own cards are looked for.</summary>
    public static string Place => Path.Combine(UserFolder.Configuration, "cards.json");

    /// <summary>Where the user's own servers are looked for.</summary>
    public static string ServersPlace => Path.Combine(UserFolder.Configuration, "servers.json");

    /// <summary>Where the user's own combinations are looked for.</summary>
    public static string CombinationsPlace => Path.Combine(UserFolder.Configuration, "combinations.json");

    /// <summary>The folder of imported lists, each in the form of combinations.</summary>
    public static string ImportFolder => Path.Combine(UserFolder.Configuration, "imported");

    /// <summary>
    /// The catalogue with the file that is named, or else the user's own where there are some. Their mistakes are said; in place of such an entry the
    /// one that comes with the program is used.
    /// </summary>
    /// <exception cref="ProblemException">The file that is named does not exist.</exception>
    public static HardwareCatalog Load(CliConsole console, string? named = null)
    {
        var catalog = HardwareCatalog.BuiltIn;
        string[] places = named is not null ? [named]
            : [Place, ServersPlace, CombinationsPlace, .. Directory.Exists(ImportFolder) ? Directory.GetFiles(ImportFolder, "*.json").Order(StringComparer.Ordinal).ToArray() : []];
        foreach (var path in places.Where(p => named is not null || File.Exists(p)))
        {
            var reading = Read(path);
            Say(console, path, reading);
            catalog = catalog.With(reading);
        }

        return catalog;
    }

    /// <summary>Reads a file of the catalogue, of whichever kind.</summary>
    /// <exception cref="ProblemException">It does not exist or cannot be read.</exception>
    public static HardwareReading Read(string path)
    {
        try
        {
            return HardwareReading.Of(File.ReadAllText(path));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ProblemException(
                new Problem { Code = "catalog-missing", Message = $"There is no file '{path}'.", Remedy = "docs/reference/catalog.md says how to write one." },
                ExitCodes.Error);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(new Problem { Code = "catalog-unreadable", Message = $"'{path}' cannot be read: {e.Message}" }, ExitCodes.Error);
        }
    }

    private static void Say(CliConsole console, string path, HardwareReading reading)
    {
        if (reading.Problems.Count > 0)
        {
            console.Error.Write(ProblemText.Render(
                new Problem
                {
                    Code = "catalog-invalid",
                    Message = $"'{path}' has {(reading.Problems.Count == 1 ? "a mistake" : $"{reading.Problems.Count} mistakes")}; what comes with Barelane is used in {(reading.Problems.Count == 1 ? "its" : "their")} place.",
                    Evidence = reading.Problems,
                },
                console.ErrorLook));
        }
    }
}
