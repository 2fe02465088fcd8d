using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Barelane.Remote.Protocol.Transport;

/// <summary>
/// How one end knows the other's certificate: by its SHA-256 (<c>sha256:HEX</c>), by the authority in a PEM file, or, with nothing said, by the
/// authorities that the system trusts. There is no way to take any certificate.
/// </summary>
internal sealed class Trust
{
    private readonly byte[]? _hash;
    private readonly X509Certificate2Collection? _authorities;

    private Trust(byte[]? hash, X509Certificate2Collection? authorities) => (_hash, _authorities) = (hash, authorities);

    public static Trust Of(string text)
    {
        if (text.Length == 0)
        {
            return new Trust(null, null);
        }

        if (text.StartsWith("sha256:", StringComparison.Ordinal))
        {
            var hex = text["sha256:".Length..].Replace(":", "", StringComparison.Ordinal);
            return hex.Length == 64 && hex.All(char.IsAsciiHexDigit)
                ? new Trust(Convert.FromHexString(hex), null)
                : throw new IOException($"'{text}' is no SHA-256 of a certificate; it needs 64 hexadecimal digits.");
        }

        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(text);
        return authorities.Count > 0 ? new Trust(null, authorities) : throw new IOException($"'{text}' has no certificate in it.");
    }

    /// <summary>For a TLS handshake. Throws rather than returning false, so that the reason is told.</summary>
    public bool Validate(X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            throw new IOException("The other end shows no certificate.");
        }

        using var shown = new X509Certificate2(certificate);
        var hash = SHA256.HashData(shown.RawData);
        if (_hash is not null)
        {
            return CryptographicOperations.FixedTimeEquals(hash, _hash)
                ? true
                : throw new IOException($"The certificate's SHA-256 is '{Convert.ToHexString(hash)}', and '{Convert.ToHexString(_hash)}' is expected.");
        }

        if (_authorities is null)
        {
            return errors == SslPolicyErrors.None
                ? true
                : throw new IOException($"The certificate is not trusted on this machine ({errors}); its SHA-256 is '{Convert.ToHexString(hash)}'.");
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(shown) && (errors & SslPolicyErrors.RemoteCertificateNameMismatch) == 0
            ? true
            : throw new IOException($"The certificate '{shown.Subject}' is not of the authority that is trusted, or not for this name ({errors}).");
    }
}
