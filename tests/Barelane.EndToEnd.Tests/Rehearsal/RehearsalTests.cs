using Barelane.Cli.Rehearsal;
using Barelane.Core.Goals;
using Barelane.Core.Plans;
using Barelane.Rendering.Text;
using Barelane.Twin.Faults;
using Barelane.Twin.Recording;

namespace Barelane.EndToEnd.Tests.Rehearsal;

public sealed class RehearsalTests
{
    [Fact]
    public async Task A_sound_site_comes_through_with_a_reboot_in_every_position()
    {
        var report = await Rehearser.RunAsync(RehearsalSites.Request(RehearsalSites.Base()), TestContext.Current.CancellationToken);

        Assert.True(report.End == RehearsalEnd.Passed, Text(report));
        Assert.Equal(0, report.ExitCode);
        Assert.Contains(report.Positions[0].Steps, s => s.Kind == StepKind.RebootHost);
        Assert.NotEmpty(report.Positions[0].UndoSteps);
        Assert.Contains(report.Positions, p => p.Position.Name == "PassthroughCopyLags=true");
        Assert.Contains(report.Positions, p => p.Position.Name == "EmptyExtraConfigDeletes=false");
        Assert.Contains("--consent host-reboot", report.Positions[0].MissingConsents);
    }

    [Fact]
    public async Task A_card_that_is_ready_comes_through_without_a_reboot()
    {
        var report = await Rehearser.RunAsync(RehearsalSites.Request(RehearsalSites.Ready()), TestContext.Current.CancellationToken);

        Assert.True(report.End == RehearsalEnd.Passed, Text(report));
        Assert.DoesNotContain(report.Positions[0].Steps, s => s.Kind == StepKind.RebootHost);
    }

    [Fact]
    public async Task A_slice_comes_through()
    {
        var report = await Rehearser.RunAsync(RehearsalSites.Request(RehearsalSites.Shared(), RehearsalSites.Slice()), TestContext.Current.CancellationToken);

        Assert.True(report.End == RehearsalEnd.Passed, Text(report));
    }

    [Fact]
    public async Task A_VM_that_runs_beside_the_card_with_a_device_of_its_own_is_powered_off_and_on_again()
    {
        var site = RehearsalSites.Base();
        var port = site.Host("esx-01").Devices.Single(d => d.Address == "0000:17:00.1");
        (port.PassthruEnabled, port.PassthruActive) = (true, true);
        var web = site.Vm("web-03");
        web.Assignments.Add(new RecordedAssignment { Address = port.Address });
        (web.MemoryReservationMib, web.MemoryReservationLocked) = (web.MemoryMib, true);

        var report = await Rehearser.RunAsync(RehearsalSites.Request(site), TestContext.Current.CancellationToken);

        Assert.True(report.End == RehearsalEnd.Passed, Text(report));
        Assert.Contains(report.Positions[0].Steps, s => s.Kind == StepKind.PowerOffVm && s.Target == "dc1/web-03");
    }

    [Fact]
    public async Task A_session_that_expires_in_the_middle_is_survived()
    {
        var request = RehearsalSites.Request(RehearsalSites.Ready()) with
        {
            Prepare = site => site.Faults.Add(new FaultRule { Method = "ReconfigVM_Task", Action = FaultAction.ExpireSession }),
        };

        var report = await Rehearser.RunAsync(request, TestContext.Current.CancellationToken);

        Assert.True(report.End == RehearsalEnd.Passed, Text(report));
    }

    [Fact]
    public async Task An_upgrade_of_virtual_hardware_is_said_to_have_no_way_back_and_all_else_is_compared()
    {
        var site = RehearsalSites.Ready();
        site.Vm("render-01").HardwareVersion = "vmx-13";

        var report = await Rehearser.RunAsync(
            RehearsalSites.Request(site, RehearsalSites.Direct(WayVariant.DirectByDescription)), TestContext.Current.CancellationToken);

        Assert.True(report.End == RehearsalEnd.Passed, Text(report));
        Assert.Contains(report.Positions[0].Left, l => l.Contains("no way back", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_plan_that_differs_from_the_live_one_fails_in_the_plan()
    {
        var live = new Plan { Tool = "test", Document = "farm", Verb = "apply", Sites = [] };

        var report = await Rehearser.RunAsync(RehearsalSites.Request(RehearsalSites.Ready()) with { Live = live }, TestContext.Current.CancellationToken);

        Assert.Equal(RehearsalPhase.Plan, report.FirstBad?.Failure?.Phase);
        Assert.Contains(report.FirstBad!.Failure!.Evidence, e => e.StartsWith("step new: ConfigureVm", StringComparison.Ordinal));
    }

    private static string Text(RehearsalReport report) => RehearsalText.Render(report, new TextLook(200, false));
}
