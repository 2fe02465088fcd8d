using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Barelane.Bench;

/// <summary>A call that went through a <see cref="Recorder"/>.</summary>
/// <param name="Method">The vim25 method.</param>
/// <param name="Body">The request as it was sent.</param>
/// <param name="Status">The answer's HTTP status.</param>
/// <param name="AnswerBytes">The answer's length.</param>
internal sealed record RecordedCall(string Method, byte[] Body, int Status, long AnswerBytes);

/// <summary>Stands between a client and a vSphere server and keeps what the client sends, so that another client can be made to send the same.</summary>
internal sealed partial class Recorder : IAsyncDisposable
{
    private readonly List<RecordedCall> _calls = [];
    private readonly WebApplication _app;
    private readonly HttpClient _client;
    private readonly X509Certificate2 _certificate;
    private readonly Uri _server;

    private Recorder(Uri server)
    {
        _server = server;
        _certificate = MakeCertificate();
        _client = new HttpClient(new SocketsHttpHandler
        {
            UseCookies = false,
            SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => server.IsLoopback },
        });
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(_certificate)));
        _app = builder.Build();
        _app.Run(ForwardAsync);
    }

    /// <summary>The calls so far, in the order of their answers.</summary>
    public IReadOnlyList<RecordedCall> Calls => _calls;

    /// <summary>Where the client finds the server.</summary>
    public Uri Url => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + _server.AbsolutePath);

    /// <summary>The certificate's thumbprint, as documents pin it.</summary>
    public string Thumbprint => "sha256:" + _certificate.GetCertHashString(HashAlgorithmName.SHA256);

    /// <summary>Begins to stand in front of a server on this machine.</summary>
    public static async Task<Recorder> StartAsync(Uri server)
    {
        var recorder = new Recorder(server);
        await recorder._app.StartAsync();
        return recorder;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _client.Dispose();
        _certificate.Dispose();
    }

    private async Task ForwardAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        using var request = new HttpRequestMessage(new HttpMethod(http.Request.Method), new Uri(_server, http.Request.Path)) { Content = new ByteArrayContent(body.ToArray()) };
        foreach (var name in (string[])["SOAPAction", "Cookie"])
        {
            request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)http.Request.Headers[name]);
        }

        request.Content.Headers.TryAddWithoutValidation("Content-Type", http.Request.ContentType);
        using var answer = await _client.SendAsync(request);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        lock (_calls)
        {
            _calls.Add(new RecordedCall(MethodOf(body.ToArray()), body.ToArray(), (int)answer.StatusCode, bytes.Length));
        }

        http.Response.StatusCode = (int)answer.StatusCode;
        http.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        http.Response.ContentLength = bytes.Length;
        if (answer.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            http.Response.Headers.Append("Set-Cookie", cookies.ToArray());
        }

        await http.Response.Body.WriteAsync(bytes);
    }

    private static string MethodOf(byte[] body) => MethodName().Match(System.Text.Encoding.UTF8.GetString(body)).Groups[1].Value;

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    [GeneratedRegex(@"Body>\s*<(?:\w+:)?(\w+)")]
    private static partial Regex MethodName();
}
