using Barelane.Core.Goals;

namespace Barelane.Core.Tests.Goals;

public sealed class SshAddressTests
{
    [Theory]
    [InlineData("rack7", "rack7", null, null)]
    [InlineData("root@rack7", "rack7", "root", null)]
    [InlineData("root@192.0.2.17:2222", "192.0.2.17", "root", 2222)]
    [InlineData("root@[fe80::1%eth0]:22", "fe80::1%eth0", "root", 22)]
    [InlineData("CORP\\jo@rack7", "rack7", "CORP\\jo", null)]
    public void An_address_is_read_and_said_again(string text, string host, string? user, int? port)
    {
        var address = SshAddress.TryParse(text)!;

        Assert.Equal(new SshAddress(host, user, port), address);
        Assert.Equal(text, address.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("@rack7")]
    [InlineData("root@")]
    [InlineData("-oProxyCommand=x")]
    [InlineData("root@-rack7")]
    [InlineData("root@rack7:0")]
    [InlineData("root@rack7:65536")]
    [InlineData("root@rack7:")]
    [InlineData("root@fe80::1")]
    [InlineData("root@[fe80::1")]
    [InlineData("ssh://root@rack7")]
    [InlineData("root@rack7 reboot")]
    [InlineData("root@rack7;reboot")]
    public void What_ssh_or_a_shell_could_read_otherwise_is_none(string text) => Assert.Null(SshAddress.TryParse(text));
}
