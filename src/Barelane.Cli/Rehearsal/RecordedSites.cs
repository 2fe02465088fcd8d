using Barelane.Cli.Rehearsal.Recording;
using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Engine.Documents;
using Barelane.Twin.Recording;

namespace Barelane.Cli.Rehearsal;

/// <summary>The records of a document's sites: from files, or made of an inspection.</summary>
internal static class RecordedSites
{
    /// <summary>Refuses a document with sites that no twin can stand in for.</summary>
    /// <exception cref="ProblemException">There is such a site.</exception>
    public static void RequireVSphere(Document document)
    {
        if (document.Sites.FirstOrDefault(s => s.Hypervisor != Hypervisor.VSphere) is { } other)
        {
            throw Problem(
                $"The site '{other.Alias}' is {Endpoints.NameOf(other.Hypervisor)}; only vSphere can be rehearsed.",
                "Put the vSphere sites and their assignments into a document of their own, and rehearse that.");
        }
    }

    /// <summary>Reads the records from files, each given as <c>FILE</c> or, where the document has several sites, as <c>ALIAS=FILE</c>.</summary>
    /// <exception cref="ProblemException">A file is missing or is no record, or a site has none.</exception>
    public static async Task<IReadOnlyDictionary<string, RecordedSite>> ReadAsync(IReadOnlyList<string> files, Document document, CancellationToken cancellationToken)
    {
        var records = new Dictionary<string, RecordedSite>(StringComparer.Ordinal);
        foreach (var given in files)
        {
            var (alias, path) = Split(given, document);
            records[alias] = await ReadAsync(path, cancellationToken).ConfigureAwait(false);
        }

        return document.Sites.FirstOrDefault(s => !records.ContainsKey(s.Alias)) is { } missing
            ? throw Problem($"The site '{missing.Alias}' of the document has no record.", $"Add '--from {missing.Alias}=FILE', or leave '--from' out to rehearse on twins of the live sites.")
            : records;
    }

    /// <summary>Makes the records of inspected sites.</summary>
    public static IReadOnlyDictionary<string, RecordedSite> Of(FleetInventory fleet) =>
        fleet.Sites.ToDictionary(s => s.Site.Alias, SiteRecorder.Record, StringComparer.Ordinal);

    private static (string Alias, string Path) Split(string given, Document document)
    {
        var at = given.IndexOf('=', StringComparison.Ordinal);
        if (at > 0 && document.Sites.FirstOrDefault(s => string.Equals(s.Alias, given[..at], StringComparison.Ordinal)) is { } site)
        {
            return (site.Alias, given[(at + 1)..]);
        }

        return document.Sites.Count == 1
            ? (document.Sites[0].Alias, given)
            : throw new UsageException($"The document has {document.Sites.Count} sites; write '--from ALIAS=FILE' for each: {string.Join(", ", document.Sites.Select(s => s.Alias))}.");
    }

    private static async Task<RecordedSite> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return RecordedSiteJson.Read(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false));
        }
        catch (FileNotFoundException)
        {
            throw Problem($"There is no file '{path}'.", $"'barelane inspect SITE --record {path}' makes one.");
        }
        catch (FormatException e)
        {
            throw Problem($"'{path}' can't be rehearsed on: {e.Message}", $"'barelane inspect SITE --record {path}' makes a new one.");
        }
    }

    private static ProblemException Problem(string message, string remedy) =>
        new(new Problem { Code = "record", Message = message, Remedy = remedy }, ExitCodes.Error);
}
