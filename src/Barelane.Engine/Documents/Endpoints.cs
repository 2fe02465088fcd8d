using Barelane.Core.Inventory;

namespace Barelane.Engine.Documents;

/// <summary>The forms that endpoints and pinned certificates have; the same in documents and on the command line.</summary>
public static class Endpoints
{
    /// <summary>What is wrong with an endpoint, as a sentence that repeats no password; null where nothing is.</summary>
    public static string? Problem(Hypervisor hypervisor, string endpoint)
    {
        var (schemes, example) = hypervisor switch
        {
            Hypervisor.VSphere => ((string[])["https"], "https://vcenter.example/sdk"),
            Hypervisor.Kvm => (["qemu", "qemu+ssh"], "qemu+ssh://root@rack7/system"),
            _ => (["ssh", "winrm", "https"], "winrm://hv01"),
        };
        if (hypervisor == Hypervisor.HyperV && endpoint == "local")
        {
            return null;
        }

        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) || !schemes.Contains(uri.Scheme, StringComparer.Ordinal))
        {
            return $"This is not an endpoint of {NameOf(hypervisor)}; write e.g. '{example}'{(hypervisor == Hypervisor.HyperV ? ", 'ssh://admin@hv01', or 'local' for this machine" : "")}.";
        }

        if (uri.UserInfo.Contains(':', StringComparison.Ordinal) || (hypervisor == Hypervisor.VSphere && uri.UserInfo.Length > 0))
        {
            return $"The endpoint holds a user or a password; write them as 'user' and 'password' (env:, file: or command:), and the endpoint as e.g. '{example}'.";
        }

        return hypervisor != Hypervisor.Kvm && uri.Host.Length == 0 ? $"The endpoint names no host; write e.g. '{example}'." : null;
    }

    /// <summary>A SHA-256 fingerprint in its one notation, <c>sha256:</c> and 64 lower-case hex digits; null for anything else. Colons between the digits are taken.</summary>
    public static string? Fingerprint(string text)
    {
        const string Prefix = "sha256:";
        if (!text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var digits = text[Prefix.Length..].Replace(":", "", StringComparison.Ordinal);
        return digits.Length == 64 && digits.All(char.IsAsciiHexDigit) ? Prefix + digits.ToLowerInvariant() : null;
    }

    /// <summary>A hypervisor's name for people.</summary>
    public static string NameOf(Hypervisor hypervisor) => hypervisor switch
    {
        Hypervisor.VSphere => "vSphere",
        Hypervisor.Kvm => "KVM",
        _ => "Hyper-V",
    };
}
