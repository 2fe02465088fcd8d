using System.Globalization;
using Barelane.Rendering.Json;
using Barelane.Rendering.Text;

namespace Barelane.Rendering.Support;

/// <summary>A support bundle for people: what is in it, what is not, and what to look at before it is sent.</summary>
public static class BundleText
{
    private const double KiB = 1024;

    /// <summary>The view of <c>support-bundle</c>.</summary>
    public static string Render(SupportBundleReport report, TextLook look)
    {
        var page = new TextPage(look);
        var manifest = report.Manifest;
        page.Flow(0, 2, new Span($"Support bundle '{report.File}'", Ink.Strong), new Span($" ({Size(report.Bytes)}; only its owner may read it)", Ink.Dim));
        page.Flow(2, 2, $"{Words.Count(manifest.Files.Count, "text")}, {Size(manifest.Files.Sum(f => f.Bytes))} unpacked. Secrets were taken out. " + (manifest.KeepsNames
            ? "Names were kept, as '--keep-names' asks."
            : $"{Words.Count(manifest.NamesReplaced, "name")}, addresses, ids and serial numbers among them, became pseudonyms, the same ones in every text."));
        Add(page, "Could not be read", Ink.Warn, report, failed: true);
        Add(page, "Not in it", Ink.Plain, report, failed: false);
        page.Blank();
        page.Flow(0, 2, "Look at it before you give it away:");
        page.Command(2, $"tar -xzf {report.File} -O MANIFEST.json");
        page.Command(2, $"barelane diagnose {report.File}");
        return page.ToString();
    }

    private static void Add(TextPage page, string heading, Ink ink, SupportBundleReport report, bool failed)
    {
        var missing = report.Manifest.LeftOut.Where(l => l.Failed == failed).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        page.Blank();
        page.Flow(0, 2, new Span(heading, ink));
        foreach (var one in missing)
        {
            page.Flow(2, 4, new Span(one.What, Ink.Strong), "  ", one.Why);
        }
    }

    private static string Size(long bytes) => bytes >= KiB * KiB
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / KiB / KiB:0.0} MiB")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, Math.Round(bytes / KiB)):0} KiB");
}
