using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml.Linq;
using Barelane.HyperV.PowerShell.WinRm;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Barelane.FakeHyperV.WinRm;

/// <summary>A WinRM listener with HTTPS on loopback, in the place of a Windows host's.</summary>
internal sealed class FakeWinRmServer : IAsyncDisposable
{
    private readonly FakeWinRmOptions _options;
    private readonly WebApplication _app;
    private readonly X509Certificate2 _certificate;

    private FakeWinRmServer(FakeWinRmOptions options, Func<WinRmCommand, Task<WinRmOutput>> run)
    {
        _options = options;
        Service = new FakeWinRmService(options, run);
        _certificate = MakeCertificate();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(_certificate)));
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        _app = builder.Build();
        _app.MapPost("/wsman", HandleAsync);
    }

    /// <summary>The service behind it.</summary>
    public FakeWinRmService Service { get; }

    /// <summary>The actions that were asked for, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>Its address.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>SHA-256 of its certificate, as it is pinned.</summary>
    public string Thumbprint => "sha256:" + Convert.ToHexStringLower(_certificate.GetCertHash(HashAlgorithmName.SHA256));

    /// <summary>Its certificate, for clients that take an authority's file.</summary>
    public string CertificatePem => _certificate.ExportCertificatePem();

    public static async Task<FakeWinRmServer> StartAsync(FakeWinRmOptions options, Func<WinRmCommand, Task<WinRmOutput>> run, CancellationToken cancellationToken)
    {
        var server = new FakeWinRmServer(options, run);
        await server._app.StartAsync(cancellationToken);
        server.Address = new Uri(server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/wsman");
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        Service.Dispose();
        await _app.DisposeAsync();
        _certificate.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (!IsLoggedIn(context.Request.Headers.Authorization.ToString()))
        {
            context.Response.StatusCode = 401;
            context.Response.Headers.Append("WWW-Authenticate", "Negotiate");
            if (_options.OffersBasic)
            {
                context.Response.Headers.Append("WWW-Authenticate", "Basic realm=\"WSMAN\"");
            }

            return;
        }

        XElement answer;
        var status = 200;
        try
        {
            var envelope = await ReadAsync(context);
            var action = envelope.Element(WsMan.Soap + "Header")?.Element(WsMan.Addressing + "Action")?.Value ?? "";
            Asked.Enqueue(action);
            if (!_options.Keeps(action))
            {
                context.Abort();
                return;
            }

            answer = await Service.HandleAsync(envelope, context.RequestAborted);
            if (!_options.Answers(action))
            {
                context.Abort();
                return;
            }
        }
        catch (FakeWinRmRefusal refusal)
        {
            (status, answer) = (500, refusal.Envelope());
        }
        catch (OperationCanceledException)
        {
            return;
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/soap+xml;charset=UTF-8";
        await context.Response.WriteAsync(answer.ToString(SaveOptions.DisableFormatting), context.RequestAborted);
    }

    private async Task<XElement> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentType?.StartsWith("application/soap+xml", StringComparison.OrdinalIgnoreCase) != true)
        {
            throw new FakeWinRmRefusal(0, "w:EncodingLimit", "The content type is absent or invalid.");
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (body.Length > _options.MaxEnvelopeSize)
        {
            throw new FakeWinRmRefusal(2150858977, "w:EncodingLimit", "The size of the request exceeded the configured MaxEnvelopeSize quota.");
        }

        return XElement.Parse(Encoding.UTF8.GetString(body.ToArray()));
    }

    private bool IsLoggedIn(string authorization) => _options.OffersBasic && authorization.StartsWith("Basic ", StringComparison.Ordinal)
        && Encoding.UTF8.GetString(Convert.FromBase64String(authorization[6..])) == $"{_options.User}:{_options.Password}";

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
