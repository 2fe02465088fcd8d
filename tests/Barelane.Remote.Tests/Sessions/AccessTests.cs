using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Barelane.Remote.Tests.Support;
using Barelane.TestKit;

namespace Barelane.Remote.Tests.Sessions;

/// <summary>Over TLS a client has to know the server, and the server the client.</summary>
public sealed class AccessTests : IDisposable
{
    private const string Token = "correct-horse-battery-staple";
    private readonly TemporaryFolder _folder = new();

    public AccessTests()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        Hash = Convert.ToHexString(SHA256.HashData(certificate.RawData));
        File.WriteAllText(_folder.File("server.pem"), certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
        File.WriteAllText(_folder.File("tokens"), $"anna {Token}\n");
    }

    private string Hash { get; }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task With_the_servers_certificate_and_a_token_a_client_works_over_sealed_streams()
    {
        await using var pool = Sealed();

        var result = (await RunAsync(pool, $"sha256:{Hash}", Token, Client.Python("whole_api.py"))).Succeeded();

        Assert.DoesNotContain("False", result.Out, StringComparison.Ordinal);
        await Until.SoAsync(() => pool.Log.Contains("session of anna (", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_certificate_that_is_not_the_expected_one_is_refused()
    {
        await using var pool = Sealed();

        var result = await RunAsync(pool, $"sha256:{new string('0', 64)}", Token, ["clinfo", "-l"]);

        Assert.DoesNotContain("Barelane", result.Out, StringComparison.Ordinal);
        Assert.Contains($"The certificate's SHA-256 is '{Hash}'", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused()
    {
        await using var pool = Sealed();

        var result = await RunAsync(pool, "", Token, ["clinfo", "-l"]);

        Assert.DoesNotContain("Barelane", result.Out, StringComparison.Ordinal);
        Assert.Contains("not trusted on this machine", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_token_is_refused()
    {
        await using var pool = Sealed();

        var result = await RunAsync(pool, $"sha256:{Hash}", "another-token-of-some-length", ["clinfo", "-l"]);

        Assert.DoesNotContain("Barelane", result.Out, StringComparison.Ordinal);
        Assert.Contains("knows no such token", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_on_the_network_that_would_not_know_its_clients_does_not_start()
    {
        var error = Assert.Throws<ArgumentException>(() => new Pool(s => s with { Listen = ["tls:127.0.0.1:0"], CertificateFile = _folder.File("server.pem") }));

        Assert.Contains("--tokens FILE, or --client-authority FILE", error.Message, StringComparison.Ordinal);
    }

    private Pool Sealed() => new(s => s with { Listen = ["tls:127.0.0.1:0"], CertificateFile = _folder.File("server.pem"), TokenFile = _folder.File("tokens") });

    private static async Task<ClientResult> RunAsync(Pool pool, string certificate, string token, string[] command)
    {
        using var running = await Client.StartAsync(pool.Address, false, command, ("BARELANE_REMOTE_CERTIFICATE", certificate), ("BARELANE_REMOTE_TOKEN", token));
        return await running.EndAsync();
    }
}
