using System.Diagnostics;
using System.Net.Http.Json;
using Barelane.Twin.Building;
using Barelane.Twin.Recording;

namespace Barelane.Twin.Tests.Hosting;

/// <summary>The twin as a process of its own.</summary>
public sealed class ProgramTests
{
    [Fact]
    public async Task A_process_says_where_it_listens_and_loads_a_recorded_site()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllTextAsync(file, RecordedSiteJson.Write(Scenarios.Old()), TestContext.Current.CancellationToken);
        try
        {
            using var process = Start("--from", file, "--http", "--control", "--switch", "EmptyExtraConfigDeletes=false");
            var line = (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!;
            using var http = new HttpClient { BaseAddress = new Uri(line.Split(' ')[1]) };

            var planted = await http.PostAsJsonAsync("/control/faults", new { method = "Login", action = "Unavailable" }, TestContext.Current.CancellationToken);
            var snapshot = await http.GetStringAsync(new Uri("/control/snapshot", UriKind.Relative), TestContext.Current.CancellationToken);
            var unknown = await http.PostAsync(new Uri("/control/fail-host?host=nobody", UriKind.Relative), null, TestContext.Current.CancellationToken);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.StartsWith("listening http://127.0.0.1:", line, StringComparison.Ordinal);
            Assert.True(planted.IsSuccessStatusCode);
            Assert.Contains("vm render-01 poweredOff on=esx-01", snapshot, StringComparison.Ordinal);
            Assert.Equal(System.Net.HttpStatusCode.NotFound, unknown.StatusCode);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("there is no scenario 'nowhere'", "--scenario", "nowhere")]
    [InlineData("'99999' is not a port", "--port", "99999")]
    [InlineData("'Gravity' is not a switch", "--switch", "Gravity=true")]
    [InlineData("'--colour' is not an option", "--colour", "blue")]
    [InlineData("'--port' needs a value", "--port")]
    public async Task What_can_not_be_understood_is_said_with_exit_code_64(string reason, params string[] arguments)
    {
        using var process = Start(arguments);

        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(64, process.ExitCode);
        Assert.Contains(reason, errors, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Without_control_nothing_can_be_controlled()
    {
        await using var twin = await TwinServer.StartAsync(Scenarios.Demo(), cancellationToken: TestContext.Current.CancellationToken);
        using var client = new SdkClient(twin);

        using var response = await client.Http.GetAsync(new Uri(twin.Url, "/control/snapshot"), TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.NotFound, response.StatusCode);
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(
        Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet",
        [Path.Combine(AppContext.BaseDirectory, "Barelane.Twin.dll"), .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
