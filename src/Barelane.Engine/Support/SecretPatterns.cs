using System.Text.RegularExpressions;

namespace Barelane.Engine.Support;

/// <summary>What secrets look like in logs and definitions. Nothing of it ever leaves the machine, whatever names are kept.</summary>
internal static partial class SecretPatterns
{
    /// <summary>What stands in the place of a secret.</summary>
    public const string Removed = "[secret removed]";

    /// <summary>The text without what looks like a secret.</summary>
    public static string Remove(string text)
    {
        text = PrivateKey().Replace(text, Removed);
        text = Assignment().Replace(text, m => m.Groups["before"].Value + Removed);
        text = SecretObject().Replace(text, m => m.Groups["before"].Value + Removed);
        text = UserInfo().Replace(text, "://" + Removed + "@");
        text = Header().Replace(text, m => m.Groups["before"].Value + Removed);
        text = GuestInfo().Replace(text, m => m.Groups["before"].Value + Removed);
        return Form().Replace(text, Removed);
    }

    [GeneratedRegex("-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----.*?(-----END [A-Z0-9 ]*PRIVATE KEY-----|\\z)", RegexOptions.Singleline)]
    private static partial Regex PrivateKey();

    [GeneratedRegex("""(?<before>(passwd|password|passphrase|passcode|pwd|secret|token|api[_-]?key|access[_-]?key|credential|community)s?(\\?["'])?\s*(=>|[:=])\s*)(\\"[^"\n]*"|"[^"\n]*"|'[^'\n]*'|[^\s,;&<>"']+)""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Assignment();

    [GeneratedRegex("""(?<before>-object\s+"?secret,[^\s"]*?data=)[^\s,"]+""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex SecretObject();

    [GeneratedRegex("""://[^/\s:@"']+:[^/\s@"']+@""", RegexOptions.ExplicitCapture)]
    private static partial Regex UserInfo();

    [GeneratedRegex("""(?<before>(authorization|set-cookie|cookie|x-vmware-[a-z-]*token|vmware_soap_session)["']?\s*[:=]\s*)[^\r\n]+""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Header();

    [GeneratedRegex("""(?<before>guestinfo\.[\w.-]+["']?\s*[:=]\s*)("[^"\n]*"|\S+)""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex GuestInfo();

    // Signed tokens, password hashes, licence keys of five times five, ssh keys.
    [GeneratedRegex("""\beyJ[\w-]{10,}\.[\w-]+\.[\w-]*|\$(1|2[aby]|5|6|y)\$[^\s:"']{8,}|\b[0-9A-Z]{5}(-[0-9A-Z]{5}){4}\b|\bssh-(rsa|ed25519|dss) [A-Za-z0-9+/=]{20,}|\b(ghp|glpat|xox[abp])[-_][\w-]{10,}""", RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
