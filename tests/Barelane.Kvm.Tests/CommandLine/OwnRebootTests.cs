using Barelane.Kvm.Tests.Hosts;
using Barelane.Kvm.Tests.Matrix;
using Barelane.Kvm.Tests.Trees;

namespace Barelane.Kvm.Tests.CommandLine;

/// <summary>A run that takes its own machine through a reboot, from the line that is typed to what systemd starts.</summary>
public sealed class OwnRebootTests : IDisposable
{
    private const string Consents = "host-reboot,host-maintenance,vm-power-off,lose-live-migration,lose-snapshots,lose-suspend,lose-hot-add";
    private readonly KvmDesk _desk = new();

    public OwnRebootTests()
    {
        _desk.Tree.Gpu(driver: "bochs-drm");
        _desk.Host.Kernel.Knows(StepBench.Card, "bochs-drm").Knows(StepBench.Sound, "snd_hda_intel").Load("vfio-pci");
        _desk.Libvirt.Define("train-02", Domains.Q35());
        KvmShapes.WithoutIommu(_desk.Tree, _desk.Host, _desk.Libvirt);
        _desk.Document("assignments:\n  - { vm: rack7/train-02, gpu: { address: \"0000:01:00.0\" }, way: direct }\n");

        // systemd takes the order, tells every program to stop, and goes down once they are gone.
        _desk.Host.RebootOrdered = () => _desk.Signals!.Request();
    }

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void After_the_reboot_of_its_own_machine_the_run_goes_on_by_itself_and_takes_its_unit_away()
    {
        Apply().Ends(130);
        var unit = Assert.Single(Systemd.Started(_desk.Tree));
        var words = Systemd.Words(Assert.Single(Systemd.Values(_desk.Tree, unit, "ExecStart")));

        _desk.Host.Reboot();
        _desk.Type(words.Skip(1)).Ends(0);

        Assert.StartsWith("/", words[0], StringComparison.Ordinal);
        Assert.Equal("resume", words[1]);
        Assert.Equal("on", State());
        Assert.Contains("<barelane:given", _desk.Libvirt.XmlOf(FakeLibvirt.IdOf("train-02")), StringComparison.Ordinal);
        Assert.False(_desk.Tree.Files.Exists("/var/lib/barelane/maintenance").Value);
        Assert.Empty(Systemd.Started(_desk.Tree));
        Assert.False(_desk.Tree.Files.Exists("/etc/systemd/system/" + unit).Value);
        Assert.Empty(_desk.Host.Violations);
    }

    [Fact]
    public void The_unit_holds_the_consents_that_were_given_and_full_paths()
    {
        Apply().Ends(130);

        var words = Systemd.Words(Assert.Single(Systemd.Values(_desk.Tree, Systemd.Started(_desk.Tree)[0], "ExecStart"))).ToList();

        Assert.Equal(_desk.File, words[words.IndexOf("--file") + 1]);
        Assert.Equal(_desk.Journal, words[words.IndexOf("--journal") + 1]);
        Assert.Equal(Consents.Split(',').Order(), words[words.IndexOf("--consent") + 1].Split(',').Order());
        Assert.Equal("rack7/web-03", words[words.IndexOf("--bystander") + 1]);
    }

    [Fact]
    public void A_plan_that_reboots_its_own_machine_says_what_comes_after_it()
    {
        Assert.Contains("goes on with the run after it", _desk.Run("plan", "--output", "json").Ends(0).Out, StringComparison.Ordinal);

        _desk.Tree.Remove("/run/systemd");

        var plan = OneLine(_desk.Run("plan").Ends(0).Out);
        Assert.Contains("nothing there goes on with the run after it", plan, StringComparison.Ordinal);
        Assert.Contains("Run 'barelane resume' yourself once the machine is up again.", plan, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_systemd_nothing_is_put_there_and_resume_goes_on_by_hand()
    {
        _desk.Tree.Remove("/run/systemd");

        Apply().Ends(130);
        Assert.Empty(Systemd.Started(_desk.Tree));
        _desk.Host.Reboot();

        _desk.Run("resume", "--consent", Consents, "--bystander", "rack7/web-03").Ends(0);
        Assert.Equal("on", State());
    }

    [Fact]
    public void A_run_on_another_machine_waits_for_its_reboot_and_leaves_no_unit()
    {
        _desk.IsHere = false;
        _desk.Host.RebootOrdered = null;

        Apply().Ends(0);

        Assert.Empty(Systemd.Started(_desk.Tree));
        Assert.DoesNotContain(_desk.Host.Ran, r => r.Contains("barelane-resume", StringComparison.Ordinal));
    }

    [Fact]
    public void A_machine_that_does_not_take_the_unit_is_not_rebooted()
    {
        _desk.Host.Refuses = "systemctl enable";

        var answer = Apply().Ends(5);

        Assert.Contains("Nothing was rebooted.", OneLine(answer.Out + answer.Error), StringComparison.Ordinal);
        Assert.DoesNotContain("systemctl reboot", _desk.Host.Ran);
    }

    [Fact]
    public void A_machine_that_refuses_the_reboot_keeps_no_unit()
    {
        _desk.Host.Refuses = "systemctl reboot";

        Apply().Ends(5);

        Assert.Contains(_desk.Host.Ran, r => r.StartsWith("systemctl enable barelane-resume-", StringComparison.Ordinal));
        Assert.Empty(Systemd.Started(_desk.Tree));
        Assert.DoesNotContain(_desk.Tree.Files.List("/etc/systemd/system").Or([]), n => n.StartsWith("barelane-resume-", StringComparison.Ordinal));
    }

    [Fact]
    public void Undo_takes_away_what_a_killed_run_left_to_go_on_with()
    {
        Apply().Ends(130);
        var unit = Systemd.Started(_desk.Tree)[0];
        _desk.Host.Reboot();

        // The undo takes the machine through a reboot as well, with a unit of its own.
        _desk.Run("undo", "--consent", Consents, "--bystander", "rack7/web-03").Ends(130);

        Assert.DoesNotContain(unit, Systemd.Started(_desk.Tree));
        Assert.NotEmpty(Systemd.Started(_desk.Tree));
    }

    [Fact]
    public void What_is_left_of_a_run_with_nothing_left_to_do_goes_too()
    {
        Apply().Ends(130);
        var unit = Systemd.Started(_desk.Tree)[0];
        var text = _desk.Tree.Files.ReadBytes("/etc/systemd/system/" + unit).Value;
        _desk.Host.Reboot();
        _desk.Run("resume", "--consent", Consents, "--bystander", "rack7/web-03").Ends(0);
        _desk.Tree.Bytes("/etc/systemd/system/" + unit, text).Link("/etc/systemd/system/multi-user.target.wants/" + unit, "../" + unit);

        _desk.Run("apply").Ends(0);

        Assert.Empty(Systemd.Started(_desk.Tree));
    }

    [Fact]
    public void A_unit_of_a_run_that_is_in_no_journal_here_is_left_alone()
    {
        const string Foreign = "barelane-resume-20260101-000000-abcd.service";
        _desk.Tree.Write("/etc/systemd/system/" + Foreign, "[Service]").Link("/etc/systemd/system/multi-user.target.wants/" + Foreign, "../" + Foreign);
        _desk.Host.RebootOrdered = null;

        Apply().Ends(0);

        Assert.Contains(Foreign, Systemd.Started(_desk.Tree));
    }

    [Fact]
    public void A_resume_that_is_refused_leaves_the_unit()
    {
        Apply().Ends(130);
        _desk.Host.Reboot();
        _desk.Host.User = "1000";

        _desk.Run("resume").Ends(3);

        Assert.Single(Systemd.Started(_desk.Tree));
    }

    private static string OneLine(string text) => string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private string State() => _desk.Libvirt.Describe(withRestorePoints: false).Split('\n')[0].Split(' ')[1];

    private KvmAnswer Apply() => _desk.Run("apply", "--consent", Consents, "--bystander", "rack7/web-03");
}
