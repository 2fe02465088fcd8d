using System.Text.Json;

namespace Barelane.Twin.Recording;

/// <summary>Reads and writes <see cref="RecordedSite"/> documents.</summary>
public static class RecordedSiteJson
{
    /// <summary>The site in the text; throws <see cref="FormatException"/> with the reason when it is none.</summary>
    public static RecordedSite Read(string text)
    {
        RecordedSite? site;
        try
        {
            site = JsonSerializer.Deserialize(text, RecordedSiteContext.Default.RecordedSite);
        }
        catch (JsonException error)
        {
            throw new FormatException($"The document is not a recorded site: {error.Message}", error);
        }

        return site?.FormatVersion == RecordedSite.CurrentFormatVersion ? site : throw new FormatException(
            $"The recorded site has the format version '{site?.FormatVersion}'; this build reads '{RecordedSite.CurrentFormatVersion}'.");
    }

    /// <summary>The document of a site.</summary>
    public static string Write(RecordedSite site) => JsonSerializer.Serialize(site, RecordedSiteContext.Default.RecordedSite);
}
