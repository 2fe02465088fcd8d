using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Barelane.VSphere.Tests.Wire;

/// <summary>A bare HTTP server on 127.0.0.1 that a handler makes misbehave: it writes whatever bytes it likes, or none.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<LoopbackRequest, Stream, Task<bool>> _handler;
    private readonly X509Certificate2? _certificate;
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;

    public LoopbackServer(Func<LoopbackRequest, Stream, Task<bool>> handler, X509Certificate2? certificate = null)
    {
        _handler = handler;
        _certificate = certificate;
        _listener.Start();
        var port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        Address = new Uri($"{(certificate is null ? "http" : "https")}://127.0.0.1:{port}/sdk");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    public ConcurrentQueue<LoopbackRequest> Requests { get; } = [];

    /// <summary>Ends when the server is being stopped; for handlers that never answer.</summary>
    public CancellationToken Stopping => _stop.Token;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    /// <summary>Writes a whole HTTP answer.</summary>
    public static async Task<bool> WriteAsync(Stream client, int status, string type, string body, string headers = "", int? declaredLength = null)
    {
        var content = Encoding.UTF8.GetBytes(body);
        var head = $"HTTP/1.1 {status} Answer\r\nContent-Type: {type}\r\nContent-Length: {(declaredLength ?? content.Length).ToString(CultureInfo.InvariantCulture)}\r\n{headers}\r\n";
        await client.WriteAsync(Encoding.ASCII.GetBytes(head));
        await client.WriteAsync(content);
        await client.FlushAsync();
        return declaredLength is null;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _connections.Add(ServeAsync(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = await OpenAsync(client);
                while (await ReadAsync(stream) is { } request)
                {
                    Requests.Enqueue(request);
                    if (!await _handler(request, stream))
                    {
                        return;
                    }
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException or SocketException)
            {
                // The client went away, which is what many of these tests are about.
            }
        }
    }

    private async Task<Stream> OpenAsync(TcpClient client)
    {
        if (_certificate is null)
        {
            return client.GetStream();
        }

        var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
        return tls;
    }

    private async Task<LoopbackRequest?> ReadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
            {
                return null;
            }

            head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(l => l.Split(": ", 2)).ToDictionary(p => p[0], p => p[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body, _stop.Token);
        return new LoopbackRequest(lines[0], headers, Encoding.UTF8.GetString(body));
    }
}
