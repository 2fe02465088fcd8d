using System.Net;

namespace Barelane.VSphere.Wire;

/// <summary>
/// Sends vim25 calls to one server and reads the answers as they arrive. Knows nothing of users: it keeps the session cookie that the server gives.
/// Safe for many calls at once.
/// </summary>
internal sealed class VimClient(VimEndpoint endpoint, TimeProvider time) : IDisposable
{
    private const string SessionCookie = "vmware_soap_session=";
    private readonly VimConnection _connection = new(endpoint);
    private string? _cookie;
    private volatile string _version = "6.5";

    public VimEndpoint Endpoint => endpoint;

    public TimeProvider Time => time;

    /// <summary>The API version that requests claim; the server tailors its answers to it.</summary>
    public string Version
    {
        get => _version;
        set => _version = value;
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>Sends one call in the present session. A call that waits on the server on purpose says for how long.</summary>
    /// <exception cref="VimException">One of its kinds; <see cref="VimException.Delivery"/> tells whether the call may have been carried out.</exception>
    public Task<T> SendAsync<T>(VimCall<T> call, TimeSpan wait, CancellationToken cancellationToken) => SendAsync(call, wait, Volatile.Read(ref _cookie), isFresh: false, cancellationToken);

    /// <summary>Sends one call outside of any session; the one that the server begins for it becomes the present one.</summary>
    /// <exception cref="VimException">As for the other.</exception>
    public Task<T> SendFreshAsync<T>(VimCall<T> call, CancellationToken cancellationToken) => SendAsync(call, TimeSpan.Zero, null, isFresh: true, cancellationToken);

    private async Task<T> SendAsync<T>(VimCall<T> call, TimeSpan wait, string? cookie, bool isFresh, CancellationToken cancellationToken)
    {
        using var content = new RequestContent(SoapEnvelope.Write(call));
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Address) { Content = content, Version = HttpVersion.Version11 };
        request.Headers.TryAddWithoutValidation("SOAPAction", "urn:vim25/" + _version);
        if (cookie is not null)
        {
            request.Headers.TryAddWithoutValidation("Cookie", cookie);
        }

        var doing = $"'{call.Method}' on '{call.This}'";
        return await ExchangeAsync(
            request,
            endpoint.AnswerLimit + wait,
            doing,
            () => content.Begun,
            (response, stream) =>
            {
                CheckStatus(response, stream, doing);
                KeepCookie(response, cookie, isFresh);
                return SoapEnvelope.Read(call, stream, $"the answer of '{endpoint}' to {doing}", $"'{endpoint}' refused {doing}", Secrets(call.Secrets));
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Fetches a file of the server, such as the list of versions, as text.</summary>
    public async Task<string> GetTextAsync(string relativeAddress, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(endpoint.Address.AbsoluteUri.TrimEnd('/') + "/" + relativeAddress)) { Version = HttpVersion.Version11 };
        var doing = $"the request for '{relativeAddress}'";
        return await ExchangeAsync(
            request,
            endpoint.AnswerLimit,
            doing,
            () => true,
            (response, stream) =>
            {
                CheckStatus(response, stream, doing);
                using var text = new StreamReader(stream);
                return text.ReadToEnd();
            },
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<T> ExchangeAsync<T>(
        HttpRequestMessage request, TimeSpan limit, string doing, Func<bool> begun, Func<HttpResponseMessage, AnswerStream, T> read, CancellationToken cancellationToken)
    {
        using var clock = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellationToken);
        try
        {
            using var response = await _connection.SendAsync(request, either.Token).ConfigureAwait(false);
            using var source = await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
            limit = endpoint.SilenceLimit;
            using var stream = new AnswerStream(source, endpoint.MaxAnswerBytes, () => clock.CancelAfter(endpoint.SilenceLimit), $"The answer of '{endpoint}' to {doing}", either.Token);
            await stream.FillAsync().ConfigureAwait(false);
            return stream.Ended
                ? read(response, stream)
                : await Task.Factory.StartNew(() => read(response, stream), either.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            throw _connection.Explain(e, doing, begun(), clock.IsCancellationRequested, limit);
        }
    }

    private void CheckStatus(HttpResponseMessage response, AnswerStream stream, string doing)
    {
        var status = (int)response.StatusCode;
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK or HttpStatusCode.InternalServerError when stream.BytesRead > 0:
                return;
            case HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout:
                var after = response.Headers.RetryAfter?.Delta;
                throw new VimUnavailableException(
                    $"'{endpoint}' answered {doing} with HTTP {status} ({response.ReasonPhrase}): the service is starting, stopping or overloaded. Try again{(after is { } wait ? $" after {wait.TotalSeconds:0} s" : " in a few minutes")}; on a vCenter, see the state of 'vmware-vpxd'.",
                    after,
                    response.StatusCode == HttpStatusCode.ServiceUnavailable);
            case >= HttpStatusCode.Moved and < HttpStatusCode.BadRequest:
                throw new VimAnswerException($"'{endpoint}' answered {doing} with HTTP {status} and points to '{response.Headers.Location}'; required is the address of the service itself, which ends with '/sdk'.");
            default:
                throw new VimAnswerException(
                    stream.BytesRead == 0
                        ? $"'{endpoint}' answered {doing} with HTTP {status} and nothing else; required is vim25. Check that the address is that of a vSphere server and ends with '/sdk'."
                        : $"'{endpoint}' answered {doing} with HTTP {status} ({response.ReasonPhrase}); required is 200. Check that the address is that of a vSphere server and ends with '/sdk'.");
        }
    }

    // A server begins a session for whoever comes without a live one. Such an answer, when it overtakes a login or is overtaken by it, must not replace the session that is logged in.
    private void KeepCookie(HttpResponseMessage response, string? sent, bool isFresh)
    {
        if (!response.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            return;
        }

        foreach (var cookie in cookies)
        {
            if (cookie.StartsWith(SessionCookie, StringComparison.Ordinal))
            {
                var given = cookie.Split(';')[0];
                _ = isFresh ? Interlocked.Exchange(ref _cookie, given) : Interlocked.CompareExchange(ref _cookie, given, sent);
            }
        }
    }

    private List<string> Secrets(IReadOnlyList<string> ofCall) => Volatile.Read(ref _cookie) is { } cookie ? [.. ofCall, cookie[SessionCookie.Length..].Trim('"')] : [.. ofCall];
}
