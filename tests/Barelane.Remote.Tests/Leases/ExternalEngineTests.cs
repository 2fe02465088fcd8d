using System.Text.Json;
using Barelane.Remote.Protocol.Leasing;
using Barelane.Remote.Server.Leases;
using Barelane.Remote.Tests.Support;
using Barelane.TestKit;

namespace Barelane.Remote.Tests.Leases;

/// <summary>A program of the user's behind the leases, with a stand-in for it that notes what it is told.</summary>
public sealed class ExternalEngineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TwoClocks _clocks = new();
    private readonly StringWriter _log = new();

    public ExternalEngineTests() => File.WriteAllText(
        _folder.File("stand-in"),
        """
        folder=$1; shift
        echo "$*" >> "$folder/told"
        [ "$1" != start ] || [ ! -e "$folder/broken" ] || { echo "no card answers" >&2; exit 3; }
        [ "$1" != used ] || [ -e "$folder/used" ]
        """);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_is_started_with_a_lease_and_stopped_at_its_end()
    {
        using var desk = Open();

        var lease = Ask(desk, "anna")!.Lease!;
        Assert.Equal([$"start {lease.Id} 0 4096 14833"], Told);
        _ = desk.Release(new LeaseUser("anna", false), lease.Id);

        Assert.Equal([$"start {lease.Id} 0 4096 14833", $"stop {lease.Id}"], Told);
    }

    [Fact]
    public void A_program_gets_its_variables_and_files_with_the_leases_own_port()
    {
        using var desk = Open();
        _ = Ask(desk, "ben");

        var lease = Ask(desk, "anna")!.Lease!;

        Assert.Equal("stand-in", lease.Engine);
        Assert.Equal("{host}:14834", lease.Variables["STAND_IN_SERVER"]);
        Assert.Equal("port=14834 user=anna\n", lease.Files["client.conf"]);
    }

    [Fact]
    public void One_that_does_not_start_is_told_with_its_words_and_its_lease_is_nobodys()
    {
        File.WriteAllText(_folder.File("broken"), "");
        using var desk = Open();

        var reply = Ask(desk, "anna")!;

        Assert.Equal(LeaseState.Refused, reply.State);
        Assert.Contains("The engine 'stand-in' could not be started: '/bin/sh' ended with 3. no card answers", reply.Message, StringComparison.Ordinal);
        Assert.Empty(desk.View("anna", 0).Leases);
        Assert.StartsWith("stop ", Told[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Its_leases_have_quota_and_idle_timeout_and_one_that_is_used_stays()
    {
        File.WriteAllText(_folder.File("quotas"), "* leases=1");
        using var desk = Open("quotas");
        _ = Ask(desk, "anna");
        Assert.Contains("the quota of 'anna' is 1 leases", Ask(desk, "anna")!.Message, StringComparison.Ordinal);
        File.WriteAllText(_folder.File("used"), "");

        _clocks.Run(TimeSpan.FromSeconds(101));
        desk.LookForIdle();
        Assert.Single(desk.View("anna", 0).Leases);
        File.Delete(_folder.File("used"));
        _clocks.Run(TimeSpan.FromSeconds(101));
        desk.LookForIdle();

        Assert.Empty(desk.View("anna", 0).Leases);
        Assert.StartsWith("stop ", Told[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Barelanes_own_sessions_are_not_opened_on_its_leases()
    {
        using var desk = Open();
        var lease = Ask(desk, "anna")!.Lease!;

        Assert.Null(desk.Open(lease.Secret, this, _ => { }, out var why));

        Assert.Contains("served by 'stand-in', not by Barelane's OpenCL", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remote_run_gives_a_program_what_it_needs_without_any_driver_of_Barelanes()
    {
        var address = $"unix:{_folder.File("pool")}";
        File.WriteAllText(_folder.File("engine.json"), JsonSerializer.Serialize(Engine(), EngineJson.Default.EngineFile));
        using var server = CommandLineProgram.Start(_folder.Path, "remote", "serve", "--listen", address, "--leases", _folder.File("leases"), "--engine", _folder.File("engine.json"));
        Assert.Equal($"Serving on {address}", await server.LineAsync());

        var result = (await CommandLineProgram.RunAsync(_folder.Path, "remote", "run", "--server", address, "-m", "4GiB", "--", "/bin/sh", "-c", "echo $STAND_IN_SERVER; cat $STAND_IN_FILES/client.conf")).Succeeded();

        Assert.Matches("^localhost:14833\nport=14833 user=[^ ]+\n$", result.Out);
        await Until.SoAsync(() => Told[^1].StartsWith("stop ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"engine\":\"external\"", "\"engine\":\"internal\"", "'engine' is 'internal'")]
    [InlineData("48GiB", "48", "the memory of 'card' is '48'")]
    [InlineData("\"name\":\"stand-in\"", "\"nam\":\"stand-in\"", "can't be read")]
    [InlineData("client.conf", "../client.conf", "'../client.conf' is no name for a file")]
    [InlineData("{", "", "can't be read")]
    public void What_is_wrong_with_its_file_is_said(string what, string instead, string said)
    {
        var json = JsonSerializer.Serialize(Engine(), EngineJson.Default.EngineFile);
        File.WriteAllText(_folder.File("engine.json"), what == "{" ? json[1..] : json.Replace(what, instead, StringComparison.Ordinal));

        Assert.Contains(said, Assert.Throws<ArgumentException>(() => EngineFile.Read(_folder.File("engine.json"))).Message, StringComparison.Ordinal);
    }

    private string[] Told => File.ReadAllLines(_folder.File("told")).Where(l => !l.StartsWith("used", StringComparison.Ordinal)).ToArray();

    private EngineFile Engine() => new()
    {
        Engine = "external",
        Name = "stand-in",
        Devices = [new EngineDevice { Name = "card", Memory = "48GiB" }],
        Start = ["/bin/sh", _folder.File("stand-in"), _folder.Path, "start", "{lease}", "{devices}", "{memory-mib}", "{port}"],
        Stop = ["/bin/sh", _folder.File("stand-in"), _folder.Path, "stop", "{lease}"],
        Used = ["/bin/sh", _folder.File("stand-in"), _folder.Path, "used", "{lease}"],
        FirstPort = 14833,
        Variables = new Dictionary<string, string> { ["STAND_IN_SERVER"] = "{host}:{port}", ["STAND_IN_FILES"] = "{files}" },
        Files = new Dictionary<string, string> { ["client.conf"] = "port={port} user={user}\n" },
    };

    private LeaseDesk Open(string? quotas = null)
    {
        var engine = Engine();
        return new LeaseDesk(new LeaseSettings { Folder = _folder.File("leases"), IdleSeconds = 100, Time = _clocks, Engine = engine, QuotaFile = quotas is null ? null : _folder.File(quotas) }, engine.LeaseDevices(), _log);
    }

    private static LeaseReply? Ask(LeaseDesk desk, string user) =>
        desk.Request(new LeaseUser(user, false), new LeaseRequest { Verb = LeaseVerb.Request, Memory = 4UL << 30 }, _ => { }, () => false);
}
