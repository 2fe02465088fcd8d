using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Barelane.Engine.Support;

/// <summary>What tells a machine or a person by its form alone: addresses, ids, serial numbers, accounts.</summary>
internal static partial class IdentityPatterns
{
    /// <summary>The text with pseudonyms in the place of all of them.</summary>
    public static string Replace(string text, Pseudonyms names)
    {
        text = Serial().Replace(text, m => m.Groups["before"].Value + Keep(m.Groups["value"].Value, v => names.Of("serial", v)));
        text = Uuid().Replace(text, m => names.Of("uuid", m.Value.ToLowerInvariant(), Form));
        text = Mac().Replace(text, m => names.Of("mac", m.Value.ToLowerInvariant()));
        text = LongId().Replace(text, m => names.Of("id", m.Value.ToLowerInvariant()));
        text = Volume().Replace(text, m => names.Of("volume", m.Value.ToLowerInvariant()));
        text = V4().Replace(text, m => IsTelling(m.Value) ? names.Of("ip", m.Value) : m.Value);
        text = V6().Replace(text, m => IsTelling(m.Value) ? names.Of("ip", m.Value.ToLowerInvariant()) : m.Value);
        text = Account().Replace(text, m => names.Of("account", m.Value.ToLowerInvariant()));
        return Home().Replace(text, m => m.Groups["before"].Value + names.Of("user", m.Groups["value"].Value));
    }

    /// <summary>People who are known by their home folder.</summary>
    public static IEnumerable<string> Users(string text) => Home().Matches(text).Select(m => m.Groups["value"].Value);

    private static string Form(int number) => string.Create(CultureInfo.InvariantCulture, $"00000000-0000-0000-0000-{number:x12}");

    /// <summary>Words that stand where a serial number would, and are none.</summary>
    private static string Keep(string value, Func<string, string> replace) =>
        value.Trim() is "N/A" or "None" or "Unknown" or "0" or "[N/A]" or "null" or "true" or "false" || value.Length < 3 ? value : replace(value);

    /// <summary>An address that says which machine it is: not the loop, nor a mask, nor what stands for any.</summary>
    private static bool IsTelling(string text) =>
        IPAddress.TryParse(text, out var address)
        && !IPAddress.IsLoopback(address)
        && (address.AddressFamily != AddressFamily.InterNetwork || (address.GetAddressBytes() is var b && b[0] is not (0 or 255)))
        && !address.Equals(IPAddress.IPv6Any);

    [GeneratedRegex("""(?<before>serial\s*(number|no\.?|#)?["']?\s*[:=]?\s+["']?|serial(number)?["']?\s*[:=]\s*["']?|\[SN\]\s*|Board ID\s*:\s*)(?<value>(?!number\b|port|console|device|bus|controller|attached|tty|line|0x03f8)[A-Za-z0-9][A-Za-z0-9.\-]{4,})""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Serial();

    [GeneratedRegex("""(?<![0-9A-Za-z])([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|([0-9a-f]{2} ){7}[0-9a-f]{2}[- ]([0-9a-f]{2} ){7}[0-9a-f]{2})(?![0-9A-Za-z])""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Uuid();

    [GeneratedRegex("""(?<![0-9A-Za-z:])([0-9a-f]{2}(:[0-9a-f]{2}){5}|[0-9a-f]{2}(-[0-9a-f]{2}){5,7})(?![0-9A-Za-z:])""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Mac();

    [GeneratedRegex("""(?<![0-9A-Za-z])([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})(?![0-9A-Za-z])""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex LongId();

    [GeneratedRegex("""\b(naa|eui|t10|wwn)[.-][0-9A-Za-z_:.\-]{8,}|\b[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{12}\b""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Volume();

    [GeneratedRegex("""(?<![0-9A-Za-z.])(\d{1,3}\.){3}\d{1,3}(?![0-9A-Za-z]|\.\d)""", RegexOptions.ExplicitCapture)]
    private static partial Regex V4();

    [GeneratedRegex("""(?<![0-9A-Za-z:.])([0-9a-f]{1,4}:){1,7}(:|[0-9a-f]{1,4})(:?[0-9a-f]{1,4})*(?![0-9A-Za-z:.])|(?<![0-9A-Za-z:.])::([0-9a-f]{1,4}:?)+(?![0-9A-Za-z:.])""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex V6();

    [GeneratedRegex("""(?<![\w.+-])[A-Za-z_][\w.+-]*@[A-Za-z][\w-]*(\.[\w-]+)*""", RegexOptions.ExplicitCapture)]
    private static partial Regex Account();

    [GeneratedRegex("""(?<before>/home/|\\+Users\\+|/Users/)(?<value>[^/\\\s:"'<>,;]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Home();
}
