using System.Diagnostics;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Barelane.TestKit.Vcsim;

/// <summary>A running vcsim with TLS on a free port of 127.0.0.1. Ends exactly the process that it started.</summary>
public sealed class VcsimServer : IAsyncDisposable
{
    private readonly Process _process;

    private VcsimServer(Process process, Uri address, string thumbprint)
    {
        _process = process;
        Address = address;
        Thumbprint = thumbprint;
    }

    public const string User = "user";

    public const string Password = "pass";

    public Uri Address { get; }

    /// <summary>The certificate's thumbprint, 'sha256:…' in hexadecimal without colons.</summary>
    public string Thumbprint { get; }

    /// <summary>Starts a simulator; the options are those of tests/vcsim/main.go, such as "-host", "3".</summary>
    public static async Task<VcsimServer> StartAsync(params string[] options)
    {
        var start = new ProcessStartInfo(await VcsimProgram.PathAsync(), ["-u", User, "-p", Password, .. options]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException("vcsim did not start.");
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("vcsim ended before it served.");
        var address = new Uri(line.Trim());
        return new VcsimServer(process, address, await ThumbprintAsync(address));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static async Task<string> ThumbprintAsync(Uri address)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        var shown = string.Empty;
        using var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, certificate, _, _) =>
        {
            shown = certificate is null ? string.Empty : Convert.ToHexString(SHA256.HashData(certificate.GetRawCertData()));
            return shown.Length > 0;
        });
        await tls.AuthenticateAsClientAsync(address.Host);
        return "sha256:" + shown;
    }
}
