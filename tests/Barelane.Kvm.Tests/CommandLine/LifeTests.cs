using Barelane.Kvm.Tests.Hosts;
using Barelane.Kvm.Tests.Trees;

namespace Barelane.Kvm.Tests.CommandLine;

/// <summary>The verbs around the life of a KVM host, as they are typed: what is there is exported and adopted, a host is drained and returned, a VM is rebound.</summary>
public sealed class LifeTests : IDisposable
{
    private const string Consents = "host-reboot,host-maintenance,vm-power-off,lose-live-migration,lose-snapshots,lose-suspend,lose-hot-add,lose-backup,lose-fault-tolerance,lose-host-failover,lose-load-balancing,release";
    private static readonly string ByHand = Domains.Hostdev(StepBench.Card, "0000:02:00.0") + Domains.Hostdev(StepBench.Sound, "0000:02:00.1");
    private readonly KvmDesk _desk = new();

    public LifeTests()
    {
        _desk.Tree.Gpu(driver: "bochs-drm");
        _desk.Host.Kernel.Knows(StepBench.Card, "bochs-drm").Knows(StepBench.Sound, "snd_hda_intel").Load("vfio-pci");
    }

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void A_vm_that_somebody_gave_a_card_by_hand_is_exported_adopted_and_changed_in_nothing_but_its_mark()
    {
        var vm = _desk.Libvirt.Define("train-02", Domains.Q35(devices: ByHand));
        var before = _desk.Libvirt.XmlOf(vm);

        var exported = _desk.Type("export", "qemu:///system", "--name", "farm").Ends(0);
        Assert.Empty(exported.Error);
        Assert.Contains("0000:01:00.0", exported.Out, StringComparison.Ordinal);
        File.WriteAllText(_desk.File, exported.Out);
        _desk.Run("adopt").Ends(0);

        Assert.Contains("<barelane:given", _desk.Libvirt.XmlOf(vm), StringComparison.Ordinal);
        Assert.Equal(2, _desk.Libvirt.XmlOf(vm).Split("<hostdev").Length - 1);
        Assert.Empty(_desk.Host.Kernel.Log);
        _desk.Run("adopt").Ends(0);
        _desk.Run("undo").Ends(0);
        Assert.True(System.Xml.Linq.XNode.DeepEquals(System.Xml.Linq.XElement.Parse(before), System.Xml.Linq.XElement.Parse(_desk.Libvirt.XmlOf(vm))), _desk.Libvirt.XmlOf(vm));
    }

    [Fact]
    public void What_was_exported_and_adopted_needs_nothing_to_be_applied_and_keeps_the_card_that_Barelane_did_not_give_when_it_leaves_the_document()
    {
        var vm = _desk.Libvirt.Define("train-02", Domains.Q35(devices: ByHand, cpu: "<cpu mode='host-passthrough' check='none'><maxphysaddr mode='passthrough'/></cpu>"));
        _desk.Libvirt.Start(vm);
        File.WriteAllText(_desk.File, _desk.Type("export", "qemu:///system", "--name", "farm").Ends(0).Out);
        _desk.Run("adopt").Ends(0);

        _desk.Run("plan", "--detailed-exitcode").Ends(0);
        _desk.Document("assignments: []\n");
        Assert.Contains("leaves this document's care and keeps", _desk.Run("plan").Ends(0).Out.ReplaceLineEndings(" "), StringComparison.Ordinal);
        _desk.Run("apply", "--consent", Consents).Ends(0);

        Assert.DoesNotContain("barelane:given", _desk.Libvirt.XmlOf(vm), StringComparison.Ordinal);
        Assert.Equal(2, _desk.Libvirt.XmlOf(vm).Split("<hostdev").Length - 1);
    }

    [Fact]
    public void A_host_is_drained_and_returned_and_its_vm_runs_with_its_card_as_before()
    {
        var vm = Given();
        var running = _desk.Libvirt.Describe();

        _desk.Run("drain", "rack7", "--consent", Consents).Ends(0);
        Assert.Contains("train-02 off", _desk.Libvirt.Describe(), StringComparison.Ordinal);
        Assert.True(_desk.Tree.Files.Exists("/var/lib/barelane/maintenance").Value);
        Assert.Equal("bochs-drm", _desk.Host.Kernel.DriverOf(StepBench.Card));
        _desk.Host.Restart();
        _desk.Run("return", "rack7", "--consent", Consents).Ends(0);

        Assert.Equal(running, _desk.Libvirt.Describe());
        Assert.False(_desk.Tree.Files.Exists("/var/lib/barelane/maintenance").Value);
        Assert.Equal("vfio-pci", _desk.Host.Kernel.DriverOf(StepBench.Card));
        _desk.Run("plan", "--detailed-exitcode").Ends(0);
        Assert.Contains("barelane:given", _desk.Libvirt.XmlOf(vm), StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_that_was_not_drained_is_not_returned()
    {
        Given();

        Assert.Contains("knows no drain of", _desk.Run("return", "rack7").Ends(1).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vm_is_pointed_at_its_card_again_after_the_card_moved_to_another_slot()
    {
        var vm = Given();
        _desk.Libvirt.StopAll();
        Move("0000:01:00", "0000:41:00", 17);

        _desk.Run("rebind", "--plan-only").Ends(2);
        _desk.Run("rebind", "--consent", Consents).Ends(0);

        var xml = System.Xml.Linq.XElement.Parse(_desk.Libvirt.XmlOf(vm)).ToString();
        Assert.Contains("bus=\"0x41\" slot=\"0x00\" function=\"0x0\"", xml, StringComparison.Ordinal);
        Assert.Contains("bus=\"0x41\" slot=\"0x00\" function=\"0x1\"", xml, StringComparison.Ordinal);
        Assert.DoesNotContain("<address domain=\"0x0000\" bus=\"0x01\" slot=\"0x00\" function=\"0x1\"", xml, StringComparison.Ordinal);
        Assert.Equal(2, xml.Split("<hostdev").Length - 1);
        Assert.Contains("there is nothing to rebind", _desk.Run("rebind").Ends(0).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vm_is_not_pointed_at_one_of_two_cards_that_could_be_meant()
    {
        Given();
        _desk.Libvirt.StopAll();
        Move("0000:01:00", "0000:41:00", 17);
        _desk.Tree.Gpu("0000:42:00", 18, "bochs-drm");

        var answer = _desk.Run("rebind", "--consent", Consents).Ends(3);

        Assert.Contains("REBIND-CARD-001", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vm_that_points_at_a_card_that_is_gone_is_reported()
    {
        Given();
        _desk.Libvirt.StopAll();
        Take("0000:01:00");
        _desk.Tree.Function("0000:43:00.0", "1002:73bf", "30000", "amdgpu", 19, "0000:00:01.0");

        Assert.Contains("0000:01:00.0", _desk.Type("inspect", "--file", _desk.File).Ends(0).Out, StringComparison.Ordinal);
        _desk.Run("rebind").Ends(3);
    }

    private Guid Given()
    {
        var vm = _desk.Libvirt.Define("train-02", Domains.Q35());
        _desk.Document("assignments:\n  - { vm: rack7/train-02, gpu: { model: \"GeForce RTX 3090\" }, way: direct }\n");
        _desk.Run("apply", "--consent", Consents).Ends(0);
        return vm;
    }

    private void Take(string slot)
    {
        foreach (var function in (string[])[slot + ".0", slot + ".1"])
        {
            _desk.Tree.Remove("/sys/bus/pci/devices/" + function).Remove("/sys/devices/pci0000:00/0000:00:01.0/" + function).Remove("/sys/kernel/iommu_groups/6");
        }
    }

    private void Move(string from, string to, int group)
    {
        Take(from);
        _desk.Tree.Gpu(to, group, "bochs-drm");
        _desk.Host.Kernel.Knows(to + ".0", "bochs-drm").Knows(to + ".1", "snd_hda_intel");
    }
}
