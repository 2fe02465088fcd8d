using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.Kvm.Tests;

public class KvmEndpointTests
{
    [Theory]
    [InlineData("qemu:///system", null, "qemu:///system", null, null, null)]
    [InlineData("qemu+ssh://root@rack7/system", null, "qemu+ssh://root@rack7/system?no_tty=1", "root@rack7", null, null)]
    [InlineData("qemu+ssh://rack7/system", null, "qemu+ssh://rack7/system?no_tty=1", "rack7", null, null)]
    [InlineData("qemu+ssh://rack7:2222/system", "root", "qemu+ssh://root@rack7:2222/system?no_tty=1", "root@rack7", 2222, null)]
    [InlineData("qemu+ssh://root@rack7/system?keyfile=/keys/a%20b", null, "qemu+ssh://root@rack7/system?no_tty=1&keyfile=%2Fkeys%2Fa%20b", "root@rack7", null, "/keys/a b")]
    public void An_address_is_read_for_libvirt_and_for_ssh(string address, string? user, string libvirt, string? destination, int? port, string? key)
    {
        var endpoint = KvmEndpoint.Parse(Site(address, user));

        Assert.Equal(new KvmEndpoint(libvirt, destination, port, key), endpoint);
    }

    [Theory]
    [InlineData("qemu+ssh:///system")]
    [InlineData("qemu://rack7/system")]
    [InlineData("qemu:///session")]
    [InlineData("qemu+tcp://rack7/system")]
    [InlineData("qemu+ssh://rack7/system?command=/tmp/x")]
    [InlineData("rack7")]
    public void What_is_no_address_of_a_KVM_host_is_refused_with_the_site_s_name(string address)
    {
        var refused = Assert.Throws<SiteException>(() => KvmEndpoint.Parse(Site(address, null)));

        Assert.Equal("endpoint-invalid", refused.Problem.Code);
        Assert.Contains("'rack7'", refused.Problem.Message, StringComparison.Ordinal);
    }

    private static SiteSpec Site(string address, string? user) => new() { Alias = "rack7", Hypervisor = Hypervisor.Kvm, Endpoint = address, User = user };
}
