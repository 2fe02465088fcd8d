using System.Net.Sockets;
using Barelane.Remote.Leasing;
using Barelane.Remote.Protocol.Leasing;
using Barelane.Remote.Server.Leases;
using Barelane.Remote.Tests.Support;
using Barelane.TestKit;

namespace Barelane.Remote.Tests.Leases;

/// <summary>Usage as Prometheus reads it.</summary>
public sealed class MetricsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Leases_are_told_while_they_last_and_counted_for_ever()
    {
        var port = FreePort();
        await using var pool = new Pool(s => s with { Leases = new LeaseSettings { Folder = _folder.File("leases"), Metrics = $"127.0.0.1:{port}" } });
        using var connection = PoolConnection.Open(new PoolAccount { Address = pool.Address });
        var lease = connection.Request(new LeaseRequest { Verb = LeaseVerb.Request, Memory = 1UL << 30, Name = "a \"b\"" }, _ => { }, CancellationToken.None).Lease!;
        using var http = new HttpClient();

        var during = await http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/metrics"));
        using (var other = PoolConnection.Open(new PoolAccount { Address = pool.Address }))
        {
            _ = other.Ask(new LeaseRequest { Verb = LeaseVerb.Release, Lease = lease.Id });
        }

        var after = await http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/metrics"));

        Assert.Matches("(?m)^# TYPE barelane_remote_leases gauge$", during);
        Assert.Matches("(?m)^barelane_remote_leases\\{user=\"[^\"]+\"\\} 1$", during);
        Assert.Matches("(?m)^barelane_remote_device_memory_leased_bytes\\{device=\"0\",name=\"[^\"]+\"\\} 1073741824$", during);
        Assert.DoesNotMatch("(?m)^barelane_remote_leases\\{", after);
        Assert.Matches("(?m)^barelane_remote_leases_granted_total\\{user=\"[^\"]+\"\\} 1$", after);
        Assert.Matches("(?m)^barelane_remote_leases_ended_total\\{user=\"[^\"]+\",reason=\"released\"\\} 1$", after);
    }

    [Theory]
    [InlineData("9464")]
    [InlineData("127.0.0.1")]
    [InlineData("nowhere:1")]
    public void An_address_that_is_none_is_refused(string address) =>
        Assert.Contains("is no address for metrics", Assert.Throws<ArgumentException>(() => new Pool(s => s with { Leases = new LeaseSettings { Folder = _folder.File("leases"), Metrics = address } })).Message, StringComparison.Ordinal);

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        return ((System.Net.IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
