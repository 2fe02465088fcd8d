using Barelane.Core.Adapters;
using Barelane.Guest.Ssh;
using Barelane.Ssh;
using Barelane.TestKit;
using Barelane.TestKit.Ssh;

namespace Barelane.Guest.Tests.Ssh;

/// <summary>Over Debian's own ssh server on loopback; the guest is this machine, with a few programs of the test's first in its path.</summary>
public sealed class SshChannelTests : IAsyncLifetime
{
    private static readonly Guid Machine = Guid.Parse("564d1c2e-9f0a-4b6d-8c3e-0123456789ab");
    private readonly TemporaryFolder _programs = new();
    private LoopbackSshServer? _server;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Program("cat", $"if [ \"$1\" = /sys/class/dmi/id/product_uuid ]; then echo {Machine}; else exec /bin/cat \"$@\"; fi");
        Program("odd", "for w; do printf '%s|' \"$w\"; done; echo trouble >&2; exit 255");
        Program("slow", "exec sleep 60");
        _server = await LoopbackSshServer.StartAsync(_programs.Path, Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        _programs.Dispose();
    }

    [Fact]
    public async Task A_program_gets_its_words_as_they_are_and_its_status_is_not_taken_for_that_of_ssh()
    {
        await using var guest = await OpenAsync(Machine);
        string[] words = ["", " two  blanks ", "'quoted' \"$HOME\" `id`", "a line\nand another\n", "Käse"];

        var said = await guest.ExecuteAsync("odd", words, TimeSpan.FromSeconds(30), Token);

        Assert.Equal((255, string.Join('|', words) + "|", "trouble"), (said.ExitCode, said.Output, said.Error));
    }

    [Fact]
    public async Task A_file_goes_there_and_comes_back_with_every_byte()
    {
        await using var guest = await OpenAsync(null);
        var content = Enumerable.Range(0, 300_000).Select(i => (byte)(i * 7)).ToArray();
        var path = _programs.File("a file\nwith a line break");

        await guest.PutAsync(path, content, Token);

        Assert.Equal(content, await guest.GetAsync(path, content.Length, Token));
        Assert.Equal("too-large", (await Assert.ThrowsAsync<SiteException>(() => guest.GetAsync(path, content.Length - 1, Token))).Problem.Code);
        Assert.Equal("not-found", (await Assert.ThrowsAsync<SiteException>(() => guest.GetAsync("/no/such", 10, Token))).Problem.Code);
        Assert.Equal("guest-refused", (await Assert.ThrowsAsync<SiteException>(() => guest.PutAsync("/no/such/file", content, Token))).Problem.Code);
    }

    [Fact]
    public async Task A_program_that_is_missing_or_does_not_end_is_told_as_such()
    {
        await using var guest = await OpenAsync(null);

        Assert.Equal("not-found", (await Assert.ThrowsAsync<SiteException>(() => guest.ExecuteAsync("no-such-program", [], TimeSpan.FromSeconds(30), Token))).Problem.Code);
        Assert.Equal("time-out", (await Assert.ThrowsAsync<SiteException>(() => guest.ExecuteAsync("slow", [], TimeSpan.FromSeconds(1), Token))).Problem.Code);
    }

    [Fact]
    public async Task Another_machine_at_the_address_is_not_taken_for_the_vm()
    {
        var other = await Assert.ThrowsAsync<SiteException>(() => OpenAsync(Guid.NewGuid()));

        Assert.Equal("guest-other", other.Problem.Code);
        Assert.Contains($"'{Machine}'", other.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_whose_server_comes_up_late_is_waited_for_and_one_that_never_does_is_told()
    {
        var time = new ManualTimeProvider { SkipsShortWaits = TimeSpan.FromMinutes(1) };
        var begun = time.GetUtcNow();
        var client = new SshClient("127.0.0.1", port: 1);

        var silent = await Assert.ThrowsAsync<SiteException>(() => SshChannel.OpenAsync(client, "train-02", null, time, Token));

        Assert.Equal("unreachable", silent.Problem.Code);
        Assert.True(time.GetUtcNow() - begun >= TimeSpan.FromSeconds(60), "it waited");
    }

    [Fact]
    public async Task A_machine_without_a_shell_is_told_apart_from_one_that_does_not_answer()
    {
        var program = _programs.File("ssh");
        Program("ssh", "echo \"'exec' is not recognized as an internal or external command,\" >&2; exit 1");

        var windows = await Assert.ThrowsAsync<SiteException>(() => SshChannel.OpenAsync(new SshClient("win-01", program: program), "win-01", null, TimeProvider.System, Token));

        Assert.Equal("guest-not-asked", windows.Problem.Code);
        Assert.Contains("'exec' is not recognized", windows.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_inspection_of_a_guest_goes_over_it()
    {
        Program("uname", "echo Linux");
        await using var guest = await OpenAsync(Machine);

        var results = await new GuestInspector().InspectAsync(guest, new GuestExpectation { Functions = [], GpuCount = 1 }, Token);

        Assert.NotEmpty(results);
    }

    private Task<SshChannel> OpenAsync(Guid? machine) => SshChannel.OpenAsync(_server!.Client(), "train-02", machine, TimeProvider.System, Token);

    private void Program(string name, string script) => ScriptFile.Write(_programs.File(name), $"#!/bin/sh\n{script}\n");
}
