using System.Net;
using System.Security.Cryptography.X509Certificates;
using Barelane.Twin.Hosting;
using Barelane.Twin.Recording;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Barelane.Twin;

/// <summary>
/// A running twin: the site, and the SOAP server on 127.0.0.1 that speaks for it. Started in-process by tests, the demo and
/// rehearsals, and by the program of this project as a process of its own.
/// </summary>
public sealed class TwinServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly X509Certificate2? _certificate;

    private TwinServer(TwinSite site, WebApplication app, X509Certificate2? certificate, Uri url)
    {
        Site = site;
        _app = app;
        _certificate = certificate;
        Url = url;
    }

    /// <summary>The model, to look at and to plant faults in.</summary>
    public TwinSite Site { get; }

    /// <summary>Where the SDK is: 'https://127.0.0.1:PORT/sdk'.</summary>
    public Uri Url { get; }

    /// <summary>SHA-256 of the certificate as hex pairs with colons; empty over plain HTTP.</summary>
    public string Thumbprint => _certificate is null ? string.Empty : SelfSignedCertificate.Thumbprint(_certificate);

    /// <summary>Starts a twin of a site; throws <see cref="FormatException"/> when the record contradicts itself.</summary>
    public static async Task<TwinServer> StartAsync(
        RecordedSite record, TwinOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new TwinOptions();
        var site = SiteLoader.Load(record, options);
        var certificate = options.Https ? SelfSignedCertificate.Make(options.TimeProvider.GetUtcNow()) : null;
        var app = Build(site, options, certificate);
        await app.StartAsync(cancellationToken).ConfigureAwait(false);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new TwinServer(site, app, certificate, new Uri(address + "/sdk"));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Site.Dispose();
        await _app.DisposeAsync().ConfigureAwait(false);
        _certificate?.Dispose();
    }

    private static WebApplication Build(TwinSite site, TwinOptions options, X509Certificate2? certificate)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = 64 << 20;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen =>
            {
                if (certificate is not null)
                {
                    listen.UseHttps(certificate);
                }
            });
        });
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        var app = builder.Build();
        var sdk = new SdkEndpoint(site);
        app.Run(http => RouteAsync(http, site, sdk));
        return app;
    }

    private static Task RouteAsync(HttpContext http, TwinSite site, SdkEndpoint sdk)
    {
        var path = http.Request.Path.Value ?? string.Empty;
        if (path == "/sdk" && HttpMethods.IsPost(http.Request.Method))
        {
            return sdk.HandleAsync(http);
        }

        if (path == "/guestFile")
        {
            return new GuestFileEndpoint(site).HandleAsync(http);
        }

        if (site.Options.Control && path.StartsWith(ControlEndpoint.Prefix, StringComparison.Ordinal))
        {
            return new ControlEndpoint(site).HandleAsync(http, path[ControlEndpoint.Prefix.Length..]);
        }

        if (path is "/sdk/vimServiceVersions.xml" && HttpMethods.IsGet(http.Request.Method))
        {
            http.Response.ContentType = "text/xml";
            return http.Response.WriteAsync(ServiceVersions.Xml(site.Api), http.RequestAborted);
        }

        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
