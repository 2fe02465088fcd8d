using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Barelane.Core.Adapters;

namespace Barelane.HyperV.PowerShell.WinRm;

/// <summary>Requests to a host's WinRM service over HTTPS, one answer each.</summary>
internal sealed class WsManClient : IDisposable
{
    private static readonly XmlReaderSettings Strict = new() { Async = true, DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 16 << 20 };

    // The server answers within its own time-out; what takes longer than that and half a minute has lost its connection.
    private static readonly TimeSpan Longest = WsMan.OperationTimeout + TimeSpan.FromSeconds(30);

    private readonly WinRmEndpoint _endpoint;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private volatile Problem? _untrusted;

    public WsManClient(WinRmEndpoint endpoint, TimeProvider time)
    {
        _endpoint = endpoint;
        _time = time;
        _http = new HttpClient(NewHandler()) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "Barelane");
    }

    /// <summary>The host's name in messages.</summary>
    public string Host => _endpoint.Address.Host;

    public void Dispose() => _http.Dispose();

    /// <summary>Sends one request and gives the answer's body.</summary>
    /// <exception cref="WsManException">It was refused, or not answered.</exception>
    public async Task<XElement> AskAsync(string action, string? shell, IReadOnlyDictionary<string, string> options, XElement? body, CancellationToken cancellationToken)
    {
        using var clock = new CancellationTokenSource(Longest, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, _endpoint.Address)
            {
                Content = new StringContent(
                    WsMan.Request(_endpoint.Address, action, shell, options, body).ToString(SaveOptions.DisableFormatting),
                    Encoding.UTF8,
                    MediaTypeHeaderValue.Parse("application/soap+xml;charset=UTF-8")),
            };
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.Unauthorized)
            {
                throw new WsManException(WsManProblems.LoginFailed(Host, _endpoint.User, response.Headers.WwwAuthenticate, _endpoint.IsBasic));
            }

            var envelope = await ReadAsync(response, either.Token).ConfigureAwait(false);
            return WsManFault.Of(envelope) is { } fault
                ? throw new WsManException(WsManProblems.Refused(Host, fault), fault)
                : envelope.Element(WsMan.Soap + "Body") ?? throw NotWsMan(response.StatusCode, "its answer has no body");
        }
        catch (HttpRequestException e)
        {
            throw new WsManException(Explain(e), inner: e);
        }
        catch (IOException e)
        {
            throw new WsManException(WsManProblems.Broken(Host, e), inner: e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new WsManException(WsManProblems.Broken(Host, new TimeoutException($"no answer came within {Longest.TotalSeconds:0} s")), inner: e);
        }
    }

    private async Task<XElement> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            using var reader = XmlReader.Create(stream, Strict);
            var document = await XDocument.LoadAsync(reader, LoadOptions.None, cancellationToken).ConfigureAwait(false);
            return document.Root is { } root && root.Name == WsMan.Soap + "Envelope" ? root : throw NotWsMan(response.StatusCode, "its answer is no SOAP envelope");
        }
        catch (XmlException)
        {
            throw NotWsMan(response.StatusCode, "its answer is no XML");
        }
    }

    private Problem Explain(HttpRequestException error) => error.HttpRequestError switch
    {
        HttpRequestError.SecureConnectionError when _untrusted is { } untrusted => untrusted,
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError => WsManProblems.Unreachable(_endpoint.Address, error),
        _ => WsManProblems.Broken(Host, error),
    };

    private WsManException NotWsMan(HttpStatusCode status, string why) => new(WsManProblems.NotWsMan(_endpoint.Address, status, why));

    private SocketsHttpHandler NewHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        Credentials = Credentials(),
        PreAuthenticate = _endpoint.IsBasic,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(50),
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = Accept },
    };

    private CredentialCache Credentials()
    {
        var account = _endpoint.Account ?? CredentialCache.DefaultNetworkCredentials;
        var root = new Uri(_endpoint.Address.GetLeftPart(UriPartial.Authority));
        return _endpoint.IsBasic ? new CredentialCache { { root, "Basic", account } } : new CredentialCache { { root, "Negotiate", account }, { root, "Kerberos", account } };
    }

    private bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            return false;
        }

        using var whole = new X509Certificate2(certificate);
        var reason = _endpoint.Trust.Reject(whole, chain, errors);
        _untrusted = reason is null ? null : WsManProblems.Untrusted(_endpoint.Address, reason, CertificateTrust.ThumbprintOf(whole), whole.Subject);
        return reason is null;
    }
}
