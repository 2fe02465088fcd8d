using System.Text;

namespace Barelane.Guest;

/// <summary>The constant programs that the checks run in a guest, kept as files of their own. No datum is ever put into their text.</summary>
internal static class EmbeddedText
{
    /// <summary>The text of an embedded file.</summary>
    public static string Read(string name)
    {
        using var stream = typeof(EmbeddedText).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The embedded file '{name}' is missing.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
