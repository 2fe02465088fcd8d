using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Kvm.Inventory;
using Barelane.Kvm.Tests.Hosts;
using Barelane.TestKit.Conformance;

namespace Barelane.Kvm.Tests.Steps;

public sealed class VmActionTests : IDisposable
{
    private readonly StepBench _bench = new();

    private Step Give => StepBench.Step(
        StepKind.ConfigureVm, _bench.Vm, StepBench.Change($"hostdev:{StepBench.Card}", null, "managed at 0000:02:00.0"), StepBench.Change($"hostdev:{StepBench.Sound}", null, "managed at 0000:02:00.1"), StepBench.Change("mark:document", null, "farm"));

    private Step On => StepBench.Step(StepKind.PowerOnVm, _bench.Vm, StepBench.Change("power", "off", "on"));

    private Step Off => StepBench.Step(StepKind.PowerOffVm, _bench.Vm, StepBench.Change("power", "on", "off"));

    [Fact]
    public async Task Everything_about_a_VM_is_one_definition_and_going_back_gives_the_same_text()
    {
        var before = _bench.Libvirt.Describe();
        var progress = new RecordedProgress();

        Assert.Equal(StepOutcome.Done, (await _bench.RunAsync(Give, progress: progress)).Outcome);
        Assert.Equal(1, _bench.Line.Writes);
        Assert.StartsWith("define:", Assert.Single(progress.Handles).Id, StringComparison.Ordinal);
        Assert.Equal(StepOutcome.AlreadySo, (await _bench.RunAsync(Give)).Outcome);
        Assert.Equal(StepOutcome.Done, (await _bench.RunAsync(Give with { Changes = [.. Give.Changes.Select(c => new FieldChange(c.Field, c.After, null))] })).Outcome);

        Assert.Equal(Barelane.Kvm.Libvirt.XmlHash.Of(before[before.IndexOf('<', StringComparison.Ordinal)..]), Barelane.Kvm.Libvirt.XmlHash.Of(_bench.Libvirt.XmlOf(Guid.Parse(_bench.Vm.Id))));
    }

    [Fact]
    public async Task Managed_devices_go_to_the_VM_with_its_start_and_come_back_with_its_end()
    {
        await _bench.RunAsync(Give);

        Assert.Equal(StepOutcome.Done, (await _bench.RunAsync(On)).Outcome);
        Assert.Equal("vfio-pci", _bench.Host.Kernel.DriverOf(StepBench.Card));
        Assert.Equal(StepOutcome.AlreadySo, (await _bench.RunAsync(On)).Outcome);
        Assert.Equal(StepOutcome.Done, (await _bench.RunAsync(Off)).Outcome);
        Assert.Equal(("nouveau", "snd_hda_intel"), (_bench.Host.Kernel.DriverOf(StepBench.Card), _bench.Host.Kernel.DriverOf(StepBench.Sound)));
        Assert.Equal(StepOutcome.AlreadySo, (await _bench.RunAsync(Off)).Outcome);
    }

    [Fact]
    public async Task A_start_that_libvirt_refuses_is_failed_with_its_words()
    {
        await _bench.RunAsync(Give with { Changes = [StepBench.Change($"hostdev:{StepBench.Card}", null, "unmanaged at 0000:02:00.0")] });

        var result = await _bench.RunAsync(On);

        Assert.Equal((StepOutcome.Failed, "device-not-claimed"), (result.Outcome, result.Problem!.Code));
    }

    [Fact]
    public async Task A_guest_that_does_not_shut_down_loses_its_plug_only_with_consent()
    {
        await _bench.RunAsync(On);
        _bench.Libvirt.GuestsShutDown = false;

        var result = await _bench.RunAsync(Off, new HashSet<string> { ConsentNames.VmHardOff });

        Assert.Equal(StepOutcome.Done, result.Outcome);
        Assert.Equal(Barelane.Kvm.Libvirt.DomainState.Off, await _bench.Libvirt.StateAsync(Guid.Parse(_bench.Vm.Id), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_restore_point_is_made_once_and_taken_away()
    {
        var make = StepBench.Step(StepKind.RestorePoint, _bench.Vm, StepBench.Change("restore-point:before", null, "yes"));
        Assert.Equal(StepOutcome.Done, (await _bench.RunAsync(make)).Outcome);
        _bench.Probe.Values[(_bench.Vm, "restore-point:before")] = Observed.Read("yes");

        Assert.Equal(StepOutcome.AlreadySo, (await _bench.RunAsync(make)).Outcome);
        Assert.Equal(StepOutcome.Done, (await _bench.RunAsync(make with { Changes = [StepBench.Change("restore-point:before", "yes", null)] })).Outcome);
    }

    [Fact]
    public async Task Maintenance_is_a_file_with_the_run_in_it_and_a_reboot_needs_it()
    {
        var reboot = StepBench.Step(StepKind.RebootHost, StepBench.HostRef);
        var refused = await _bench.RunAsync(reboot);
        var enter = await _bench.RunAsync(StepBench.Step(StepKind.EnterMaintenance, StepBench.HostRef, StepBench.Change("maintenance", "off", "on")));
        var before = _bench.Tree.Files.ReadBytes("/proc/sys/kernel/random/boot_id").Value;
        var done = await _bench.RunAsync(reboot);
        var leave = await _bench.RunAsync(StepBench.Step(StepKind.LeaveMaintenance, StepBench.HostRef, StepBench.Change("maintenance", "on", "off")));

        Assert.Equal((StepOutcome.Failed, "not-in-maintenance"), (refused.Outcome, refused.Problem!.Code));
        Assert.Equal((StepOutcome.Done, StepOutcome.Done, StepOutcome.Done), (enter.Outcome, done.Outcome, leave.Outcome));
        Assert.NotEqual(before, _bench.Tree.Files.ReadBytes("/proc/sys/kernel/random/boot_id").Value);
        Assert.Equal(["systemctl reboot"], _bench.Host.Ran);
        Assert.False(_bench.Tree.Files.Exists("/var/lib/barelane/maintenance").Value);
    }

    [Fact]
    public async Task A_host_that_somebody_rebooted_since_is_not_rebooted_again_and_a_clock_set_right_is_no_reboot()
    {
        await _bench.RunAsync(StepBench.Step(StepKind.EnterMaintenance, StepBench.HostRef));
        var reboot = StepBench.Step(StepKind.RebootHost, StepBench.HostRef) with
        {
            Expectations = [new Predicate { Target = StepBench.HostRef, TargetName = "rack7", Field = Field.BootTime, Test = Barelane.Core.Plans.Test.ChangedFrom, Values = ["2026-03-01T12:00:00.0000000Z"] }],
        };
        _bench.Probe.Values[(StepBench.HostRef, "boot-time")] = Observed.Read("2026-03-01T12:00:01.0000000Z");
        Assert.Equal(StepOutcome.Done, (await _bench.RunAsync(reboot)).Outcome);
        _bench.Probe.Values[(StepBench.HostRef, "boot-time")] = Observed.Read("2026-03-01T12:10:00.0000000Z");

        Assert.Equal(StepOutcome.AlreadySo, (await _bench.RunAsync(reboot)).Outcome);
        Assert.Single(_bench.Host.Ran);
    }

    [Fact]
    public async Task A_site_without_libvirt_says_so_and_a_step_that_a_host_has_not_is_refused()
    {
        var executor = new Kvm.Steps.KvmStepExecutor(new Kvm.Steps.StepTools { Host = StepBench.HostRef, Files = _bench.Tree.Files, Control = _bench.Host, Probe = _bench.Probe, Time = TimeProvider.System });
        var context = new StepContext { Step = On, Run = "r", Deadline = TimeSpan.FromMinutes(1) };

        var without = await executor.ExecuteAsync(context, new RecordedProgress(), TestContext.Current.CancellationToken);
        var lacking = await _bench.RunAsync(StepBench.Step(StepKind.MoveVm, _bench.Vm));

        Assert.Equal((StepOutcome.Failed, "libvirt-missing"), (without.Outcome, without.Problem!.Code));
        Assert.Equal((StepOutcome.Failed, "unsupported-step"), (lacking.Outcome, lacking.Problem!.Code));
    }

    [Fact]
    public async Task Another_host_s_objects_are_not_found()
    {
        var elsewhere = KvmIds.Host("00000000000000000000000000000000");

        foreach (var step in (Step[])[Off with { Target = KvmIds.Vm(elsewhere.Id, Guid.Parse(_bench.Vm.Id)) }, StepBench.Step(StepKind.EnterMaintenance, elsewhere), StepBench.Claim() with { Target = ObjectRef.Device(elsewhere, PciAddress.Parse(StepBench.Card)) }])
        {
            var result = await _bench.RunAsync(step);
            Assert.Equal((StepOutcome.Failed, "not-found"), (result.Outcome, result.Problem!.Code));
        }

        Assert.Equal(0, _bench.Line.Writes);
    }

    public void Dispose() => _bench.Dispose();
}
