using Barelane.Kvm.Libvirt;

namespace Barelane.Kvm.Tests.Libvirt;

public class LibvirtProblemsTests
{
    [Theory]
    [InlineData(1, "internal error: qemu unexpectedly closed the monitor: vfio 0000:01:00.0: group 6 is not viable", "group-not-viable")]
    [InlineData(55, "Requested operation is not valid: PCI device 0000:01:00.0 is in use by driver QEMU, domain g", "device-in-use")]
    [InlineData(55, "Requested operation is not valid: domain is already running", "wrong-state")]
    [InlineData(67, "unsupported configuration: Unmanaged PCI device 0000:01:00.0 must be manually detached from the host", "definition-refused")]
    [InlineData(1, "internal error: Unmanaged PCI device 0000:01:00.0 must be manually detached from the host", "device-not-claimed")]
    [InlineData(1, "internal error: Non-endpoint PCI devices cannot be assigned to guests", "not-an-endpoint")]
    [InlineData(1, "Failed to set iommu for container: Operation not permitted", "no-interrupt-remapping")]
    [InlineData(1, "VFIO_MAP_DMA failed: Cannot allocate memory", "memory-not-pinned")]
    [InlineData(42, "Domain not found: no domain with matching uuid", "not-found")]
    [InlineData(38, "Cannot recv data: Connection reset by peer", "connection-lost")]
    [InlineData(1, "client socket is closed", "connection-lost")]
    [InlineData(86, "Guest agent is not responding: QEMU guest agent is not connected", "guest-not-asked")]
    [InlineData(29, "operation forbidden: read only access prevents virDomainDefineXML", "no-permission")]
    [InlineData(68, "Timed out during operation: cannot acquire state change lock", "busy")]
    [InlineData(3, "this function is not supported by the connection driver: virDomainQemuAgentCommand", "unsupported")]
    [InlineData(1, "something that nobody has seen", "refused")]
    public void What_libvirt_says_becomes_a_problem_with_its_own_words_in_it(int number, string words, string code)
    {
        var problem = LibvirtProblems.Of(new LibvirtError(number, words), "'train-02', starting it").Problem;

        Assert.Equal(code, problem.Code);
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
        Assert.StartsWith("'train-02', starting it:", problem.Message, StringComparison.Ordinal);
        Assert.Equal([$"libvirt error {number}"], problem.Evidence);
    }

    [Fact]
    public void A_missing_library_is_one_message_with_what_to_install()
    {
        var problem = LibvirtProblems.NoLibrary(new DllNotFoundException("libvirt.so.0")).Problem;

        Assert.Equal("libvirt-missing", problem.Code);
        Assert.Contains("libvirt0", problem.Remedy, StringComparison.Ordinal);
    }
}
