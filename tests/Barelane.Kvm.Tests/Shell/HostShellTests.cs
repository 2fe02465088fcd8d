using System.Text;
using Barelane.Core.Adapters;
using Barelane.Kvm.Shell;
using Barelane.TestKit;

namespace Barelane.Kvm.Tests.Shell;

public class HostShellTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_attribute_is_written_as_it_is_and_what_is_not_there_is_not_made()
    {
        using var folder = new TemporaryFolder();
        await using var shell = Shell(folder);
        File.WriteAllText(folder.File("driver_override"), "(null)\n");

        await shell.WriteAttributeAsync("/driver_override", "vfio-pci", TimeSpan.FromSeconds(30), Token);
        var refused = await Assert.ThrowsAsync<SiteException>(() => shell.WriteAttributeAsync("/unbind", "0000:01:00.0", TimeSpan.FromSeconds(30), Token));

        Assert.Equal("vfio-pci", File.ReadAllText(folder.File("driver_override")));
        Assert.Equal("not-found", refused.Problem.Code);
        Assert.False(File.Exists(folder.File("unbind")));
    }

    [Fact]
    public async Task A_name_is_never_read_as_code()
    {
        using var folder = new TemporaryFolder();
        await using var shell = Shell(folder);
        const string Name = "/a b$(touch x)'\";rm -rf *`touch y`";
        File.WriteAllText(folder.Path + Name, "then");

        await shell.WriteAttributeAsync(Name, "$(touch z)'`x`\n", TimeSpan.FromSeconds(30), Token);

        Assert.Equal("$(touch z)'`x`\n", File.ReadAllText(folder.Path + Name));
        Assert.Equal("$(touch z)'`x`\n", Encoding.UTF8.GetString((await shell.ReadAsync(Name, Token))!));
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
        await Assert.ThrowsAsync<ArgumentException>(() => shell.ReadAsync("/a\nb", Token));
    }

    [Fact]
    public async Task A_write_that_never_returns_is_given_up_when_its_time_is_over()
    {
        using var folder = new TemporaryFolder();
        await using var shell = Shell(folder);
        await shell.RunAsync("mkfifo", [folder.File("unbind")], TimeSpan.FromSeconds(30), Token);

        var refused = await Assert.ThrowsAsync<SiteException>(() => shell.WriteAttributeAsync("/unbind", "0000:01:00.0", TimeSpan.FromMilliseconds(300), Token));

        Assert.Equal(HostProblems.Unanswered, refused.Problem.Code);
    }

    [Fact]
    public async Task A_file_is_replaced_at_once_with_its_mode_and_only_if_it_is_the_expected_one()
    {
        using var folder = new TemporaryFolder();
        await using var shell = Shell(folder);
        var path = folder.File("grub");
        File.WriteAllText(path, "old\n");
        await shell.RunAsync("chmod", ["640", path], TimeSpan.FromSeconds(30), Token);
        var old = Kvm.Steps.Sha256Text.Of("old\n"u8.ToArray());

        var refused = await Assert.ThrowsAsync<SiteException>(() => shell.ReplaceFileAsync("/grub", "x"u8.ToArray(), new string('0', 64), Token));
        await shell.ReplaceFileAsync("/grub", "new"u8.ToArray(), old, Token);

        Assert.Equal("concurrent-change", refused.Problem.Code);
        Assert.Contains(old!, refused.Problem.Message, StringComparison.Ordinal);
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal("640\n", await shell.RunAsync("stat", ["-c", "%a", path], TimeSpan.FromSeconds(30), Token));
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_file_is_made_with_its_folders_and_taken_away()
    {
        using var folder = new TemporaryFolder();
        await using var shell = Shell(folder);

        await shell.ReplaceFileAsync("/var/lib/barelane/maintenance", "run-1\n"u8.ToArray(), null, Token);
        Assert.Equal("run-1\n", File.ReadAllText(folder.File("var/lib/barelane/maintenance")));
        var there = await Assert.ThrowsAsync<SiteException>(() => shell.ReplaceFileAsync("/var/lib/barelane/maintenance", "x"u8.ToArray(), null, Token));
        await shell.ReplaceFileAsync("/var/lib/barelane/maintenance", null, Kvm.Steps.Sha256Text.Of("run-1\n"u8.ToArray()), Token);

        Assert.Equal("concurrent-change", there.Problem.Code);
        Assert.Null(await shell.ReadAsync("/var/lib/barelane/maintenance", Token));
    }

    [Fact]
    public async Task A_link_tells_the_last_name_it_points_to()
    {
        using var folder = new TemporaryFolder();
        await using var shell = Shell(folder);
        File.CreateSymbolicLink(folder.File("driver"), "../../../bus/pci/drivers/vfio-pci");

        Assert.Equal("vfio-pci", await shell.ReadLinkNameAsync("/driver", Token));
        Assert.Null(await shell.ReadLinkNameAsync("/iommu_group", Token));
    }

    [Fact]
    public async Task A_program_gets_its_arguments_as_they_are_and_its_refusal_is_told_in_its_own_words()
    {
        using var folder = new TemporaryFolder();
        await using var shell = Shell(folder);

        Assert.Equal("a b\n$HOME\n", await shell.RunAsync("printf", ["%s\\n", "a b", "$HOME"], TimeSpan.FromSeconds(30), Token));
        var refused = await Assert.ThrowsAsync<SiteException>(() => shell.RunAsync("ls", ["/no/such/place"], TimeSpan.FromSeconds(30), Token));

        Assert.Equal("refused", refused.Problem.Code);
        Assert.Contains("/no/such/place", refused.Problem.Message, StringComparison.Ordinal);
        Assert.True(await shell.HasProgramAsync("sh", Token));
        Assert.False(await shell.HasProgramAsync("no-such-program", Token));
    }

    [Fact]
    public async Task What_is_under_way_about_a_device_is_seen_from_any_other_process_until_it_ends()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("run/lock"));
        await using var shell = Shell(folder);
        await using var other = Shell(folder);
        await shell.RunAsync("mkfifo", [folder.File("unbind")], TimeSpan.FromSeconds(30), Token);

        var writing = shell.WriteAttributeAsync("/unbind", "0000:01:00.0", TimeSpan.FromMinutes(1), Token);
        while (!await other.IsAtWorkAsync(["0000:01:00.0"], Token))
        {
            Assert.False(writing.IsCompleted);
        }

        Assert.False(await other.IsAtWorkAsync(["0000:02:00.0", WorkSubject.Host], Token));
        Assert.Equal("0000:01:00.0", await File.ReadAllTextAsync(folder.File("unbind"), Token));
        await writing;
        Assert.False(await other.IsAtWorkAsync(["0000:01:00.0", WorkSubject.Host], Token));
    }

    [Fact]
    public async Task The_host_s_lock_is_held_by_one_and_given_back()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("run/lock"));
        await using var shell = Shell(folder);
        await using var other = Shell(folder);

        var first = await shell.LockAsync(Token);
        var second = other.LockAsync(Token);
        Assert.NotSame(second, await Task.WhenAny(second, Task.Delay(TimeSpan.FromMilliseconds(300), Token)));
        await first.DisposeAsync();

        await (await second).DisposeAsync();
    }

    [Theory]
    [InlineData("cat: write error: No such device", "device-refused")]
    [InlineData("/bin/sh: 1: cannot create /sys/x: Permission denied", "no-permission")]
    [InlineData("cat: write error: Device or resource busy", "device-in-use")]
    [InlineData("cat: write error: No space left on device", "no-capacity")]
    [InlineData("cat: write error: File exists", "wrong-state")]
    [InlineData("cat: write error: Invalid argument", "refused")]
    public void The_kernel_s_reasons_are_known_by_the_words_of_the_C_library(string said, string code)
    {
        var problem = HostProblems.Refused("rack7", "writing '1' to '/sys/x'", said).Problem;

        Assert.Equal(code, problem.Code);
        Assert.Contains("'rack7'", problem.Message, StringComparison.Ordinal);
        Assert.NotEmpty(problem.Remedy);
    }

    [Fact]
    public void Scripts_hold_no_single_quote_as_ssh_hands_them_over_between_two()
    {
        string[] scripts = [ShellScripts.Answer, ShellScripts.Write, ShellScripts.Replace, ShellScripts.Run, ShellScripts.Lock, ShellScripts.AtWork, ShellScripts.Gather];

        Assert.All(scripts, s => Assert.DoesNotContain('\'', s));
    }

    private static HostShell Shell(TemporaryFolder folder) => new(new LocalTransport(), TimeProvider.System, folder.Path);
}
