using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.HyperV.PowerShell.WinRm;

namespace Barelane.HyperV.Tests.PowerShell;

public class EndpointTests
{
    [Fact]
    public void This_machine_is_local()
    {
        var endpoint = HyperVEndpoint.Parse(Site("local"), null);

        Assert.Null(endpoint.Destination);
        Assert.Null(endpoint.WinRm);
    }

    [Theory]
    [InlineData("ssh://admin@hv01", null, "admin@hv01", null, null)]
    [InlineData("ssh://hv01:2222", "CORP\\admin", "CORP\\admin@hv01", 2222, null)]
    [InlineData("ssh://CORP%5Cadmin@hv01?keyfile=/keys/hv%2001", null, "CORP\\admin@hv01", null, "/keys/hv 01")]
    public void An_address_of_ssh_is_taken_apart(string endpoint, string? user, string destination, int? port, string? key)
    {
        var parsed = HyperVEndpoint.Parse(Site(endpoint, user), null);

        Assert.Equal((destination, port, key), (parsed.Destination, parsed.Port, parsed.Key));
    }

    [Theory]
    [InlineData("winrm://hv01", "https://hv01:5986/wsman", false)]
    [InlineData("winrm://hv01:443?auth=basic", "https://hv01/wsman", true)]
    [InlineData("https://hv01/wsman", "https://hv01:5986/wsman", false)]
    [InlineData("https://hv01:5986/wsman?auth=negotiate", "https://hv01:5986/wsman", false)]
    public void An_address_of_WinRM_is_HTTPS_at_its_own_port(string endpoint, string address, bool isBasic)
    {
        var winRm = HyperVEndpoint.Parse(Site(endpoint, "CORP\\admin"), "secret").WinRm!;

        Assert.Equal(new Uri(address), winRm.Address);
        Assert.Equal(isBasic, winRm.IsBasic);
        Assert.Equal("CORP\\admin", winRm.User);
    }

    [Fact]
    public void Without_an_account_WinRM_takes_this_account_s_own_ticket()
    {
        WinRmEndpoint winRm = HyperVEndpoint.Parse(Site("winrm://hv01"), null).WinRm!;

        Assert.Null(winRm.Account);
        Assert.Null(winRm.User);
    }

    [Theory]
    [InlineData("local", "Barelane")]
    [InlineData("ssh://admin@hv01", "gpu.role-2")]
    public void A_restricted_session_is_entered_from_the_host_itself(string endpoint, string configuration) =>
        Assert.Equal(configuration, HyperVEndpoint.Parse(Site(endpoint) with { Configuration = configuration }, null).Configuration);

    [Theory]
    [InlineData("winrm://hv01", "Barelane", "PSRP")]
    [InlineData("local", "a b", "no name of a session configuration")]
    [InlineData("ssh://hv01", "x'; Stop-VM *", "no name of a session configuration")]
    public void A_restricted_session_that_cannot_be_reached_is_refused_with_the_reason(string endpoint, string configuration, string said) =>
        Assert.Contains(said, Assert.Throws<SiteException>(() => HyperVEndpoint.Parse(Site(endpoint) with { Configuration = configuration }, null)).Problem.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("http://hv01:5985/wsman", null, null, "HTTPS only")]
    [InlineData("hv01", null, null, "write 'local'")]
    [InlineData("qemu:///system", null, null, "write 'local'")]
    [InlineData("ftp://hv01", null, null, "'ftp' is not read")]
    [InlineData("ssh://hv01/system", null, null, "'/system' is no part of it")]
    [InlineData("ssh://hv01?port=3", null, null, "'port' is not read")]
    [InlineData("winrm://hv01?auth=credssp", "a", "b", "'auth=credssp' is not known")]
    [InlineData("winrm://hv01", "a", null, "'a' needs a 'password'")]
    [InlineData("winrm://hv01", null, "b", "without 'user'")]
    [InlineData("winrm://hv01?auth=basic", null, null, "needs 'user' and 'password'")]
    public void What_is_no_address_is_refused_with_the_reason(string endpoint, string? user, string? password, string reason)
    {
        var problem = Assert.Throws<SiteException>(() => HyperVEndpoint.Parse(Site(endpoint, user), password)).Problem;

        Assert.Equal("endpoint-invalid", problem.Code);
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
    }

    private static SiteSpec Site(string endpoint, string? user = null) => new() { Alias = "hv01", Hypervisor = Hypervisor.HyperV, Endpoint = endpoint, User = user };
}
