using Barelane.Remote.Tests.Support;

namespace Barelane.Remote.Tests.Clients;

/// <summary>hashcat, of Debian's: what it finds on PoCL it finds on a server's. Apart from the other clients, since compiling its kernels takes most of a minute.</summary>
public sealed class HashcatTests
{
    [Fact]
    public async Task A_password_is_found_and_the_benchmark_runs()
    {
        string[] command = ["hashcat", "-m", "0", "-a", "3", "-O", "--force", "-D", "1", "--potfile-disable", "--quiet", "--session", "barelane", Md5("gpu7"), "?l?l?l?d"];
        await using var pool = new Pool();

        var (local, remote) = await Beside.RunAsync(pool, command);

        Assert.Contains(":gpu7", local.Out, StringComparison.Ordinal);
        Assert.Equal(Found(local), Found(remote));

        // With the kernels that the first run compiled.
        string[] benchmark = ["hashcat", "-b", "-m", "0", "--force", "-D", "1", "--machine-readable", "--session", "barelane", "--runtime", "2"];
        var measured = (await Beside.RemoteAsync(pool, benchmark)).Succeeded();

        var speed = measured.Out.Split('\n').First(l => l.StartsWith("1:0:", StringComparison.Ordinal)).Split(':')[^1];
        Assert.True(double.Parse(speed, System.Globalization.CultureInfo.InvariantCulture) > 1e5, measured.ToString());
    }

    private static string Md5(string text)
    {
#pragma warning disable CA5351 // What hashcat is asked to find is an MD5.
        return Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
    }

    private static string[] Found(ClientResult result) => [.. result.Out.Split('\n').Where(l => l.Contains(':', StringComparison.Ordinal))];
}
