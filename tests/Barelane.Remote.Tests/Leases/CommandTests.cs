using System.Text.Json;
using Barelane.Remote.Tests.Support;
using Barelane.TestKit;

namespace Barelane.Remote.Tests.Leases;

/// <summary>The commands as they are typed, each a process, against a server that is one, too.</summary>
public sealed class CommandTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private RunningClient _server = null!;
    private string _driver = "";

    private string Address => $"unix:{_folder.File("pool")}";

    public async ValueTask InitializeAsync()
    {
        _driver = await NativeDriver.PathAsync();
        File.WriteAllText(_folder.File("quotas"), "* memory=4GiB\n");
        _server = await ServeAsync("--leases", _folder.File("leases"), "--quotas", _folder.File("quotas"));
        File.WriteAllText(_folder.File("pools.yaml"), $$"""
            pools:
              lab: { servers: ["unix:{{_folder.File("nobody")}}", "{{Address}}"] }
            """);
    }

    public ValueTask DisposeAsync()
    {
        _server.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Run_gives_a_program_a_lease_for_as_long_as_it_runs()
    {
        var result = (await RunAsync(["run", "--server", Address, "--driver", _driver, "-n", "1", "-m", "512MiB", "--", .. Client.Python("vector_add.py")])).Succeeded();

        Assert.Equal("", result.Error);
        Assert.Contains("There are no leases", await EmptyAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_programs_exit_code_is_runs() =>
        Assert.Equal(7, (await RunAsync("run", "--server", Address, "--driver", _driver, "-m", "512MiB", "--", "/bin/sh", "-c", "exit 7")).ExitCode);

    [Fact]
    public async Task A_server_of_the_pool_that_does_not_answer_is_told_and_passed_over()
    {
        var result = (await RunAsync("run", "--driver", _driver, "-m", "512MiB", "--", "clinfo", "-l")).Succeeded();

        Assert.Contains($"passed over: unix:{_folder.File("nobody")}:", result.Error, StringComparison.Ordinal);
        Assert.Contains("Barelane", result.Out, StringComparison.Ordinal);
        Assert.Equal(7, (await RunAsync("list")).ExitCode);
        var health = await RunAsync("health", "--pool", "lab");
        Assert.Equal(1, health.ExitCode);
        Assert.Contains("silent", health.Out, StringComparison.Ordinal);
        Assert.Contains("well", health.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_list_and_release_are_a_leases_life()
    {
        var request = (await RunAsync("request", "--server", Address, "-m", "1GiB", "--name", "desk")).Succeeded();
        var id = request.Out.Split(' ')[1];
        var secret = request.Out.Split("BARELANE_REMOTE_LEASE=")[1].Trim();

        Assert.Contains($"barelane remote release {id} --server {Address}", request.Out.Replace(" \\\n     ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var list = (await RunAsync("list", "--server", Address)).Succeeded();
        Assert.Contains(id, list.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, list.Out, StringComparison.Ordinal);
        Assert.All(list.Out.Split('\n').Where(l => !l.StartsWith("unix:", StringComparison.Ordinal)), l => Assert.True(l.Length <= 80, l));
        using (var json = JsonDocument.Parse((await RunAsync("list", "--server", Address, "--output", "json")).Succeeded().Out))
        {
            Assert.Equal("remoteList", json.RootElement.GetProperty("type").GetString());
            Assert.Equal("desk", json.RootElement.GetProperty("servers")[0].GetProperty("view").GetProperty("leases")[0].GetProperty("name").GetString());
        }

        Assert.Equal($"Lease {id} is given back.\n", (await RunAsync("release", "desk", "--server", Address)).Succeeded().Out);
        var again = await RunAsync("release", id, "--server", Address);
        Assert.Equal(1, again.ExitCode);
        Assert.Contains($"There is no lease '{id}'", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_while_waiting_leaves_nothing()
    {
        using var first = CommandLineProgram.Start(_folder.Path, ["remote", "run", "--server", Address, "--driver", _driver, "-m", "3GiB", "--", "/bin/sh", "-c", "echo ready; read x"]);
        Assert.Equal("ready", await first.LineAsync());
        using var second = CommandLineProgram.Start(_folder.Path, ["remote", "run", "--server", Address, "--driver", _driver, "-m", "2GiB", "--", "clinfo"]);
        await Until.SoAsync(() => second.Said.Contains("waiting on", StringComparison.Ordinal));
        Assert.Contains("the quota of", second.Said, StringComparison.Ordinal);

        CommandLineProgram.Interrupt(second);
        var stopped = await second.EndAsync();

        Assert.Equal(130, stopped.ExitCode);
        Assert.DoesNotContain(" at Barelane.", stopped.Error, StringComparison.Ordinal);
        first.CloseInput();
        _ = await first.EndAsync();
        Assert.Contains("There are no leases", await EmptyAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_terminated_passes_it_on_and_gives_the_lease_back_when_the_program_ends()
    {
        using var run = CommandLineProgram.Start(_folder.Path, ["remote", "run", "--server", Address, "--driver", _driver, "-m", "3GiB", "--", "/bin/bash", "-c", "trap 'echo told; exit 9' TERM; echo ready; while :; do read -t 0.1 x; done"]);
        Assert.Equal("ready", await run.LineAsync());

        CommandLineProgram.Terminate(run);

        Assert.Equal("told", await run.LineAsync());
        Assert.Equal(9, (await run.EndAsync()).ExitCode);
        Assert.Contains("There are no leases", await EmptyAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_killed_gives_its_lease_back()
    {
        using var run = CommandLineProgram.Start(_folder.Path, ["remote", "run", "--server", Address, "--driver", _driver, "-m", "3GiB", "--", "/bin/sh", "-c", "echo ready; read x"]);
        Assert.Equal("ready", await run.LineAsync());

        run.Kill();

        await Until.SoAsync(async () => !(await RunAsync("list", "--server", Address)).Out.Contains("  lease  ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_the_server_goes_during_a_lease_the_program_gets_an_error_and_run_says_why()
    {
        using var run = CommandLineProgram.Start(_folder.Path, ["remote", "run", "--server", Address, "--driver", _driver, "-m", "512MiB", "--", .. Client.Python("until_it_fails.py")]);
        Assert.Equal("ready", await run.LineAsync());

        _server.Kill();
        var result = await run.EndAsync();

        Assert.Contains("error OUT_OF_RESOURCES", result.Out, StringComparison.Ordinal);
        Assert.Contains($"The connection to {Address} is gone, and the lease with it.", result.Error, StringComparison.Ordinal);
        var list = await RunAsync("list", "--server", Address);
        Assert.Equal(1, list.ExitCode);
        Assert.Contains("Nobody listens there", list.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Measure_tells_round_trip_launches_and_bandwidth()
    {
        using var json = JsonDocument.Parse((await RunAsync("measure", "--server", Address, "--driver", _driver, "--output", "json")).Succeeded().Out);

        var server = json.RootElement.GetProperty("servers")[0];
        var rates = server.GetProperty("rates");
        Assert.True(server.GetProperty("roundTripMicroseconds").GetDouble() > 0);
        Assert.All(["launchesPerSecond", "launchAndFinishMicroseconds", "writeGigabytesPerSecond", "readGigabytesPerSecond"], n => Assert.True(rates.GetProperty(n).GetDouble() > 0, n));
        Assert.Contains("There are no leases", await EmptyAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quota_that_can_never_be_met_is_refused_at_once()
    {
        var result = await RunAsync("request", "--server", Address, "-m", "5GiB");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("5 GiB of device memory are asked for; the quota of", string.Join(' ', result.Error.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("list --pool lub", "has no pool 'lub'; it has lab. Did you mean 'lab'?")]
    [InlineData("list --pool lab --server unix:/x", "give one of the two")]
    [InlineData("run -n 0 -- clinfo", "'--devices' must be a whole number of at least 1; '0' was given")]
    [InlineData("run --wait soon -- clinfo", "'--wait' must be a whole number of at least 0; 'soon' was given")]
    [InlineData("run -m 4 -- clinfo", "'4' is no size")]
    [InlineData("request --keep", "'--keep' needs '--name'")]
    [InlineData("list --pools nowhere.yaml", "There is no file 'nowhere.yaml'")]
    [InlineData("relese x", "There is no verb 'relese'. Did you mean 'release'?")]
    [InlineData("serve --listen unix:x --quotas q", "go with '--leases FOLDER'")]
    [InlineData("serve --listen unix:x --leases l -m 4GiB", "with '--leases' each lease says what it has")]
    [InlineData("serve --listen unix:x --leases l --engine nowhere.json", "The engine 'nowhere.json' can't be read")]
    public async Task What_is_typed_wrong_is_refused_shortly(string line, string said)
    {
        var result = await RunAsync(line.Split(' '));

        Assert.Equal(64, result.ExitCode);
        Assert.Equal("", result.Out);
        Assert.Contains(said, string.Join(' ', result.Error.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistakes_in_the_file_of_pools_are_all_told_with_their_place()
    {
        File.WriteAllText(_folder.File("pools.yaml"), "pools:\n  lab: { servers: [\"gpu01\"], tokn: x }\n  \"a b\": { servers: [] }\n");

        var result = await RunAsync("list");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("has 4 mistakes", result.Error, StringComparison.Ordinal);
        Assert.Contains(":2:20: 'gpu01' is no server", result.Error, StringComparison.Ordinal);
        Assert.Contains("Unknown key 'tokn' in a pool. Did you mean 'token'?", string.Join(' ', result.Error.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("run")]
    [InlineData("request")]
    [InlineData("release")]
    [InlineData("list")]
    [InlineData("health")]
    [InlineData("measure")]
    public async Task Every_verbs_help_teaches_with_examples_within_80_columns(string verb)
    {
        var help = (await RunAsync(verb, "--help")).Succeeded();

        Assert.Contains("Examples:", help.Out, StringComparison.Ordinal);
        Assert.All(help.Out.Split('\n'), l => Assert.True(l.Length <= 80 || l.StartsWith("  barelane", StringComparison.Ordinal), l));
    }

    private async Task<RunningClient> ServeAsync(params string[] more)
    {
        var server = CommandLineProgram.Start(_folder.Path, ["remote", "serve", "--listen", Address, .. more]);
        Assert.Equal($"Serving on {Address}", await server.LineAsync());
        return server;
    }

    private Task<ClientResult> RunAsync(params string[] words) => CommandLineProgram.RunAsync(_folder.Path, ["remote", .. words]);

    private async Task<string> EmptyAsync()
    {
        await Until.SoAsync(async () => !(await RunAsync("list", "--server", Address)).Out.Contains("  lease  ", StringComparison.Ordinal));
        return (await RunAsync("list", "--server", Address)).Out;
    }
}
