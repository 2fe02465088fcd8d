using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;
using Barelane.Twin;
using Barelane.Twin.Building;

namespace Barelane.VSphere.Tests.Inventory;

/// <summary>The connected site against the twin, which checks what it is asked for as strictly as a real server.</summary>
public class TwinInventoryTests
{
    private const string User = "administrator@vsphere.local";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cards_hosts_and_vms_of_the_demo_site_are_seen_as_they_are(bool systemIdIsUuid)
    {
        await using var twin = await TwinServer.StartAsync(Scenarios.Demo(), new TwinOptions { Switches = new TwinSwitches { SystemIdEqualsHardwareUuid = systemIdIsUuid } }, Token);
        await using var site = await ConnectAsync(twin);

        var inventory = await site.Source.ReadAsync(InspectScope.Whole, Token);

        var cluster = Assert.Single(inventory.Clusters);
        Assert.True(cluster.HostFailover.Value);
        var host = inventory.Hosts.Single(h => h.Name == "esx-02");
        Assert.Equal(cluster.Ref.Id, host.ClusterId);
        Assert.True(host.Iommu.Value);
        Assert.Equal(ObservedState.Inferred, host.Iommu.State);
        Assert.False(host.RebootPending.Value);
        Assert.True(host.BootTime.HasValue && host.RebindWithoutReboot.HasValue && host.AssignableHardware.Value);
        var gpu = Assert.Single(host.Gpus()).Main;
        Assert.Contains("A100", gpu.Name, StringComparison.Ordinal);
        Assert.Equal(DeviceState.HostOwned, gpu.State.Value);
        Assert.Equal("dc1/vm/train-02", inventory.Vms.Single(v => v.Name == "train-02").Path);
        Assert.True(inventory.Vms.Single(v => v.Name == "golden-linux").IsTemplate);
        Assert.Equal("bios", inventory.Vms.Single(v => v.Name == "legacy-09").Firmware.Value);
    }

    [Theory]
    [InlineData("lone-host")]
    [InlineData("old")]
    public async Task A_lone_host_and_an_old_server_are_read_without_a_refused_question(string scenario)
    {
        await using var twin = await TwinServer.StartAsync(Scenarios.Find(scenario)!, cancellationToken: Token);
        await using var site = await ConnectAsync(twin);

        var inventory = await site.Source.ReadAsync(InspectScope.Whole, Token);

        Assert.All(inventory.Hosts, h => Assert.NotEmpty(h.Devices));
        Assert.Equal(2, twin.Site.Calls["RetrievePropertiesEx"]); // one for VMs, one for hosts
        Assert.Equal(scenario != "lone-host", inventory.Site.ManagesFleet);
    }

    [Fact]
    public async Task A_plan_for_one_vm_takes_at_most_eight_round_trips_from_login_to_logout()
    {
        await using var twin = await TwinServer.StartAsync(Scenarios.Demo(), cancellationToken: Token);
        var site = await ConnectAsync(twin);
        var inventory = await site.Source.ReadAsync(new InspectScope { VmNames = ["render-01"], MarkedBy = "render-farm", WithCandidates = true }, Token);
        await site.CheckPrivilegesAsync([StepOn(StepKind.EnterMaintenance, inventory.Hosts[0].Ref)], Token);
        await site.DisposeAsync();

        Assert.Equal(3, inventory.Hosts.Count);
        Assert.InRange(twin.Site.Calls.Values.Sum(), 1, 8);
        Assert.Equal(1, twin.Site.Calls["Login"]);
    }

    [Fact]
    public async Task Fields_are_read_live_and_a_vm_that_is_not_there_is_said_to_be_absent()
    {
        await using var twin = await TwinServer.StartAsync(Scenarios.Demo(), cancellationToken: Token);
        await using var site = await ConnectAsync(twin);
        var inventory = await site.Source.ReadAsync(InspectScope.Whole, Token);
        var vm = inventory.Vms.Single(v => v.Name == "render-02");
        var host = inventory.Hosts.Single(h => h.Name == "esx-02");
        var card = host.Gpus().Single().Main.Ref;

        var values = await site.Probe.ReadAsync(
            [
                (vm.Ref, Field.Power), (vm.Ref, Field.Placement), (host.Ref, Field.Maintenance), (card, Field.DeviceState), (card, Field.Passthrough),
                (new ObjectRef(ObjectKind.Vm, vm.Ref.Site, "new:not-made"), Field.Exists), (new ObjectRef(ObjectKind.Vm, vm.Ref.Site, "new:render-02"), Field.Exists),
                (host.Ref, Field.FreeMemoryMiB),
            ],
            Token);

        Assert.Equal(["on", vm.Host!.Value.Id, "off", "hostowned", "off"], values.Take(5).Select(v => v.Value));
        Assert.Equal(ObservedState.Absent, values[5].State);
        Assert.Equal("yes", values[6].Value);
        Assert.True(values[7].HasValue);
    }

    [Fact]
    public async Task A_field_of_a_site_that_went_away_is_unreadable_with_the_reason()
    {
        var twin = await TwinServer.StartAsync(Scenarios.Demo(), cancellationToken: Token);
        await using var site = await ConnectAsync(twin);
        var vm = (await site.Source.ReadAsync(InspectScope.Whole, Token)).Vms[0];
        await twin.DisposeAsync();

        var value = Assert.Single(await site.Probe.ReadAsync([(vm.Ref, Field.Power)], Token));

        Assert.Equal(ObservedState.Unreadable, value.State);
        Assert.Contains("'dc1'", value.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_privilege_that_lacks_is_named_with_the_object_the_step_and_the_remedy()
    {
        var users = new[] { new TwinUser(User, "secret") { DeniedPrivileges = new HashSet<string> { "Host.Config.PciPassthru", "VirtualMachine.Config.RawDevice" } } };
        await using var twin = await TwinServer.StartAsync(Scenarios.Demo(), new TwinOptions { Users = users }, Token);
        await using var site = await ConnectAsync(twin);
        var inventory = await site.Source.ReadAsync(InspectScope.Whole, Token);
        var host = inventory.Hosts.Single(h => h.Name == "esx-02");
        var vm = inventory.Vms.Single(v => v.Name == "train-02");

        var findings = await site.CheckPrivilegesAsync(
            [
                StepOn(StepKind.EnterMaintenance, host.Ref), StepOn(StepKind.ClaimDevice, host.Gpus().Single().Main.Ref),
                StepOn(StepKind.ConfigureVm, vm.Ref) with { Changes = [new FieldChange(Field.Attached("dynamic 10de:20b5"), null, "1")] },
            ],
            Token);

        var missing = Assert.Single(findings, f => f.Blocks);
        Assert.Equal(Severity.Block, missing.Severity);
        Assert.Contains("'Host.Config.PciPassthru'", missing.Observed, StringComparison.Ordinal);
        Assert.Contains("Set-VIRole", missing.Remedy, StringComparison.Ordinal);
        var perhaps = Assert.Single(findings, f => !f.Blocks);
        Assert.Equal(Severity.Warn, perhaps.Severity);
        Assert.Contains("RawDevice", perhaps.Observed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_untrusted_certificate_is_a_problem_that_shows_the_thumbprint_to_pin()
    {
        await using var twin = await TwinServer.StartAsync(Scenarios.LoneHost(), cancellationToken: Token);

        var error = await Assert.ThrowsAsync<SiteException>(() => VSphereSite.ConnectAsync(Spec(twin) with { Certificate = null }, "secret", TimeProvider.System, Token));

        Assert.Equal("certificate-untrusted", error.Problem.Code);
        Assert.Contains(twin.Thumbprint, error.Problem.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static Task<VSphereSite> ConnectAsync(TwinServer twin) => VSphereSite.ConnectAsync(Spec(twin), "secret", TimeProvider.System, Token);

    private static SiteSpec Spec(TwinServer twin) =>
        new() { Alias = "dc1", Hypervisor = Hypervisor.VSphere, Endpoint = twin.Url.ToString(), User = User, Certificate = "sha256:" + twin.Thumbprint };

    private static Step StepOn(StepKind kind, ObjectRef target) => new() { Id = "s01", Kind = kind, Target = target, TargetName = "dc1/target", Unit = "u", Reason = "test" };
}
