using Barelane.Ssh;

namespace Barelane.Kvm.Tests.Shell;

/// <summary>The words are those of OpenSSH 9.2's own source.</summary>
public class SshFailureTests
{
    [Theory]
    [InlineData("@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\nHost key verification failed.", "host-key-changed", true)]
    [InlineData("No ED25519 host key is known for hv01 and you have requested strict checking.\nHost key verification failed.", "host-key-unknown", true)]
    [InlineData("@         WARNING: UNPROTECTED PRIVATE KEY FILE!          @\nadmin@hv01: Permission denied (publickey).", "key-unprotected", true)]
    [InlineData("admin@hv01: Permission denied (publickey,password,keyboard-interactive).", "login-failed", true)]
    [InlineData("ssh: Could not resolve hostname hv01: Name or service not known", "unreachable", true)]
    [InlineData("ssh: connect to host hv01 port 22: Connection refused", "unreachable", true)]
    [InlineData("mux_client_request_session: session request failed: Session open refused by peer", "busy", true)]
    [InlineData("channel 0: open failed: connect failed: open failed", "busy", true)]
    [InlineData("kex_exchange_identification: Connection closed by remote host", "unreachable", true)]
    [InlineData("Timeout, server hv01 not responding.", "connection-lost", false)]
    [InlineData("client_loop: send disconnect: Broken pipe", "connection-lost", false)]
    [InlineData("", "connection-lost", false)]
    public void What_ssh_says_tells_whether_the_command_was_started(string said, string code, bool isBefore)
    {
        var failure = SshFailure.Of("admin@hv01", said);

        Assert.Equal(code, failure.Code);
        Assert.Equal(isBefore, failure.IsBeforeCommand);
        Assert.NotEmpty(failure.Remedy);
        Assert.DoesNotContain('\n', failure.Meaning);
    }
}
