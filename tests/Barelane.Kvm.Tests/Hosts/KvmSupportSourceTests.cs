using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Kvm.Inventory;
using Barelane.Kvm.Tests.Trees;

namespace Barelane.Kvm.Tests.Hosts;

public sealed class KvmSupportSourceTests
{
    [Fact]
    public async Task The_hosts_files_and_the_definitions_of_the_wanted_VMs_are_offered()
    {
        using var tree = new HostTree().Gpu().Write("/proc/cmdline", "quiet intel_iommu=on").Write("/etc/modprobe.d/vfio.conf", "options vfio-pci ids=10de:2235").Write("/etc/modprobe.d/README", "no");
        var libvirt = new FakeLibvirt().Domain("train-02", Domains.Q35(), isRunning: true).Domain("other", Domains.Q35("other"));
        var host = new SimulatedHost(tree, new FaultLine());
        var vm = new Vm { Ref = KvmIds.Vm(HostTree.MachineId, FakeLibvirt.IdOf("train-02")), Name = "train-02", Path = "train-02" };

        var offer = await new KvmSupportSource(tree.Files, host, libvirt).OfferAsync(new SupportScope { Vms = [vm] }, CancellationToken.None);

        var texts = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var text in offer.Texts)
        {
            texts[text.Path] = await text.ReadAsync(CancellationToken.None);
        }

        Assert.Equal("quiet intel_iommu=on\n", texts["files/proc/cmdline"]);
        Assert.Equal("# vfio.conf\noptions vfio-pci ids=10de:2235\n\n", texts["files/etc/modprobe.d.txt"]);
        Assert.Contains("<name>train-02</name>", texts["vms/train-02/domain.xml"], StringComparison.Ordinal);
        Assert.Contains("<name>train-02</name>", texts["vms/train-02/domain-running.xml"], StringComparison.Ordinal);
        Assert.DoesNotContain(texts.Keys, k => k.Contains("other", StringComparison.Ordinal));
        Assert.Null(texts["nvidia-smi.txt"]);
        Assert.Null(texts["vms/train-02/qemu.log"]);
        Assert.Contains(offer.ByHand, b => b.Contains("nvidia-bug-report.sh", StringComparison.Ordinal));
        Assert.All(host.Ran, r => Assert.StartsWith("update-grub", r, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_libvirt_that_refuses_fails_the_offer_with_its_own_words()
    {
        using var tree = new HostTree();
        var libvirt = new FakeLibvirt { Refusal = new Problem { Code = "refused", Message = "libvirt says no." } };

        var refused = await Assert.ThrowsAsync<SiteException>(() => new KvmSupportSource(tree.Files, new SimulatedHost(tree, new FaultLine()), libvirt).OfferAsync(new SupportScope(), CancellationToken.None));

        Assert.Equal("libvirt says no.", refused.Problem.Message);
    }
}
