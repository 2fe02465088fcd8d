using Barelane.Kvm.Tests.Hosts;
using Barelane.Kvm.Tests.Trees;

namespace Barelane.Kvm.Tests.CommandLine;

/// <summary>What bad input gets: one clear message, the right exit code, and the host as it was. Which other class covers which case is listed in docs/reference/kvm.md.</summary>
public sealed class BadInputTests : IDisposable
{
    private const string Consents = "host-reboot,host-maintenance,vm-power-off,lose-live-migration,lose-snapshots,lose-suspend,lose-hot-add,host-console";
    private readonly KvmDesk _desk = new();

    public BadInputTests()
    {
        _desk.Tree.Gpu(driver: "nouveau");
        _desk.Host.Kernel.Knows(StepBench.Card, "nouveau").Knows(StepBench.Sound, "snd_hda_intel").Load("vfio-pci");
        _desk.Libvirt.Define("train-02", Domains.Q35());
        Wish("0000:01:00.0");
    }

    public void Dispose() => _desk.Dispose();

    [Theory]
    [InlineData("zz:01:00.0")]
    [InlineData("0000:01:00")]
    [InlineData("0000:01:40.0")]
    [InlineData("$(reboot)")]
    public void An_address_that_is_none_is_told_with_its_place_in_the_document(string address)
    {
        Wish(address);

        var answer = _desk.Run("plan").Ends(1);

        Assert.Contains("yaml:6:", answer.Error, StringComparison.Ordinal);
        Untouched();
    }

    [Fact]
    public void An_address_at_which_nothing_is_is_told_with_what_is_there()
    {
        Wish("0000:7f:00.0");

        var answer = _desk.Run("apply", "--consent", Consents).Ends(3);

        Assert.Contains("0000:7f:00.0", answer.Out, StringComparison.Ordinal);
        Untouched();
    }

    [Fact]
    public void A_group_that_changed_since_the_plan_was_made_makes_it_stale()
    {
        _desk.Run("plan", "--out", Saved).Ends(0);
        _desk.Tree.Function("0000:05:00.0", "15b3:1017", "20000", "mlx5_core", 6, "0000:00:01.0");

        var answer = _desk.Run("apply", "--plan", Saved, "--consent", Consents).Ends(6);

        Assert.Contains("Nothing was changed.", OneLine(answer.Error), StringComparison.Ordinal);
        Untouched();
    }

    [Fact]
    public void A_domain_that_was_defined_anew_since_the_plan_was_made_makes_it_stale()
    {
        _desk.Run("plan", "--out", Saved).Ends(0);
        _desk.Libvirt.Change(Vm, xml => xml.Replace("bus='0x00' slot='0x02' function='0x1'", "bus='0x00' slot='0x03' function='0x0'", StringComparison.Ordinal).Replace("index='2'", "index='7'", StringComparison.Ordinal));

        _desk.Run("apply", "--plan", Saved, "--consent", Consents).Ends(6);

        Untouched();
    }

    [Fact]
    public void A_domain_that_runs_since_the_plan_was_made_makes_it_stale()
    {
        _desk.Run("plan", "--out", Saved).Ends(0);
        _desk.Libvirt.Start(Vm);

        _desk.Run("apply", "--plan", Saved, "--consent", Consents).Ends(6);

        Untouched();
    }

    [Theory]
    [InlineData("internal error: process exited while connecting to monitor: unable to map backing store for guest RAM: No space left on device")]
    [InlineData("internal error: process exited while connecting to monitor: os_mem_prealloc: Insufficient free host memory pages available to allocate guest RAM")]
    [InlineData("internal error: qemu unexpectedly closed the monitor: vfio 0000:01:00.0: group 6 is not viable")]
    public void A_start_that_libvirt_refuses_a_full_shared_memory_among_them_is_told_in_its_words_and_the_vm_is_as_it_was(string words)
    {
        var before = _desk.Libvirt.Describe();
        _desk.Libvirt.Refuses = words;

        var answer = _desk.Run("apply", "--consent", Consents).Ends(5);

        Assert.Contains(words[(words.LastIndexOf(": ", StringComparison.Ordinal) + 2)..], OneLine(answer.Out + answer.Error), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Error, StringComparison.Ordinal);
        Assert.Equal(before, _desk.Libvirt.Describe());
        _desk.Libvirt.Refuses = null;
        _desk.Run("undo", "--consent", Consents).Ends(0);
        Assert.Equal("nouveau", _desk.Host.Kernel.DriverOf(StepBench.Card));
    }

    [Fact]
    public void An_unbind_that_never_comes_back_is_told_once_and_nothing_more_is_written_to_the_device_before_the_reboot()
    {
        _desk.Host.Kernel.Hangs = "/sys/bus/pci/drivers/nouveau/unbind";

        var answer = _desk.Run("apply", "--consent", Consents).Ends(5);
        var written = _desk.Host.Kernel.Log.Count;
        var again = _desk.Run("apply", "--consent", Consents);

        Assert.Contains("reboot", OneLine(answer.Out + answer.Error), StringComparison.OrdinalIgnoreCase);
        Assert.NotEqual(0, again.Code);
        Assert.True((again.Out + again.Error).Contains("reboot", StringComparison.OrdinalIgnoreCase), again.Out + again.Error);
        Assert.Equal(written, _desk.Host.Kernel.Log.Count);
        Assert.True(_desk.Tree.Files.Exists("/run/barelane/stuck/" + StepBench.Card).Value);
    }

    [Fact]
    public void A_card_that_draws_the_only_console_is_given_only_with_consent_to_that()
    {
        _desk.Tree.Attribute(StepBench.Card, "boot_vga", "1").Write("/proc/fb", "0 nouveaudrmfb");

        var refused = _desk.Run("apply", "--consent", Consents.Replace(",host-console", "", StringComparison.Ordinal)).Ends(3);
        Assert.Contains("host-console", refused.Error, StringComparison.Ordinal);
        Untouched();

        _desk.Run("apply", "--consent", Consents).Ends(0);
    }

    [Fact]
    public void A_device_that_the_host_boots_from_is_not_given()
    {
        _desk.Tree.Function("0000:02:00.0", "144d:a808", "10802", "nvme", 9, "0000:00:01.0").Write("/sys/devices/pci0000:00/0000:00:01.0/0000:02:00.0/nvme/nvme0/nvme0n1/nvme0n1p1/dev", "259:1")
            .Link("/sys/class/block/nvme0n1p1", "../../devices/pci0000:00/0000:00:01.0/0000:02:00.0/nvme/nvme0/nvme0n1/nvme0n1p1").Write("/proc/self/mountinfo", "22 1 259:1 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p1 rw");
        Wish("0000:02:00.0");

        var refused = _desk.Run("apply", "--consent", Consents).Ends(3);

        Assert.Contains("nvme0n1", refused.Out, StringComparison.Ordinal);
        Untouched();
    }

    private static Guid Vm => FakeLibvirt.IdOf("train-02");

    private string Saved => _desk.File + ".plan";

    private static string OneLine(string text) => string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private void Wish(string address) => _desk.Document($"assignments:\n  - {{ vm: rack7/train-02, gpu: {{ address: \"{address}\" }}, way: direct }}\n");

    private void Untouched()
    {
        Assert.Empty(_desk.Host.Kernel.Log);
        Assert.DoesNotContain(_desk.Host.Ran, r => !r.StartsWith("update-grub", StringComparison.Ordinal));
        Assert.DoesNotContain("barelane", _desk.Libvirt.XmlOf(Vm), StringComparison.Ordinal);
    }
}
