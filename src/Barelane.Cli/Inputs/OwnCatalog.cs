using Barelane.Cli.Terminal;
using Barelane.Core.Adapters;
using Barelane.Knowledge.Catalog;
using Barelane.Rendering.Problems;

namespace Barelane.Cli.Inputs;

/// <summary>The cards that come with the program, with those of the user's own file in their place.</summary>
internal static class OwnCatalog
{
    private const string FileName = "cards.json";

    /// <summary>Where the user's own file is looked for.</summary>
    public static string Place => Path.Combine(UserFolder.Configuration, FileName);

    /// <summary>
    /// The catalogue with the file that is named, or else the user's own where there is one. Its mistakes are said; in place of such an entry the
    /// one that comes with the program is used.
    /// </summary>
    /// <exception cref="ProblemException">The file that is named does not exist.</exception>
    public static CardCatalog Load(CliConsole console, string? named = null)
    {
        var path = named ?? Place;
        if (named is null && !File.Exists(path))
        {
            return CardCatalog.BuiltIn;
        }

        var reading = Read(path);
        if (reading.Problems.Count > 0)
        {
            console.Error.Write(ProblemText.Render(
                new Problem
                {
                    Code = "catalog-invalid",
                    Message = $"'{path}' has {(reading.Problems.Count == 1 ? "a mistake" : $"{reading.Problems.Count} mistakes")}; the cards that come with Barelane are used in their place.",
                    Evidence = reading.Problems,
                },
                console.ErrorLook));
        }

        return reading.Sound is null ? CardCatalog.BuiltIn : CardCatalog.BuiltIn.With(reading.Sound);
    }

    /// <summary>Reads a catalogue file.</summary>
    /// <exception cref="ProblemException">It does not exist.</exception>
    public static CatalogReading Read(string path) => File.Exists(path)
        ? CardCatalog.Read(File.ReadAllText(path))
        : throw new ProblemException(
            new Problem { Code = "catalog-missing", Message = $"There is no file '{path}'.", Remedy = "docs/reference/catalog.md says how to write one." },
            ExitCodes.Error);
}
