using System.Text;

namespace Barelane.VSphere.Wire;

/// <summary>Takes secrets out of text that came from a server.</summary>
internal static class Redaction
{
    /// <summary>Replaces each secret that stands alone; inside a longer word a short one would only spoil the text ("pass" in "password").</summary>
    public static string Clean(string text, IReadOnlyList<string> secrets)
    {
        foreach (var secret in secrets)
        {
            if (secret.Length > 0 && text.Contains(secret, StringComparison.Ordinal))
            {
                text = CleanOne(text, secret);
            }
        }

        return text;
    }

    private static string CleanOne(string text, string secret)
    {
        var clean = new StringBuilder(text.Length);
        var from = 0;
        int at;
        while ((at = text.IndexOf(secret, from, StringComparison.Ordinal)) >= 0)
        {
            var end = at + secret.Length;
            var inWord = (at > 0 && char.IsLetterOrDigit(text[at - 1])) || (end < text.Length && char.IsLetterOrDigit(text[end]));
            clean.Append(text, from, at - from).Append(inWord && secret.Length < 8 ? secret : "***");
            from = end;
        }

        return clean.Append(text, from, text.Length - from).ToString();
    }
}
