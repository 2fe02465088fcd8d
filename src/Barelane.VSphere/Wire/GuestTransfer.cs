using System.Net;

namespace Barelane.VSphere.Wire;

/// <summary>
/// Moves the content of guest files over the addresses that the file manager hands out. They lead to the vCenter or straight to the VM's host, so a pinned
/// certificate of the vCenter may not be that of the address; the error then shows the host's.
/// </summary>
internal sealed class GuestTransfer(VimSession session)
{
    /// <summary>Fetches a small file of a guest.</summary>
    /// <exception cref="VimAnswerException">The file is larger than the endpoint's limit, or the server refuses the address.</exception>
    public async Task<byte[]> ReadAsync(GuestFile file, CancellationToken cancellationToken)
    {
        var endpoint = EndpointOf(file.Address);
        using var request = new HttpRequestMessage(HttpMethod.Get, endpoint.Address) { Version = HttpVersion.Version11 };
        return await SendAsync(endpoint, request, null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Puts the content of a file that <see cref="GuestCalls.WriteFile"/> has announced.</summary>
    public async Task WriteAsync(string address, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var endpoint = EndpointOf(address);
        using var body = new RequestContent(content);
        using var request = new HttpRequestMessage(HttpMethod.Put, endpoint.Address) { Content = body, Version = HttpVersion.Version11 };
        await SendAsync(endpoint, request, body, cancellationToken).ConfigureAwait(false);
    }

    private async Task<byte[]> SendAsync(VimEndpoint endpoint, HttpRequestMessage request, RequestContent? body, CancellationToken cancellationToken)
    {
        const string Doing = "the transfer of a guest's file";
        using var connection = new VimConnection(endpoint);
        using var clock = new CancellationTokenSource(endpoint.AnswerLimit, session.Client.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellationToken);
        try
        {
            using var response = await connection.SendAsync(request, either.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                throw new VimAnswerException($"'{endpoint.Address.Host}' answered {Doing} with HTTP {(int)response.StatusCode}; required is 200. The address holds once and for a few minutes only: ask for a new one.");
            }

            using var source = await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
            using var stream = new AnswerStream(source, endpoint.MaxAnswerBytes, () => clock.CancelAfter(endpoint.SilenceLimit), Doing, either.Token);
            return await stream.ReadAllAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            throw connection.Explain(e, Doing, body?.Begun ?? true, clock.IsCancellationRequested, endpoint.AnswerLimit);
        }
    }

    private VimEndpoint EndpointOf(string address)
    {
        var own = session.Client.Endpoint;
        var uri = new Uri(address.Replace("://*", "://" + own.Address.Host, StringComparison.Ordinal));
        return uri.Scheme == own.Address.Scheme
            ? own with { Address = uri, MaxAnswerBytes = 64L << 20 }
            : throw new VimAnswerException($"The server offers a guest's file at '{uri.Scheme}://{uri.Host}'; required is '{own.Address.Scheme}', as for the server itself.");
    }
}
