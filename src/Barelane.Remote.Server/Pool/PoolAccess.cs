using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Barelane.Remote.Protocol.Transport;

namespace Barelane.Remote.Server.Pool;

/// <summary>Who may open sessions: by a token, by a certificate, or by both; and the server's own certificate.</summary>
internal sealed class PoolAccess
{
    private readonly SslStreamCertificateContext? _certificate;
    private readonly Trust? _clients;
    private readonly List<(string User, byte[] Hash, DateTimeOffset? Until)> _tokens = [];
    private readonly TimeProvider _time;

    /// <summary>Reads the files that the settings name; what is wrong with them is an <see cref="ArgumentException"/>.</summary>
    public PoolAccess(PoolSettings settings)
    {
        _time = settings.Leases?.Time ?? TimeProvider.System;
        try
        {
            _certificate = settings.CertificateFile is null
                ? null
                : SslStreamCertificateContext.Create(X509Certificate2.CreateFromPemFile(settings.CertificateFile, settings.KeyFile ?? settings.CertificateFile), null, offline: true);
            _clients = settings.ClientAuthorityFile is null ? null : Trust.Of(settings.ClientAuthorityFile);
            foreach (var line in settings.TokenFile is null ? [] : File.ReadAllLines(settings.TokenFile).Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#'))
            {
                _tokens.Add(TokenOf(line) ?? throw new ArgumentException(
                    $"A line of '{settings.TokenFile}' is not a user's name and a token of at least 16 characters with a blank between, and perhaps 'until 2027-01-31' behind them."));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ArgumentException($"The server's certificate, its clients' authority or its tokens can't be read: {e.Message}", e);
        }

        HasTokens = settings.TokenFile is not null;
        if (settings.Listen.Any(IsTls) && _certificate is null)
        {
            throw new ArgumentException("A server that listens on tls: needs a certificate: --certificate FILE, and --key FILE where the key is not in it.");
        }

        if (settings.Listen.Any(IsTls) && !HasTokens && _clients is null)
        {
            throw new ArgumentException("A server that listens on tls: has to know its clients: --tokens FILE, or --client-authority FILE.");
        }
    }

    /// <summary>Whether clients have to show a token.</summary>
    public bool HasTokens { get; }

    public static bool IsTls(string address) => address.StartsWith("tls:", StringComparison.Ordinal);

    /// <summary>TLS 1.3, and the client's name by its certificate if it has to have one.</summary>
    public (SslStream Stream, string? Name) Encrypt(NetworkStream plain)
    {
        var tls = new SslStream(plain, leaveInnerStreamOpen: true, (_, certificate, _, errors) =>
            _clients is null || _clients.Validate(certificate, errors & ~SslPolicyErrors.RemoteCertificateNameMismatch));
        try
        {
            tls.AuthenticateAsServer(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = _certificate,
                ClientCertificateRequired = _clients is not null,
                EnabledSslProtocols = SslProtocols.Tls13,
            });
            return (tls, _clients is null ? null : (tls.RemoteCertificate as X509Certificate2)?.GetNameInfo(X509NameType.SimpleName, forIssuer: false) ?? tls.RemoteCertificate?.Subject);
        }
        catch (AuthenticationException e)
        {
            tls.Dispose();
            throw new IOException(e.InnerException?.Message ?? e.Message, e);
        }
    }

    /// <summary>Whose token it is; null where it is nobody's, or not any more.</summary>
    public string? UserOf(string token) => Find(token) is var (user, until) && user is not null && !(until <= _time.GetUtcNow()) ? user : null;

    /// <summary>Why a token does not do.</summary>
    public string WhyNot(string token) => Find(token) is var (user, until) && user is not null
        ? $"The token of '{user}' was valid until {until:yyyy-MM-dd}; ask who runs the server for a new one."
        : "The server knows no such token; BARELANE_REMOTE_TOKEN or BARELANE_REMOTE_TOKEN_FILE has to have one of its tokens.";

    private (string? User, DateTimeOffset? Until) Find(string token)
    {
        var hash = Hash(token);
        (string? User, DateTimeOffset? Until) found = default;
        foreach (var (user, known, until) in _tokens)
        {
            found = CryptographicOperations.FixedTimeEquals(hash, known) ? (user, until) : found;
        }

        return found;
    }

    private static (string User, byte[] Hash, DateTimeOffset? Until)? TokenOf(string line)
    {
        var words = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            [var user, { Length: >= 16 } token] => (user, Hash(token), null),
            [var user, { Length: >= 16 } token, "until", var date] when DateTimeOffset.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until) => (user, Hash(token), until),
            _ => null,
        };
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
