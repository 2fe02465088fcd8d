using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Barelane.Core.Adapters;

/// <summary>What makes a server's certificate acceptable: the authorities of this system, authorities of one's own, or one pinned certificate. There is no "anything".</summary>
public sealed class CertificateTrust
{
    private const string Prefix = "sha256:";
    private readonly byte[]? _thumbprint;
    private readonly X509Certificate2Collection? _authorities;

    private CertificateTrust(byte[]? thumbprint, X509Certificate2Collection? authorities)
    {
        _thumbprint = thumbprint;
        _authorities = authorities;
    }

    /// <summary>Trusts what this system's certificate store trusts.</summary>
    public static CertificateTrust System { get; } = new(null, null);

    /// <summary>Trusts exactly the certificate with this SHA-256, 'sha256:AB:CD:…' with or without colons and prefix, whatever its name and validity.</summary>
    /// <exception cref="FormatException">The text is no SHA-256 thumbprint.</exception>
    public static CertificateTrust Pin(string thumbprint)
    {
        var text = thumbprint.Trim();
        var digits = (text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? text[Prefix.Length..] : text).Replace(":", string.Empty, StringComparison.Ordinal);
        if (digits.Length != 64 || !digits.All(char.IsAsciiHexDigit))
        {
            throw new FormatException(
                $"'{thumbprint}' has {digits.Length} hexadecimal digits or other characters; required is a SHA-256 thumbprint of 64 hexadecimal digits, such as 'sha256:AB:CD:…'.");
        }

        return new CertificateTrust(Convert.FromHexString(digits), null);
    }

    /// <summary>Trusts certificates for the server's name that one of these authorities (PEM text, one or many) has issued.</summary>
    public static CertificateTrust Authorities(string pem)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPem(pem);
        return authorities.Count > 0
            ? new CertificateTrust(null, authorities)
            : throw new FormatException("The text holds no certificate; required is PEM with at least one '-----BEGIN CERTIFICATE-----'.");
    }

    /// <summary>The thumbprint of a certificate in the form that <see cref="Pin"/> takes.</summary>
    public static string ThumbprintOf(X509Certificate certificate) =>
        Prefix + string.Join(':', SHA256.HashData(certificate.GetRawCertData()).Select(b => b.ToString("X2", global::System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>Null when the certificate is trusted, otherwise why not, as the second half of a sentence.</summary>
    /// <param name="certificate">The certificate that the server showed.</param>
    /// <param name="presented">The chain that came with it.</param>
    /// <param name="errors">What TLS itself finds wrong.</param>
    public string? Reject(X509Certificate2 certificate, X509Chain? presented, SslPolicyErrors errors)
    {
        if (_thumbprint is not null)
        {
            return CryptographicOperations.FixedTimeEquals(_thumbprint, SHA256.HashData(certificate.RawData))
                ? null
                : "it is not the pinned one, which is '" + Prefix + string.Join(':', _thumbprint.Select(b => b.ToString("X2", global::System.Globalization.CultureInfo.InvariantCulture))) + "'";
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return $"it is issued for '{certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false)}'";
        }

        if (_authorities is null)
        {
            return errors == SslPolicyErrors.None ? null : $"no authority known to this system vouches for it (issuer '{certificate.Issuer}')";
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var element in presented?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        return chain.Build(certificate)
            ? null
            : "the given authority does not vouch for it: " + string.Join(", ", chain.ChainStatus.Select(s => s.StatusInformation.Trim().TrimEnd('.')));
    }
}
