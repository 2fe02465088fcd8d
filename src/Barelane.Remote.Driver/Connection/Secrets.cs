using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Barelane.Remote.Protocol.Transport;

namespace Barelane.Remote.Driver.Connection;

/// <summary>What the driver is told by variables: who it is, whom it trusts, what it asks for.</summary>
internal static class Secrets
{
    private const string TokenFile = "/etc/barelane/remote.token";

    /// <summary>BARELANE_REMOTE_TOKEN, or the file that BARELANE_REMOTE_TOKEN_FILE names, or the machine's own; empty where there is none.</summary>
    public static string Token()
    {
        var token = Environment.GetEnvironmentVariable("BARELANE_REMOTE_TOKEN");
        if (!string.IsNullOrEmpty(token))
        {
            return token;
        }

        var named = Environment.GetEnvironmentVariable("BARELANE_REMOTE_TOKEN_FILE");
        return !string.IsNullOrEmpty(named) ? File.ReadAllText(named).Trim() : File.Exists(TokenFile) ? File.ReadAllText(TokenFile).Trim() : "";
    }

    /// <summary>A number of a variable's; 0 where it is not set.</summary>
    public static ulong Number(string variable) => ulong.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : 0;

    /// <summary>
    /// TLS 1.3 to a server that BARELANE_REMOTE_CERTIFICATE knows (<c>sha256:HEX</c> or the file of an authority), with the certificate and key in
    /// the file that BARELANE_REMOTE_CLIENT names, if any.
    /// </summary>
    public static SslStream Encrypt(NetworkStream plain, string host)
    {
        try
        {
            var trust = Trust.Of(Environment.GetEnvironmentVariable("BARELANE_REMOTE_CERTIFICATE") ?? "");
            var own = Environment.GetEnvironmentVariable("BARELANE_REMOTE_CLIENT");
            var tls = new SslStream(plain, leaveInnerStreamOpen: true, (_, certificate, _, errors) => trust.Validate(certificate, errors));
            tls.AuthenticateAsClient(new SslClientAuthenticationOptions
            {
                TargetHost = host,
                EnabledSslProtocols = SslProtocols.Tls13,
                ClientCertificates = string.IsNullOrEmpty(own) ? null : [X509Certificate2.CreateFromPemFile(own, own)],
            });
            return tls;
        }
        catch (Exception e) when (e is AuthenticationException or CryptographicException)
        {
            throw new IOException(e.InnerException?.Message ?? e.Message, e);
        }
    }
}
