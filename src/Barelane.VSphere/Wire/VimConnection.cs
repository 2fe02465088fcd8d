using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Barelane.Core.Adapters;

namespace Barelane.VSphere.Wire;

/// <summary>The HTTP side of a server: the handler with its certificate check, and what went wrong when a connection failed.</summary>
internal sealed class VimConnection : IDisposable
{
    private readonly VimEndpoint _endpoint;
    private readonly HttpClient _http;
    private volatile RejectedCertificate? _rejected;

    public VimConnection(VimEndpoint endpoint)
    {
        _endpoint = endpoint;
        _http = new HttpClient(NewHandler()) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "Barelane");
    }

    public void Dispose() => _http.Dispose();

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    /// <summary>Turns a failure of the transport into an error that says what was observed and whether the request had left.</summary>
    public VimException Explain(Exception error, string doing, bool begun, bool timedOut, TimeSpan limit)
    {
        if (timedOut || error.InnerException is TimeoutException)
        {
            return begun
                ? new VimTimeoutException($"'{_endpoint}' did not answer {doing} within {limit.TotalSeconds:0} s. It may have been carried out.", VimDelivery.Unknown, error)
                : new VimTimeoutException(
                    $"'{_endpoint}' took no connection within {Math.Min(limit.TotalSeconds, _endpoint.ConnectLimit.TotalSeconds):0} s, so {doing} was not sent. Check that the address is right and that no firewall drops port {_endpoint.Address.Port}.",
                    VimDelivery.NotSent,
                    error);
        }

        var kind = (error as HttpRequestException)?.HttpRequestError ?? HttpRequestError.Unknown;
        return kind switch
        {
            HttpRequestError.NameResolutionError => new VimConnectException($"The name '{_endpoint.Address.Host}' does not resolve to an address. Check its spelling and this machine's DNS.", error),
            HttpRequestError.ConnectionError => new VimConnectException(
                $"'{_endpoint.Address.Host}' port {_endpoint.Address.Port} takes no connection: {Innermost(error)}. Check that the service runs and that the port is right.", error),
            HttpRequestError.SecureConnectionError => ExplainTls(error),
            _ when !begun => new VimConnectException($"'{_endpoint}' could not be reached, so {doing} was not sent: {Innermost(error)}.", error),
            _ => new VimConnectionLostException($"The connection to '{_endpoint}' broke off during {doing}: {Innermost(error)}. It may have been carried out.", error),
        };
    }

    private VimException ExplainTls(Exception error)
    {
        if (_rejected is not { } rejected)
        {
            return new VimConnectException($"'{_endpoint}' and this machine agree on no TLS connection: {Innermost(error)}. Check that the port speaks TLS 1.2 or 1.3.", error);
        }

        return new VimCertificateException(
            $"The certificate of '{_endpoint}' is not trusted: {rejected.Reason}. It has the thumbprint '{rejected.Thumbprint}', is issued to '{rejected.Subject}' and valid until {rejected.Until:yyyy-MM-dd}. "
            + $"Compare the thumbprint with the server's own; if they are the same, pin it with 'certificate: \"{rejected.Thumbprint}\"' at the site.",
            rejected.Thumbprint,
            error);
    }

    private SocketsHttpHandler NewHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = _endpoint.ConnectLimit,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(50),
        MaxResponseDrainSize = 0,
        MaxResponseHeadersLength = 64,
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = Accept },
    };

    private bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            return false;
        }

        using var whole = new X509Certificate2(certificate);
        var reason = _endpoint.Trust.Reject(whole, chain, errors);
        _rejected = reason is null ? null : new RejectedCertificate(reason, CertificateTrust.ThumbprintOf(whole), whole.Subject, whole.NotAfter);
        return reason is null;
    }

    private static string Innermost(Exception error)
    {
        while (error.InnerException is not null)
        {
            error = error.InnerException;
        }

        return error.Message.Trim().TrimEnd('.');
    }

    private sealed record RejectedCertificate(string Reason, string Thumbprint, string Subject, DateTime Until);
}
