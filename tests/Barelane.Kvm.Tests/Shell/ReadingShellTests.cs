using System.Text;
using Barelane.Core.Adapters;
using Barelane.Kvm.Shell;
using Barelane.TestKit;

namespace Barelane.Kvm.Tests.Shell;

/// <summary>A step's questions go to one shell.</summary>
public sealed class ReadingShellTests : IDisposable
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    private readonly TemporaryFolder _folder = new();
    private readonly CountingTransport _transport = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_it_says_is_what_is_there_and_one_shell_says_it_all()
    {
        await using var shell = new HostShell(_transport, TimeProvider.System, _folder.Path);
        byte[][] contents = [[], "\n"u8.ToArray(), "vfio-pci"u8.ToArray(), "a\nb\n\n"u8.ToArray(), [0, 10, 255, 10, 0], [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 7))]];
        for (var i = 0; i < contents.Length; i++)
        {
            await File.WriteAllBytesAsync(_folder.File($"f{i}"), contents[i], Token);
        }

        File.CreateSymbolicLink(_folder.File("driver"), "../../bus/pci/drivers/nouveau");

        for (var i = 0; i < contents.Length; i++)
        {
            Assert.Equal(contents[i], await shell.ReadAsync($"/f{i}", Token));
        }

        Assert.Null(await shell.ReadAsync("/none", Token));
        Assert.True(await shell.ExistsAsync("/f0", Token));
        Assert.False(await shell.ExistsAsync("/none", Token));
        Assert.Equal("nouveau", await shell.ReadLinkNameAsync("/driver", Token));
        Assert.Null(await shell.ReadLinkNameAsync("/f0", Token));
        Assert.True(await shell.HasProgramAsync("sh", Token));
        Assert.False(await shell.HasProgramAsync("no-such-program", Token));
        await File.WriteAllTextAsync(_folder.File("f2"), "nvidia", Token);
        Assert.Equal("nvidia", Encoding.ASCII.GetString((await shell.ReadAsync("/f2", Token))!));
        Assert.Equal(1, _transport.Started);
    }

    [Fact]
    public async Task Why_something_cannot_be_read_is_told()
    {
        await using var shell = new HostShell(_transport, TimeProvider.System, _folder.Path);
        Directory.CreateDirectory(_folder.File("folder"));

        var refused = await Assert.ThrowsAsync<SiteException>(() => shell.ReadAsync("/folder", Token));

        Assert.Contains("Is a directory", refused.Problem.Message, StringComparison.Ordinal);
        Assert.True(await shell.ExistsAsync("/folder", Token));
        Assert.Equal(2, _transport.Started);
    }

    [Fact]
    public async Task A_question_that_nothing_answers_is_given_up_and_the_next_is_answered()
    {
        await using var shell = new ReadingShell(_transport, TimeProvider.System);
        var pipe = await PipeAsync();

        var unanswered = await shell.AskAsync("read", pipe, Short, Token);
        var answered = await shell.AskAsync("exists", pipe, Enough, Token);

        Assert.Null(unanswered!.ExitCode);
        Assert.Equal(0, answered!.ExitCode);
        Assert.Equal(2, _transport.Started);
    }

    [Fact]
    public async Task While_it_waits_for_an_answer_another_shell_is_asked()
    {
        await using var shell = new ReadingShell(_transport, TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var waiting = shell.AskAsync("read", await PipeAsync(), Enough, stop.Token);

        Assert.Null(await shell.AskAsync("exists", _folder.Path, Enough, Token));

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(0, (await shell.AskAsync("exists", _folder.Path, Enough, Token))!.ExitCode);
    }

    [Theory]
    [InlineData("exit 3")]
    [InlineData("read sep; exit 0")]
    [InlineData("read sep; echo half of an answer")]
    public async Task One_that_ends_is_not_taken_for_an_answer(string script)
    {
        await using var shell = new ReadingShell(new OtherScript(script), TimeProvider.System);

        Assert.Null(await shell.AskAsync("read", "/etc/hostname", Enough, Token));
        Assert.Null(await shell.AskAsync("read", "/etc/hostname", Enough, Token));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string> PipeAsync()
    {
        await using var local = new HostShell(new LocalTransport(), TimeProvider.System);
        await local.RunAsync("mkfifo", [_folder.File("pipe")], Enough, Token);
        return _folder.File("pipe");
    }
}
