using Barelane.Kvm.Tests.Hosts;
using Barelane.Kvm.Tests.Trees;

namespace Barelane.Kvm.Tests.CommandLine;

/// <summary>The verbs around the life of a KVM host with slices: mediated devices, and virtual functions.</summary>
public sealed class SliceLifeTests : IDisposable
{
    private const string Consents = "host-reboot,host-maintenance,vm-power-off,lose-live-migration,lose-snapshots,lose-suspend,lose-hot-add,lose-backup,lose-fault-tolerance,lose-host-failover,lose-load-balancing,release";
    private const string Theirs = "83b8f4f2-509f-382f-3c1e-e6bfe0fa1001";
    private const string Type = "/sys/class/mdev_bus/mbochs/mdev_supported_types/mbochs-small";
    private readonly KvmDesk _desk = new();

    public SliceLifeTests()
    {
        _desk.Tree.Gpu(driver: "bochs-drm").Folder("/etc/mdevctl.d").Write(Type + "/name", "mbochs small").Write(Type + "/create", "").Write(Type + "/available_instances", "4")
            .Attribute(StepBench.Card, "sriov_totalvfs", "4").Attribute(StepBench.Card, "sriov_offset", "4").Attribute(StepBench.Card, "sriov_stride", "1")
            .Attribute(StepBench.Card, "sriov_vf_device", "20b5").Attribute(StepBench.Card, "sriov_numvfs", "0").Attribute(StepBench.Card, "sriov_drivers_autoprobe", "1");
        _desk.Host.Kernel.Knows(StepBench.Card, "bochs-drm").Knows(StepBench.Sound, "snd_hda_intel").Load("vfio-pci");
    }

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void A_mediated_slice_that_somebody_gave_by_hand_is_exported_adopted_and_kept_when_it_leaves_the_document()
    {
        _desk.Host.Kernel.Write(Type + "/create", Theirs);
        var vm = _desk.Libvirt.Define("train-02", Domains.Q35(devices: Domains.Mediated(Theirs, "02")), isRunning: true);
        File.WriteAllText(_desk.File, _desk.Type("export", "qemu:///system", "--name", "farm").Ends(0).Out);
        Assert.Contains("profile: mbochs-small", File.ReadAllText(_desk.File), StringComparison.Ordinal);

        _desk.Run("adopt").Ends(0);
        _desk.Run("plan", "--detailed-exitcode").Ends(0);
        _desk.Document("assignments: []\n");
        _desk.Run("apply", "--consent", Consents).Ends(0);

        Assert.True(_desk.Tree.Files.Exists("/sys/bus/mdev/devices/" + Theirs).Value);
        Assert.Contains(Theirs, _desk.Libvirt.XmlOf(vm), StringComparison.Ordinal);
        Assert.DoesNotContain("barelane:given", _desk.Libvirt.XmlOf(vm), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mbochs-small")]
    [InlineData("vf-10de:20b5")]
    public void A_host_is_drained_rebooted_and_returned_and_its_vm_runs_with_its_slice_as_before(string profile)
    {
        var vm = _desk.Libvirt.Define("train-02", Domains.Q35());
        _desk.Document($"assignments:\n  - {{ vm: rack7/train-02, gpu: {{ profile: \"{profile}\" }}, way: shared }}\n");
        _desk.Run("apply", "--consent", Consents).Ends(0);
        var running = _desk.Libvirt.Describe();
        var functions = _desk.Tree.Files.ReadBytes($"/sys/bus/pci/devices/{StepBench.Card}/sriov_numvfs").Value;

        _desk.Run("drain", "rack7", "--consent", Consents).Ends(0);
        Assert.Contains("train-02 off", _desk.Libvirt.Describe(), StringComparison.Ordinal);
        _desk.Host.Restart();
        _desk.Run("return", "rack7", "--consent", Consents).Ends(0);

        Assert.Equal(running, _desk.Libvirt.Describe());
        Assert.Equal(functions, _desk.Tree.Files.ReadBytes($"/sys/bus/pci/devices/{StepBench.Card}/sriov_numvfs").Value);
        _desk.Run("plan", "--detailed-exitcode").Ends(0);
        Assert.Contains("barelane:given", _desk.Libvirt.XmlOf(vm), StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_nothing_to_rebind_for_a_slice_and_that_is_said()
    {
        _desk.Libvirt.Define("train-02", Domains.Q35());
        _desk.Document("assignments:\n  - { vm: rack7/train-02, gpu: { profile: \"mbochs-small\" }, way: shared }\n");
        _desk.Run("apply", "--consent", Consents).Ends(0);

        Assert.Contains("there is nothing to rebind", _desk.Run("rebind").Ends(0).Error, StringComparison.Ordinal);
    }
}
