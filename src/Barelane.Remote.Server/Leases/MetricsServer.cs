using System.Net;
using System.Text;

namespace Barelane.Remote.Server.Leases;

/// <summary>The page for Prometheus, over HTTP in the clear: it tells users' names, so it belongs on an address that only the monitoring reaches.</summary>
internal sealed class MetricsServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly MetricsPage _page;

    /// <summary>Listens at <c>ADDRESS:PORT</c>; what is in the way is an <see cref="ArgumentException"/>.</summary>
    public MetricsServer(string address, PoolMeter meter)
    {
        _page = new MetricsPage(meter.Id);
        if (!IPEndPoint.TryParse(address, out var endPoint) || endPoint.Port == 0)
        {
            throw new ArgumentException($"'{address}' is no address for metrics; write ADDRESS:PORT, such as 127.0.0.1:9464.");
        }

        var host = endPoint.Address.Equals(IPAddress.Any) || endPoint.Address.Equals(IPAddress.IPv6Any) ? "*" : endPoint.Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{endPoint.Address}]" : endPoint.Address.ToString();
        _listener.Prefixes.Add($"http://{host}:{endPoint.Port}/");
        try
        {
            _listener.Start();
        }
        catch (HttpListenerException e)
        {
            throw new ArgumentException($"The metrics can't be served at {address}: {e.Message}", e);
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = cancellationToken.Register(_listener.Stop);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var context = await _listener.GetContextAsync().ConfigureAwait(false);
                var isThere = context.Request.HttpMethod == "GET" && context.Request.Url?.AbsolutePath == "/metrics";
                var bytes = Encoding.UTF8.GetBytes(isThere ? _page.Render() : "The metrics are at /metrics.\n");
                context.Response.StatusCode = isThere ? 200 : 404;
                context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
                await context.Response.OutputStream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
            {
                // Who asked is gone, or the server stops.
            }
        }
    }

    public void Dispose()
    {
        _listener.Close();
        _page.Dispose();
    }
}
