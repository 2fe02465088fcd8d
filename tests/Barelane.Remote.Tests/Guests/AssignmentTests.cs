using Barelane.Remote.Leasing;
using Barelane.Remote.Protocol.Leasing;
using Barelane.Remote.Server.Leases;
using Barelane.Remote.Tests.Support;
using Barelane.TestKit;
using Barelane.TestKit.Ssh;
using Barelane.Twin;
using Barelane.Twin.Building;

namespace Barelane.Remote.Tests.Guests;

/// <summary>
/// <c>way: remote</c> as it is typed, from the plan to the undo: the twin has the VM, this machine is its guest over ssh, a real server gives the lease, and
/// <c>verify</c> runs a kernel through the guest's own OpenCL loader and the driver that was put there.
/// </summary>
public sealed class AssignmentTests : IAsyncLifetime
{
    private readonly TemporaryFolder _desk = new();
    private MachineAsGuest _guest = null!;
    private TwinServer _twin = null!;
    private Pool _pool = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        File.Copy(await NativeDriver.PathAsync(), Path.Combine(AppContext.BaseDirectory, "Barelane.Remote.Driver.so"), overwrite: true);
        _guest = await MachineAsGuest.StartAsync(Token);
        _twin = await TwinServer.StartAsync(
            new TwinSiteBuilder().Datacenter("dc1", d => d.Datastores.Add(new() { Name = "shared-01", CapacityGib = 1024, FreeGib = 512 })).Cluster("farm").Host("esx-01")
                .Vm("train-03", "esx-01", vm => vm.PowerState = "poweredOn").Build(),
            new TwinOptions(),
            Token);
        _pool = new Pool(s => s with { Listen = ["tcp:127.0.0.1:0"], Leases = new LeaseSettings { Folder = _desk.File("leases") } });
        File.WriteAllText(_desk.File("password"), "secret");
        Write("""
            assignments:
              - { vm: dc1/train-03, gpu: { pool: lab, memory-mib: 256 }, way: remote, guest: { ssh: SSH } }
            """);
    }

    public async ValueTask DisposeAsync()
    {
        await _pool.DisposeAsync();
        await _twin.DisposeAsync();
        await _guest.DisposeAsync();
        _desk.Dispose();
    }

    [Fact]
    public async Task A_guest_gets_a_lease_that_works_and_gives_it_back()
    {
        var (site, files) = (_twin.Site.Snapshot(), _guest.Files);

        var plan = await RunAsync(2, "plan", "--detailed-exitcode");
        Assert.Contains("lab 1 x 256 MiB", plan.Out, StringComparison.Ordinal);
        Assert.Equal(3, (await TypeAsync("apply")).ExitCode);
        Assert.Empty(View().Leases);

        await RunAsync(0, "apply", "--consent", "guest-policy");
        var lease = Assert.Single(View().Leases);
        Assert.Equal("kept", lease.Lasts);
        Assert.Contains(_guest.Files, f => f.StartsWith("/etc/OpenCL/vendors/barelane.icd ", StringComparison.Ordinal));

        Assert.Contains("A kernel was right on 1 of 1 devices of the lease", (await RunAsync(0, "verify", "--output", "json")).Out, StringComparison.Ordinal);
        Assert.Contains("Nothing to do", (await RunAsync(0, "apply")).Out, StringComparison.Ordinal);

        await RunAsync(0, "undo", "--consent", "guest-policy");
        Assert.Empty(View().Leases);
        Assert.Equal(files, _guest.Files);
        Assert.Equal(site, _twin.Site.Snapshot());
    }

    [Fact]
    public async Task Verify_sees_that_the_lease_is_gone()
    {
        await RunAsync(0, "apply", "--consent", "guest-policy");
        using (var connection = PoolConnection.Open(new PoolAccount { Address = _pool.Address }))
        {
            var name = Assert.Single(View().Leases).Name;
            Assert.Equal(LeaseState.Released, connection.Ask(new LeaseRequest { Verb = LeaseVerb.Release, Lease = name }).State);
        }

        var verified = await TypeAsync("verify");

        Assert.Equal(2, verified.ExitCode);
        Assert.Contains("GUEST-REMOTE-001", verified.Out, StringComparison.Ordinal);
        Assert.Contains("on 0 of 1 devices of the lease", verified.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_assignment_that_is_taken_out_of_the_document_gives_its_lease_back()
    {
        var files = _guest.Files;
        await RunAsync(0, "apply", "--consent", "guest-policy");

        Write("assignments: []\n");
        await RunAsync(0, "apply", "--consent", "guest-policy", "--consent", "release");

        Assert.Empty(View().Leases);
        Assert.Equal(files, _guest.Files);
    }

    private PoolView View()
    {
        using var connection = PoolConnection.Open(new PoolAccount { Address = _pool.Address });
        return connection.Ask(new LeaseRequest { Verb = LeaseVerb.View }).View!;
    }

    private void Write(string assignments) => File.WriteAllText(_desk.File("barelane.yaml"), $$"""
        version: 1
        name: farm
        sites:
          dc1: { vsphere: "{{_twin.Url}}", user: "administrator@vsphere.local", password: "file:{{_desk.File("password")}}", certificate: "sha256:{{_twin.Thumbprint}}" }
        pools:
          lab: { servers: ["{{_pool.Address}}"] }
        {{assignments.Replace("SSH", LoopbackSshServer.Name, StringComparison.Ordinal)}}
        """);

    private async Task<ClientResult> RunAsync(int code, params string[] words)
    {
        var result = await TypeAsync(words);
        Assert.True(result.ExitCode == code, $"'{string.Join(' ', words)}' ends with {code}, required, but: {result}");
        return result;
    }

    private async Task<ClientResult> TypeAsync(params string[] words)
    {
        using var running = CommandLineProgram.Start(_desk.Path, [words[0], "-f", _desk.File("barelane.yaml"), .. words[1..]], ("PATH", $"{_guest.Programs}:{Environment.GetEnvironmentVariable("PATH")}"));
        running.CloseInput();
        return await running.EndAsync();
    }
}
