using System.Globalization;
using System.Text;
using Barelane.Core.Adapters;

namespace Barelane.Engine.Support;

/// <summary>
/// Gathers texts for a vendor's support, and writes them into one archive, scrubbed. What fails is noted and the rest is gathered. Used once.
/// </summary>
/// <param name="scrubber">Takes secrets and names out; names are added to it as they become known, before <see cref="Write"/>.</param>
public sealed class SupportBundle(TextScrubber scrubber)
{
    private readonly List<(string Path, string Origin, string Text)> _texts = [];
    private readonly List<LeftOut> _leftOut = [];

    /// <summary>What is missing so far.</summary>
    public IReadOnlyList<LeftOut> LeftOut => _leftOut;

    /// <summary>Adds a text that is at hand.</summary>
    public void Add(string path, string origin, string text)
    {
        scrubber.Learn(text);
        _texts.Add((path, origin, text));
    }

    /// <summary>Notes something that is not in it.</summary>
    public void Miss(string what, string why, bool failed) => _leftOut.Add(new LeftOut(what, why, failed));

    /// <summary>Adds what a source reads, or notes why it is missing.</summary>
    /// <param name="folder">Where it goes in the archive, with a '/' at its end.</param>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task AddAsync(string folder, SupportText text, CancellationToken cancellationToken)
    {
        try
        {
            if (await text.ReadAsync(cancellationToken).ConfigureAwait(false) is { } read)
            {
                Add(folder + text.Path, text.Origin, read);
            }
            else
            {
                Miss(folder + text.Path, $"There is none: {text.Origin}.", failed: false);
            }
        }
        catch (SiteException e)
        {
            Miss(folder + text.Path, $"Not read ({text.Origin}): {e.Problem.Message}", failed: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Miss(folder + text.Path, $"Not read ({text.Origin}): {e.Message}", failed: true);
        }
    }

    /// <summary>
    /// Writes the archive. It appears whole under its name or not at all: until then it is a file beside it that goes away when writing fails or is stopped.
    /// </summary>
    /// <param name="path">The archive; must not be there.</param>
    /// <param name="head">The manifest's head; its lists are filled in.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    /// <returns>The manifest as it stands in the archive.</returns>
    /// <exception cref="IOException">The file is there already, or could not be written, the disk full above all.</exception>
    public BundleManifest Write(string path, BundleManifest head, CancellationToken cancellationToken)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return BundleFile.Write(path, archive =>
        {
            var entries = new List<BundleEntry>();
            foreach (var (place, origin, text) in _texts)
            {
                cancellationToken.ThrowIfCancellationRequested();
                entries.Add(archive.Add(Free(Place(place), taken), scrubber.Scrub(origin), Encoding.UTF8.GetBytes(scrubber.Scrub(text))));
            }

            var manifest = head with
            {
                NamesReplaced = head.KeepsNames ? 0 : scrubber.Names.Count,
                Files = entries,
                LeftOut = [.. _leftOut.Select(l => new LeftOut(scrubber.Scrub(l.What), scrubber.Scrub(l.Why), l.Failed))],
            };
            archive.AddManifest(manifest);
            return manifest;
        });
    }

    /// <summary>A place that every file system takes and that says no name: scrubbed, and what is no plain character becomes '_'.</summary>
    private string Place(string path)
    {
        var parts = scrubber.Scrub(path).Split('/', StringSplitOptions.RemoveEmptyEntries).Where(p => p is not ("." or ".."));
        return string.Join('/', parts.Select(p => string.Concat(p.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_'))));
    }

    private static string Free(string path, HashSet<string> taken)
    {
        var free = path;
        for (var number = 2; !taken.Add(free); number++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{path}.{number}");
        }

        return free;
    }
}
