using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Barelane.Remote.Leasing;
using Barelane.Remote.Protocol.Leasing;
using Barelane.Remote.Server.Leases;
using Barelane.Remote.Tests.Support;
using Barelane.TestKit;

namespace Barelane.Remote.Tests.Leases;

/// <summary>Who a client is to a server: by a token that is valid, by a certificate of the right authority.</summary>
public sealed class UserTests : IDisposable
{
    private const string Annas = "token-of-anna-0123456789";
    private const string Bens = "token-of-ben-9876543210";
    private readonly TemporaryFolder _folder = new();
    private readonly TwoClocks _clocks = new();
    private readonly X509Certificate2 _authority;

    public UserTests()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(2));
        File.WriteAllText(_folder.File("authority.pem"), _authority.ExportCertificatePem() + "\n");
        Make("server", "localhost", _authority);
        Make("carla", "carla", _authority);
        Make("mallory", "carla", null);
        File.WriteAllText(_folder.File("tokens"), $"# users\nanna {Annas} until 2026-03-02\nben\t{Bens}\n");
    }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_token_is_good_until_its_day_and_then_refused_by_name()
    {
        await using var pool = Pool("tokens");

        Assert.Equal("anna", See(pool, Annas).View!.User);
        _clocks.Wall += TimeSpan.FromDays(1);

        var refused = See(pool, Annas);
        Assert.Equal((LeaseState.Refused, "The token of 'anna' was valid until 2026-03-02; ask who runs the server for a new one."), (refused.State, refused.Message));
        Assert.Equal("ben", See(pool, Bens).View!.User);
        Assert.Contains("knows no such token", See(pool, "a-token-that-nobody-has").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_wrong_user_can_not_release_a_lease()
    {
        await using var pool = Pool("tokens");
        using var anna = Connect(pool, Annas);
        var lease = anna.Request(new LeaseRequest { Verb = LeaseVerb.Request, Memory = 1 << 28 }, _ => { }, CancellationToken.None).Lease!;

        using var ben = Connect(pool, Bens);
        var refused = ben.Ask(new LeaseRequest { Verb = LeaseVerb.Release, Lease = lease.Id });

        Assert.Equal((LeaseState.Refused, $"Lease '{lease.Id}' is anna's; you are 'ben' here. anna can release it, or root on the server."), (refused.State, refused.Message));
        Assert.Single(See(pool, Bens).View!.Leases);
    }

    [Fact]
    public async Task A_lease_opens_sessions_without_its_users_token()
    {
        await using var pool = Pool("tokens");
        using var anna = Connect(pool, Annas);
        var lease = anna.Request(new LeaseRequest { Verb = LeaseVerb.Request, Memory = 1 << 29 }, _ => { }, CancellationToken.None).Lease!;

        using var client = await Client.StartAsync(pool.Address, false, Client.Python("vector_add.py"), ("BARELANE_REMOTE_LEASE", lease.Secret), ("BARELANE_REMOTE_CERTIFICATE", _folder.File("authority.pem")));

        (await client.EndAsync()).Succeeded();
    }

    [Fact]
    public async Task A_client_is_known_by_its_certificate()
    {
        await using var pool = Pool(null);

        Assert.Equal("carla", See(pool, "", "carla").View!.User);
    }

    [Theory]
    [InlineData("", "certificate")]
    [InlineData("mallory", "certificate")]
    public async Task Without_a_certificate_of_the_authority_nobody_gets_in(string own, string said)
    {
        await using var pool = Pool(null);

        var error = Assert.Throws<PoolException>(() => See(pool, "", own));

        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.Matches("(shows no certificate|not of the authority)", pool.Log);
    }

    [Fact]
    public async Task A_program_of_a_client_with_a_certificate_works_and_one_without_sees_no_devices()
    {
        await using var pool = new Pool(s => s with { Listen = ["tls:127.0.0.1:0"], CertificateFile = _folder.File("server.pem"), ClientAuthorityFile = _folder.File("authority.pem") });
        (string, string) trust = ("BARELANE_REMOTE_CERTIFICATE", _folder.File("authority.pem"));
        var address = pool.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

        using var known = await Client.StartAsync(address, false, Client.Python("vector_add.py"), trust, ("BARELANE_REMOTE_CLIENT", _folder.File("carla.pem")));
        using var unknown = await Client.StartAsync(address, false, ["clinfo", "-l"], trust);

        (await known.EndAsync()).Succeeded();
        var refused = await unknown.EndAsync();
        Assert.DoesNotContain("Barelane", refused.Out, StringComparison.Ordinal);
        Assert.Contains("no GPUs from", refused.Error, StringComparison.Ordinal);
        await Until.SoAsync(() => pool.Log.Contains("session of carla (", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_a_total_a_program_that_finds_no_memory_left_is_refused_by_name()
    {
        await using var pool = new Pool(s => s with { TotalMemory = 512 << 20, MemoryLimit = 384 << 20 });
        using var first = await Client.StartAsync(pool.Address, false, Client.Python("until_it_fails.py"));
        Assert.Equal("ready", await first.LineAsync());

        var second = await Client.BothAsync(pool.Address, "clinfo", "-l");
        using var small = await Client.StartAsync(pool.Address, false, Client.Python("vector_add.py"), ("BARELANE_REMOTE_MEMORY", (64 << 20).ToString(System.Globalization.CultureInfo.InvariantCulture)));

        Assert.DoesNotContain("Barelane", second.Succeeded().Out, StringComparison.Ordinal);
        Assert.Contains("device memory is taken", second.Error, StringComparison.Ordinal);
        (await small.EndAsync()).Succeeded();
    }

    private Pool Pool(string? tokens) => new(s => s with
    {
        Listen = ["tls:127.0.0.1:0"],
        CertificateFile = _folder.File("server.pem"),
        TokenFile = tokens is null ? null : _folder.File(tokens),
        ClientAuthorityFile = tokens is null ? _folder.File("authority.pem") : null,
        Leases = new LeaseSettings { Folder = _folder.File("leases"), Time = _clocks },
    });

    private PoolConnection Connect(Pool pool, string token, string own = "") => PoolConnection.Open(new PoolAccount
    {
        Address = pool.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal),
        Token = token,
        Certificate = _folder.File("authority.pem"),
        OwnCertificate = own.Length == 0 ? "" : _folder.File($"{own}.pem"),
    });

    private LeaseReply See(Pool pool, string token, string own = "")
    {
        using var connection = Connect(pool, token, own);
        return connection.Ask(new LeaseRequest { Verb = LeaseVerb.View });
    }

    private void Make(string file, string name, X509Certificate2? issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = issuer is null
            ? request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1))
            : request.Create(issuer, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1), RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(_folder.File($"{file}.pem"), certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
    }
}
