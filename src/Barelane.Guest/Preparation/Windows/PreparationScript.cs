using System.Text;
using System.Text.Json;

namespace Barelane.Guest.Preparation.Windows;

/// <summary>
/// How a script of ours and its data come to Windows PowerShell 5.1 in one command line. The data is base64 of UTF-8 JSON between single quotes: nothing
/// in its alphabet can end a quoted text, so that no name ever becomes code.
/// </summary>
internal static class PreparationScript
{
    /// <summary>The program.</summary>
    public const string Program = "powershell.exe";

    private const string Begin = "<<<BARELANE ";
    private const string End = " BARELANE>>>";

    /// <summary>Its arguments.</summary>
    public static IReadOnlyList<string> Arguments(string script, GuestRequest request)
    {
        var data = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(request, PreparationJson.Default.GuestRequest));
        var text = $"$data = '{data}'\n{EmbeddedText.Read("frame.ps1")}".Replace("#BODY#", EmbeddedText.Read(script), StringComparison.Ordinal);
        return ["-NoLogo", "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-OutputFormat", "Text", "-EncodedCommand", Convert.ToBase64String(Encoding.Unicode.GetBytes(text))];
    }

    /// <summary>The reply between the marks; null where there is none.</summary>
    public static GuestReply? Read(string output)
    {
        var begin = output.IndexOf(Begin, StringComparison.Ordinal);
        var end = begin < 0 ? -1 : output.IndexOf(End, begin, StringComparison.Ordinal);
        if (end < begin + Begin.Length)
        {
            return null;
        }

        try
        {
            var encoded = output[(begin + Begin.Length)..end].Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
            return JsonSerializer.Deserialize(Convert.FromBase64String(encoded), PreparationJson.Default.GuestReply);
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }
}
