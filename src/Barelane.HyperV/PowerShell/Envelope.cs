using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Barelane.HyperV.PowerShell;

/// <summary>The one answer that a script prints, found among what else is on standard output.</summary>
internal sealed partial record Envelope
{
    private const string Begin = "<<<BARELANE ";

    private Envelope()
    {
    }

    /// <summary>What the script put out; null where it failed.</summary>
    public JsonElement? Data { get; private init; }

    /// <summary>The error that ended it; null where it did not fail.</summary>
    public HostError? Error { get; private init; }

    /// <summary>What cmdlets warned of.</summary>
    public IReadOnlyList<string> Warnings { get; private init; } = [];

    /// <summary>Reads it; null and the reason, as a sentence, where there is not exactly one that is whole.</summary>
    public static (Envelope? Envelope, string Reason) Read(string output)
    {
        var begun = output.Split(Begin).Length - 1;
        var whole = Whole().Matches(output);
        if (begun != 1 || whole.Count != 1)
        {
            return (null, begun switch
            {
                0 => "The host printed no answer.",
                1 => "The host's answer breaks off in the middle.",
                _ => $"The host printed {begun.ToString(CultureInfo.InvariantCulture)} answers where one was expected.",
            });
        }

        try
        {
            // A console may break long lines where its window ends.
            var encoded = string.Concat(whole[0].Groups[1].Value.Where(c => !char.IsWhiteSpace(c)));
            using var json = JsonDocument.Parse(Convert.FromBase64String(encoded));
            var root = json.RootElement.Clone();
            var version = root.GetProperty("v").GetInt32();
            return version != Bootstrap.Version
                ? (null, $"The host's answer has version {version.ToString(CultureInfo.InvariantCulture)}; this program reads version {Bootstrap.Version.ToString(CultureInfo.InvariantCulture)}.")
                : (Of(root), "");
        }
        catch (Exception e) when (e is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return (null, "The host's answer is not the JSON that was expected.");
        }
    }

    /// <summary>The words of PowerShell's error stream: those in its XML (<c>#&lt; CLIXML</c>) taken out of it, others as they are.</summary>
    public static string ErrorText(string error)
    {
        if (!error.Contains("#< CLIXML", StringComparison.Ordinal))
        {
            return error.Trim();
        }

        var said = ClixmlError().Matches(error).Select(m => System.Net.WebUtility.HtmlDecode(Escaped().Replace(
            m.Groups[1].Value,
            e => ((char)ushort.Parse(e.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())));
        return string.Concat(said).Trim();
    }

    private static Envelope Of(JsonElement root)
    {
        string[] warnings = root.TryGetProperty("warnings", out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(w => w.GetString() ?? "")]
            : [];
        if (root.GetProperty("ok").GetBoolean())
        {
            var data = root.GetProperty("data");
            return data.ValueKind == JsonValueKind.Array ? new Envelope { Data = data, Warnings = warnings } : throw new JsonException("'data' is no array.");
        }

        var error = root.GetProperty("error");
        var (message, inner) = (Text(error, "message"), Text(error, "inner"));
        return new Envelope
        {
            Error = new HostError
            {
                Id = Text(error, "id"),
                Category = Text(error, "category"),
                Activity = Text(error, "activity"),
                Target = Text(error, "target"),
                Type = Text(error, "type"),
                Message = inner.Length == 0 || message.Contains(inner, StringComparison.Ordinal) ? message : $"{message} {inner}",
                HResult = Number(error, "innerHresult") ?? Number(error, "hresult"),
                Status = StatusOf(message) ?? StatusOf(inner),
            },
            Warnings = warnings,
        };
    }

    private static uint? StatusOf(string message) => StatusPattern().Match(message) is { Success: true } m
        ? uint.Parse(m.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        : null;

    private static string Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static int? Number(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.TryGetInt32(out var number) && number != 0 ? number : null;

    [GeneratedRegex("<<<BARELANE ([A-Za-z0-9+/=\\s]*) BARELANE>>>")]
    private static partial Regex Whole();

    [GeneratedRegex("<S S=\"Error\">(.*?)</S>", RegexOptions.Singleline)]
    private static partial Regex ClixmlError();

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escaped();

    // Codes of Windows stand in messages with eight digits; whatever is longer is an address or a size.
    [GeneratedRegex("\\b0x([0-9A-Fa-f]{8})(?![0-9A-Fa-f])")]
    private static partial Regex StatusPattern();
}
