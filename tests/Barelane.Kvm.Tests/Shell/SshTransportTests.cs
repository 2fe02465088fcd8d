using System.Text;
using Barelane.Core.Adapters;
using Barelane.Kvm.Shell;
using Barelane.Ssh;
using Barelane.TestKit;

namespace Barelane.Kvm.Tests.Shell;

/// <summary>Over an ssh client that writes down what it was given and hands the words to a shell, as sshd does.</summary>
public sealed class SshTransportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_script_reaches_the_host_s_shell_whole_with_its_data_on_standard_input()
    {
        await using var shell = new HostShell(await TransportAsync("for last; do :; done; exec sh -c \"$last\""), TimeProvider.System, _folder.Path);
        File.WriteAllText(_folder.File("driver_override"), "(null)\n");

        await shell.WriteAttributeAsync("/driver_override", "vfio-pci", TimeSpan.FromSeconds(30), Token);

        Assert.Equal("vfio-pci", File.ReadAllText(_folder.File("driver_override")));
        Assert.Equal("vfio-pci", Encoding.ASCII.GetString((await shell.ReadAsync("/driver_override", Token))!));
        var words = File.ReadAllText(_folder.File("words"));
        Assert.Contains("BatchMode=yes", words, StringComparison.Ordinal);
        Assert.Contains("\n--\nroot@rack7\n", words, StringComparison.Ordinal);
        Assert.DoesNotContain("driver_override", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_fails_is_not_taken_for_the_script_s_answer()
    {
        await using var shell = new HostShell(await TransportAsync("echo 'ssh: connect to host rack7 port 22: No route to host' >&2; exit 255"), TimeProvider.System);

        var lost = await Assert.ThrowsAsync<SiteException>(() => shell.ReadAsync("/etc/machine-id", Token));

        Assert.Equal(HostProblems.Lost, lost.Problem.Code);
        Assert.Contains("No route to host", lost.Problem.Message, StringComparison.Ordinal);
        Assert.Single(File.ReadAllLines(_folder.File("words")), w => w == "root@rack7");
    }

    [Fact]
    public async Task A_client_that_is_not_installed_is_told()
    {
        await using var shell = new HostShell(new SshTransport(new SshClient("root@rack7", program: "/no/such/ssh")), TimeProvider.System);

        var missing = await Assert.ThrowsAsync<SiteException>(() => shell.ReadAsync("/etc/machine-id", Token));

        Assert.Equal("program-missing", missing.Problem.Code);
    }

    [Fact]
    public void A_destination_is_never_read_as_an_option() => Assert.Throws<ArgumentException>(() => new SshClient("-oProxyCommand=x"));

    public void Dispose() => _folder.Dispose();

    private async Task<SshTransport> TransportAsync(string script)
    {
        var program = _folder.File("ssh");
        File.WriteAllText(program, $"#!/bin/sh\nprintf '%s\\n' \"$@\" >>'{_folder.File("words")}'\n{script}\n");
        await using (var local = new HostShell(new LocalTransport(), TimeProvider.System))
        {
            await local.RunAsync("chmod", ["700", program], TimeSpan.FromSeconds(30), Token);
        }

        return new SshTransport(new SshClient("root@rack7", program: program));
    }
}
