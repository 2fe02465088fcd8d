using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Barelane.TestKit.Conformance;
using Barelane.VSphere.Tests.Wire;

namespace Barelane.VSphere.Tests.Conformance;

/// <summary>Passes vim25 calls on to a server on this machine, and gets in the way of the next write where a test wants it to.</summary>
internal sealed class Relay : ISiteLine, IAsyncDisposable
{
    private static readonly HashSet<string> WritesWithoutTask = ["ShutdownGuest", "UpdatePassthruConfig", "UpdateGraphicsConfig"];

    private readonly Uri _server;
    private readonly HttpClient _http;
    private readonly LoopbackServer _near;
    private Func<Task>? _before;
    private TaskCompletionSource? _held;
    private int _drops;
    private int _refusals;
    private int _writes;

    /// <param name="server">The server's address.</param>
    /// <param name="thumbprint">The server's certificate, 'sha256:' and hexadecimal digits; null for plain http.</param>
    public Relay(Uri server, string? thumbprint = null)
    {
        _server = server;
        _http = new HttpClient(new HttpClientHandler
        {
            UseCookies = false,
            UseProxy = false,
            AllowAutoRedirect = false,
            ServerCertificateCustomValidationCallback = (_, certificate, _, _) =>
                certificate is not null && string.Equals("sha256:" + Convert.ToHexString(SHA256.HashData(certificate.RawData)), thumbprint, StringComparison.OrdinalIgnoreCase),
        });
        _near = new LoopbackServer(AnswerAsync);
    }

    /// <summary>Where a client connects, over plain http.</summary>
    public Uri Address => _near.Address;

    /// <inheritdoc/>
    public int Writes => Volatile.Read(ref _writes);

    /// <summary>The methods that were called, in order, with their requests.</summary>
    public IEnumerable<LoopbackRequest> Calls => _near.Requests;

    /// <inheritdoc/>
    public void BeforeNextWrite(Func<Task> action) => _before = action;

    /// <inheritdoc/>
    public void DropNextAnswer() => _drops = 1;

    /// <inheritdoc/>
    public void RefuseNextWrite() => _refusals = 1;

    /// <inheritdoc/>
    public Task HoldNextAnswer() => (_held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _near.DisposeAsync();
        _http.Dispose();
    }

    private static bool IsWrite(string method) => method.EndsWith("_Task", StringComparison.Ordinal) || WritesWithoutTask.Contains(method);

    private async Task<bool> AnswerAsync(LoopbackRequest request, Stream client)
    {
        var isWrite = IsWrite(request.Method);
        if (isWrite && Interlocked.Exchange(ref _before, null) is { } action)
        {
            await action();
        }

        if (isWrite && Interlocked.Exchange(ref _refusals, 0) == 1)
        {
            return await LoopbackServer.WriteAsync(client, 503, "text/plain", "busy");
        }

        HttpResponseMessage answer;
        try
        {
            answer = await _http.SendAsync(Copy(request), _near.Stopping);
        }
        catch (HttpRequestException)
        {
            return false; // the server dropped its side, as a host does that goes down
        }

        using (answer)
        {
            if (isWrite)
            {
                Interlocked.Increment(ref _writes);
                if (Interlocked.Exchange(ref _drops, 0) == 1)
                {
                    return false;
                }

                if (Interlocked.Exchange(ref _held, null) is { } held)
                {
                    held.SetResult();
                    await Task.Delay(Timeout.InfiniteTimeSpan, _near.Stopping);
                }
            }

            var cookies = answer.Headers.TryGetValues("Set-Cookie", out var set) ? string.Concat(set.Select(c => $"Set-Cookie: {c}\r\n")) : string.Empty;
            var body = await answer.Content.ReadAsStringAsync(_near.Stopping);
            return await LoopbackServer.WriteAsync(client, (int)answer.StatusCode, "text/xml; charset=utf-8", body, cookies);
        }
    }

    private HttpRequestMessage Copy(LoopbackRequest request)
    {
        var line = request.Line.Split(' ');
        var copy = new HttpRequestMessage(new HttpMethod(line[0]), new Uri(_server, line[1]));
        if (line[0] == "POST")
        {
            copy.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Body));
            copy.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("text/xml; charset=utf-8");
        }

        foreach (var name in new[] { "SOAPAction", "Cookie" })
        {
            if (request.Headers.TryGetValue(name, out var value))
            {
                copy.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return copy;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Address} to {_server}, {_writes} writes");
}
