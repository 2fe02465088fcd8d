using Barelane.Cli.Parsing;
using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Engine.Documents;

namespace Barelane.Cli.Inputs;

/// <summary>Reads the document that a verb works on.</summary>
internal static class DocumentFile
{
    /// <summary>The document in a file.</summary>
    /// <exception cref="ProblemException">There is none, or it has problems: all of them are in the message.</exception>
    public static async Task<Document> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            throw new ProblemException(Missing(path), ExitCodes.Error);
        }

        var reading = DocumentReader.Read(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false));
        if (reading.Document is { } document)
        {
            return await DriverFiles.FillAsync(document, path, cancellationToken).ConfigureAwait(false);
        }

        throw new ProblemException(
            new Problem
            {
                Code = "document-invalid",
                Message = reading.Problems.Count == 1 ? $"'{path}' has a mistake." : $"'{path}' has {reading.Problems.Count} mistakes.",
                Remedy = "Nothing was done. The place is line:column.",
                Evidence = [.. reading.Problems.Select(p => $"{path}:{p}")],
            },
            ExitCodes.Error);
    }

    private static Problem Missing(string path)
    {
        var isDefault = string.Equals(path, CommonOptions.DefaultFile, StringComparison.Ordinal);
        return new Problem
        {
            Code = "document-missing",
            Message = isDefault
                ? $"There is no '{CommonOptions.DefaultFile}' in this directory."
                : $"There is no file '{path}'.",
            Remedy = "Name the document with --file FILE, or begin one from what a site has now:",
            Evidence = ["barelane export https://VCENTER/sdk -u USER --password env:VARIABLE"],
        };
    }
}
