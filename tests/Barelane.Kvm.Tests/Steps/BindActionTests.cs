using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Core.Plans;
using Barelane.Kvm.Tests.Hosts;

namespace Barelane.Kvm.Tests.Steps;

public sealed class BindActionTests : IDisposable
{
    private readonly StepBench _bench = new();

    [Fact]
    public async Task A_card_goes_to_vfio_with_its_companions_and_overrides_come_before_any_unbind()
    {
        var result = await _bench.RunAsync(StepBench.Claim());

        Assert.Equal(StepOutcome.Done, result.Outcome);
        Assert.Equal(("vfio-pci", "vfio-pci"), (_bench.Host.Kernel.DriverOf(StepBench.Card), _bench.Host.Kernel.DriverOf(StepBench.Sound)));
        Assert.Equal(
        [
            "/sys/bus/pci/devices/0000:01:00.1/driver_override vfio-pci",
            "/sys/bus/pci/devices/0000:01:00.0/driver_override vfio-pci",
            "/sys/bus/pci/drivers/snd_hda_intel/unbind 0000:01:00.1",
            "/sys/bus/pci/drivers_probe 0000:01:00.1",
            "/sys/bus/pci/drivers/nouveau/unbind 0000:01:00.0",
            "/sys/bus/pci/drivers_probe 0000:01:00.0",
        ], _bench.Host.Kernel.Log);
        Assert.Equal(["modprobe vfio-pci"], _bench.Host.Ran);
    }

    [Fact]
    public async Task The_drivers_that_were_bound_before_come_back()
    {
        await _bench.RunAsync(StepBench.Claim());

        var result = await _bench.RunAsync(StepBench.Release());

        Assert.Equal(StepOutcome.Done, result.Outcome);
        Assert.Equal(("nouveau", "snd_hda_intel"), (_bench.Host.Kernel.DriverOf(StepBench.Card), _bench.Host.Kernel.DriverOf(StepBench.Sound)));
        Assert.Equal("(null)", _bench.Tree.Files.ReadBytes("/sys/bus/pci/devices/0000:01:00.0/driver_override").Map(b => System.Text.Encoding.ASCII.GetString(b).Trim()).Value);
    }

    [Fact]
    public async Task A_device_that_had_no_driver_ends_with_none()
    {
        await _bench.RunAsync(StepBench.Claim());

        await _bench.RunAsync(StepBench.Step(StepKind.ReleaseDevice, StepBench.Device(StepBench.Card), StepBench.Change("driver", "vfio-pci", null), StepBench.Change("driver-override", "vfio-pci", null)));

        Assert.Null(_bench.Host.Kernel.DriverOf(StepBench.Card));
    }

    [Fact]
    public async Task What_holds_already_is_not_written_again()
    {
        await _bench.RunAsync(StepBench.Claim());
        var writes = _bench.Line.Writes;

        var result = await _bench.RunAsync(StepBench.Claim());

        Assert.Equal((StepOutcome.AlreadySo, writes), (result.Outcome, _bench.Line.Writes));
    }

    [Fact]
    public async Task A_card_in_use_is_not_touched_and_its_users_are_named()
    {
        _bench.Probe.Values[(StepBench.Device(StepBench.Card), "users")] = Observed.Read("812:Xorg");

        var result = await _bench.RunAsync(StepBench.Claim());

        Assert.Equal((StepOutcome.Failed, "device-in-use"), (result.Outcome, result.Problem!.Code));
        Assert.Contains("812:Xorg", result.Problem.Message, StringComparison.Ordinal);
        Assert.Equal(0, _bench.Line.Writes);
    }

    [Fact]
    public async Task A_card_whose_users_could_not_be_seen_is_not_touched()
    {
        _bench.Probe.Values[(StepBench.Device(StepBench.Sound), "users")] = Observed<string>.Unreadable("The open files of 3 processes are seen by root only.");

        var result = await _bench.RunAsync(StepBench.Claim());

        Assert.Equal((StepOutcome.Failed, "users-unknown"), (result.Outcome, result.Problem!.Code));
        Assert.Equal(0, _bench.Line.Writes);
    }

    [Fact]
    public async Task An_unbind_that_never_comes_back_marks_the_device_and_nothing_more_is_written_to_it()
    {
        _bench.Host.Kernel.Hangs = "/sys/bus/pci/drivers/nouveau/unbind";

        var first = await _bench.RunAsync(StepBench.Claim());
        var settled = await _bench.SettleAsync(StepBench.Claim());
        var writes = _bench.Line.Writes;
        var back = await _bench.RunAsync(StepBench.Release());

        Assert.Equal((StepOutcome.Unknown, "device-stuck"), (first.Outcome, first.Problem!.Code));
        Assert.Contains("Reboot", first.Problem.Remedy, StringComparison.Ordinal);
        Assert.Equal((StepOutcome.Unknown, "device-stuck"), (settled.Outcome, settled.Problem!.Code));
        Assert.Equal((StepOutcome.Failed, "device-stuck"), (back.Outcome, back.Problem!.Code));
        Assert.Contains("run-1", back.Problem.Message, StringComparison.Ordinal);
        Assert.Equal(writes, _bench.Line.Writes);
        Assert.True(_bench.Tree.Files.Exists("/run/barelane/stuck/0000:01:00.0").Value);
    }

    [Fact]
    public async Task A_driver_that_takes_the_device_before_the_wanted_one_is_asked_off_and_the_wanted_one_bound_by_name()
    {
        await _bench.RunAsync(StepBench.Claim());
        _bench.Host.Kernel.Knows("0000:05:00.0", null);
        _bench.Host.Kernel.Load("nvidiafb");

        var result = await _bench.RunAsync(StepBench.Step(
            StepKind.ReleaseDevice, StepBench.Device(StepBench.Card), StepBench.Change("driver", "vfio-pci", "nvidiafb"), StepBench.Change("driver-override", "vfio-pci", "nvidiafb")));

        Assert.Equal((StepOutcome.Done, "nvidiafb"), (result.Outcome, _bench.Host.Kernel.DriverOf(StepBench.Card)));
    }

    [Fact]
    public async Task A_driver_that_does_not_take_the_device_back_leaves_the_outcome_open()
    {
        var result = await _bench.RunAsync(StepBench.Step(StepKind.ReleaseDevice, StepBench.Device(StepBench.Card), StepBench.Change("driver", "nouveau", "nvidia")));

        Assert.Equal(StepOutcome.Unknown, result.Outcome);
        Assert.Equal("not-found", result.Problem!.Code);
    }

    [Fact]
    public async Task What_is_set_for_the_boot_comes_with_the_unit_and_goes_with_it()
    {
        await _bench.RunAsync(StepBench.Claim(atBoot: true));

        Assert.Equal("id=10de:2204:10de:145a\ndriver=vfio-pci\n", Text("/etc/barelane/boot.d/0000:01:00.0"));
        Assert.Contains("ExecStart=/bin/sh /etc/barelane/boot.sh", Text("/etc/systemd/system/barelane-boot.service"), StringComparison.Ordinal);
        Assert.Contains("systemctl enable barelane-boot.service", _bench.Host.Ran);

        await _bench.RunAsync(StepBench.Release(atBoot: true));

        Assert.False(_bench.Tree.Files.Exists("/etc/barelane/boot.d/0000:01:00.0").Value);
        Assert.False(_bench.Tree.Files.Exists("/etc/systemd/system/barelane-boot.service").Value);
        Assert.False(_bench.Tree.Files.Exists("/etc/barelane/boot.sh").Value);
        Assert.Contains("systemctl disable barelane-boot.service", _bench.Host.Ran);
    }

    [Fact]
    public async Task A_boot_setting_that_was_made_for_another_card_is_not_overwritten()
    {
        _bench.Tree.Folder("/etc/barelane/boot.d").Write("/etc/barelane/boot.d/0000:01:00.0", "id=10de:1db4:10de:1212\ndriver=vfio-pci");

        var result = await _bench.RunAsync(StepBench.Step(StepKind.ClaimDevice, StepBench.Device(StepBench.Card), StepBench.Change("boot-driver", null, "vfio-pci")));

        Assert.Equal((StepOutcome.Failed, "wrong-state"), (result.Outcome, result.Problem!.Code));
        Assert.Contains("10de:1db4:10de:1212", result.Problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0000:07:00.0")]
    public async Task A_device_that_is_not_there_any_more_is_not_found(string address)
    {
        var result = await _bench.RunAsync(StepBench.Step(StepKind.ClaimDevice, StepBench.Device(address), StepBench.Change("driver", null, "vfio-pci")));

        Assert.Equal((StepOutcome.Failed, "not-found"), (result.Outcome, result.Problem!.Code));
    }

    [Fact]
    public async Task A_field_that_is_no_matter_of_drivers_is_refused_before_anything_is_written()
    {
        var result = await _bench.RunAsync(StepBench.Step(StepKind.ClaimDevice, StepBench.Device(StepBench.Card), StepBench.Change("label", null, "x"), StepBench.Change("driver", "nouveau", "vfio-pci")));

        Assert.Equal((StepOutcome.Failed, "unsupported-step"), (result.Outcome, result.Problem!.Code));
        Assert.Equal(0, _bench.Line.Writes);
    }

    public void Dispose() => _bench.Dispose();

    private string Text(string path) => _bench.Tree.Files.ReadBytes(path).Map(System.Text.Encoding.UTF8.GetString).Value;
}
