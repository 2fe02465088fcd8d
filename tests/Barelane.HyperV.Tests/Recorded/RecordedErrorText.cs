using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Barelane.HyperV.PowerShell;

namespace Barelane.HyperV.Tests.Recorded;

/// <summary>An error as Windows PowerShell prints it: message, category, fully qualified id. Gives the envelope in which the same error would come from a host.</summary>
internal static partial class RecordedErrorText
{
    public static string EnvelopeOf(string text)
    {
        var category = Category().Match(text);
        var id = Id().Match(text).Groups[1].Value.Trim();
        var message = text[..category.Index];
        var activity = category.Groups["activity"].Value;
        var json = JsonSerializer.Serialize(new
        {
            v = 1,
            ok = false,
            error = new { id, category = category.Groups["category"].Value, activity, target = "", message = Command().Replace(message, ""), type = "Microsoft.HyperV.PowerShell.VirtualizationException", hresult = unchecked((int)0x80131500), inner = "", innerHresult = 0 },
            warnings = Array.Empty<string>(),
        });
        return $"<<<BARELANE {Convert.ToBase64String(Encoding.UTF8.GetBytes(json))} BARELANE>>>\r\n";
    }

    /// <summary>The error as the program reads it.</summary>
    public static HostError ErrorOf(string text) => Envelope.Read(EnvelopeOf(text)).Envelope!.Error!;

    [GeneratedRegex(@"\+? ?CategoryInfo\s*: (?<category>\w+): .*?\[(?<activity>[\w-]*)\]", RegexOptions.Singleline)]
    private static partial Regex Category();

    [GeneratedRegex(@"FullyQualifiedErrorId\s*: ([^\r\n]+)")]
    private static partial Regex Id();

    [GeneratedRegex(@"^[\w-]+ ?: ")]
    private static partial Regex Command();
}
