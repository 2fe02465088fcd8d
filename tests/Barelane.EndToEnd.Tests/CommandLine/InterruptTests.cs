using Barelane.Twin;
using Barelane.Twin.Building;

namespace Barelane.EndToEnd.Tests.CommandLine;

public sealed class InterruptTests : IAsyncLifetime
{
    private static readonly string[] Consents =
        ["--consent", "host-reboot,host-maintenance,vm-move,vm-power-off,lose-live-migration,lose-load-balancing,lose-host-failover", "--bystander", "all"];

    private readonly Typed _desk = new();
    private TwinServer _twin = null!;
    private string _before = "";

    public async ValueTask InitializeAsync()
    {
        _twin = await TwinServer.StartAsync(Scenarios.Demo(), new TwinOptions { TimeScale = 200 });
        _before = _twin.Site.Snapshot();
        var user = new TwinOptions().Users[0];
        _desk.With("VC", user.Password).File("barelane.yaml", $$"""
            version: 1
            name: farm
            sites:
              dc1: { vsphere: "{{_twin.Url}}", user: "{{user.Name}}", password: "env:VC", certificate: "sha256:{{_twin.Thumbprint}}" }
            assignments:
              - { vm: dc1/render-01, gpu: { model: A40 }, way: direct, variant: fixed }
            """);
    }

    public async ValueTask DisposeAsync()
    {
        await _twin.DisposeAsync();
        _desk.Dispose();
    }

    [Fact]
    public async Task The_first_request_finishes_the_step_and_says_how_to_go_on_or_back()
    {
        var stopped = await _desk.InterruptAsync("INT", 1, "reboot host", ["apply", .. Consents]);

        Assert.True(stopped.ExitCode == 130, $"{stopped}");
        Assert.Contains("barelane resume 2", stopped.Out, StringComparison.Ordinal);
        Assert.Contains("barelane undo 2", stopped.Out, StringComparison.Ordinal);

        Assert.Equal(0, (await _desk.RunAsync(["resume", .. Consents])).ExitCode);
        Assert.Equal(0, (await _desk.RunAsync(["undo", .. Consents])).ExitCode);
        Assert.Equal(_before, _twin.Site.Snapshot());
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task The_second_request_stops_at_once_and_undo_still_takes_all_of_it_back(string signal)
    {
        var stopped = await _desk.InterruptAsync(signal, 2, "reboot host", ["apply", .. Consents]);

        Assert.True(stopped.ExitCode == 130, $"{stopped}");

        Assert.Equal(0, (await _desk.RunAsync(["undo", .. Consents])).ExitCode);
        Assert.Equal(_before, _twin.Site.Snapshot());
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_missing_consents_are_named_and_nothing_is_changed()
    {
        var answer = await _desk.RunAsync("apply");

        Assert.Equal(3, answer.ExitCode);
        Assert.Contains("Consent is missing: host-reboot", answer.Said, StringComparison.Ordinal);
        Assert.Contains("--bystander dc1/web-03", answer.Out, StringComparison.Ordinal);
        Assert.Equal(_before, _twin.Site.Snapshot());
    }

    [Fact]
    public async Task On_a_terminal_the_hosts_name_has_to_be_typed_and_the_run_is_drawn_in_place()
    {
        var refused = await _desk.RunOnTerminalAsync("apply", "yes\n");
        Assert.Equal(3, refused.ExitCode);
        Assert.Equal(_before, _twin.Site.Snapshot());

        var applied = await _desk.RunOnTerminalAsync("apply", "esx-01\n");
        Assert.Equal(0, applied.ExitCode);
        Assert.Contains("type the host's name: esx-01", applied.Out, StringComparison.Ordinal);
        Assert.Contains("11 of 11 steps", applied.Out, StringComparison.Ordinal);
        Assert.Equal(7, (await _desk.RunAsync("verify")).ExitCode);
    }

    [Fact]
    public async Task Ctrl_c_where_consent_is_asked_for_ends_it_and_changes_nothing()
    {
        var stopped = await _desk.InterruptOnTerminalAsync("apply", "Anything else stops here. >");

        Assert.Equal(130, stopped.ExitCode);
        Assert.Equal(_before, _twin.Site.Snapshot());
    }

    [Fact]
    public async Task A_saved_plan_runs_only_if_it_is_still_the_same()
    {
        Assert.Equal(0, (await _desk.RunAsync("plan", "--out", "saved.plan")).ExitCode);
        Assert.Equal(2, (await _desk.RunAsync("plan", "--detailed-exitcode")).ExitCode);
        var document = Path.Combine(_desk.Folder, "barelane.yaml");
        var text = await File.ReadAllTextAsync(document);
        await File.WriteAllTextAsync(document, text.Replace("variant: fixed", "variant: fixed, mmio-gib: 256", StringComparison.Ordinal));

        var stale = await _desk.RunAsync(["apply", "--plan", "saved.plan", .. Consents]);

        Assert.Equal(6, stale.ExitCode);
        Assert.Contains("'128'", stale.Said, StringComparison.Ordinal);
        Assert.Contains("'256'", stale.Said, StringComparison.Ordinal);
        await File.WriteAllTextAsync(document, text);
        Assert.Equal(0, (await _desk.RunAsync(["apply", "--plan", "saved.plan", .. Consents])).ExitCode);
    }

    [Fact]
    public async Task A_run_in_json_is_one_object_a_line_from_version_to_result()
    {
        var answer = await _desk.RunAsync(["apply", "--output", "json", .. Consents]);

        var types = answer.Out.TrimEnd().Split('\n').Select(l =>
        {
            using var json = System.Text.Json.JsonDocument.Parse(l);
            return json.RootElement.GetProperty("type").GetString();
        }).ToList();
        Assert.Equal(0, answer.ExitCode);
        Assert.Equal(["version", "plan"], types[..2]);
        Assert.Equal("result", types[^1]);
        Assert.Contains("event", types);
    }

    [Fact]
    public async Task The_demo_ends_as_it_should()
    {
        var answer = await _desk.RunAsync("demo", "--speed", "1000");

        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("exactly as it was", answer.Out, StringComparison.Ordinal);
    }
}
