using System.Diagnostics;
using System.Text;
using Barelane.FakeHyperV.WinRm;
using Barelane.Ssh;
using Barelane.TestKit;

namespace Barelane.HyperV.Tests.PowerShell.WinRm;

/// <summary>The fake service is used by a client that nobody here wrote, so that it can't be wrong in the same way as ours.</summary>
public sealed class PyWinRmTests
{
    private const string Client = """
        import sys, winrm
        s = winrm.Session(sys.argv[1], auth=('admin', sys.argv[2]), transport='ssl', server_cert_validation='validate', ca_trust_path=sys.argv[3])
        r = s.run_ps('Get-VMHost')
        sys.stdout.buffer.write(r.std_out)
        print('status', r.status_code)
        r = s.run_cmd('ipconfig', ['/all'])
        print('second', r.std_out.decode('utf-8'), r.status_code)
        try:
            winrm.Session(sys.argv[1], auth=('admin', 'wrong'), transport='ssl', server_cert_validation='validate', ca_trust_path=sys.argv[3]).run_cmd('x')
        except winrm.exceptions.InvalidCredentialsError:
            print('refused')
        """;

    [Fact]
    public async Task Debian_s_python3_winrm_opens_shells_runs_commands_and_polls()
    {
        var token = TestContext.Current.CancellationToken;
        List<string> lines = [];
        using var folder = new TemporaryFolder();
        await using var server = await FakeWinRmServer.StartAsync(
            new FakeWinRmOptions { Hold = TimeSpan.FromMilliseconds(20), Password = "p4ss" },
            async command =>
            {
                lines.Add(command.Line);
                await Task.Delay(50, command.Stopped);
                return command.Line.StartsWith("powershell", StringComparison.Ordinal)
                    ? new WinRmOutput(0, Encoding.UTF8.GetBytes(new string('x', 70_000) + "\nPrüfstand\n"), [])
                    : new WinRmOutput(unchecked((int)0x80070005), "denied"u8.ToArray(), []);
            },
            token);
        await File.WriteAllTextAsync(folder.File("ca.pem"), server.CertificatePem, token);

        var answer = await Child.RunAsync(
            new ProcessStartInfo("/usr/bin/python3", ["-c", Client, server.Address.AbsoluteUri, "p4ss", folder.File("ca.pem")]),
            default,
            TimeSpan.FromSeconds(60),
            TimeProvider.System,
            token);

        var said = Encoding.UTF8.GetString(answer.Output);
        Assert.True(answer.ExitCode == 0, answer.Error);
        Assert.Contains(new string('x', 70_000) + "\nPrüfstand\nstatus 0\n", said, StringComparison.Ordinal);
        Assert.Contains("second denied 2147942405\n", said, StringComparison.Ordinal);
        Assert.EndsWith("refused\n", said, StringComparison.Ordinal);
        Assert.StartsWith("powershell -encodedcommand ", lines[0], StringComparison.Ordinal);
        Assert.Equal("ipconfig /all", lines[1]);
        Assert.Equal((2, 0), (server.Service.Opened, server.Service.Open));
        Assert.True(server.Asked.Count(a => a.EndsWith("/Receive", StringComparison.Ordinal)) > 2);
    }
}
