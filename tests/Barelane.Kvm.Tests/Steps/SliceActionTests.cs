using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Core.Plans;
using Barelane.Kvm.Sysfs;
using Barelane.Kvm.Tests.Hosts;

namespace Barelane.Kvm.Tests.Steps;

public sealed class SliceActionTests : IDisposable
{
    private const string Uuid = "83b8f4f2-509f-382f-3c1e-e6bfe0fa1001";
    private const string Definition = "/etc/mdevctl.d/0000:01:00.0/" + Uuid;
    private readonly StepBench _bench = new();

    public SliceActionTests()
    {
        _bench.Tree.Write("/sys/class/mdev_bus/0000:01:00.0/mdev_supported_types/nvidia-558/create", "").Write("/sys/class/mdev_bus/0000:01:00.0/mdev_supported_types/nvidia-558/available_instances", "2");
        _bench.Tree.Attribute(StepBench.Card, "sriov_numvfs", "0").Attribute(StepBench.Card, "sriov_totalvfs", "7").Attribute(StepBench.Card, "sriov_drivers_autoprobe", "1");
    }

    [Fact]
    public async Task A_mediated_device_is_made_with_its_definition_and_both_go_again()
    {
        var cut = StepBench.Step(
            StepKind.CutSlice, StepBench.HostRef, StepBench.Change($"mdev-definition:{Uuid}", null, "0000:01:00.0 nvidia-558 auto"), StepBench.Change($"mdev:{Uuid}", null, "0000:01:00.0 nvidia-558"));

        Assert.Equal(StepOutcome.Done, (await _bench.RunAsync(cut)).Outcome);
        Assert.True(_bench.Tree.Files.Exists("/sys/bus/mdev/devices/" + Uuid).Value);
        Assert.Equal("{\"attrs\":[],\"mdev_type\":\"nvidia-558\",\"start\":\"auto\"}\n", Text(Definition));
        Assert.Equal($"/sys/class/mdev_bus/0000:01:00.0/mdev_supported_types/nvidia-558/create {Uuid}", _bench.Host.Kernel.Log[0]);
        Assert.Equal(StepOutcome.AlreadySo, (await _bench.RunAsync(cut)).Outcome);

        var back = StepBench.Step(StepKind.RemoveSlice, StepBench.HostRef, [.. cut.Changes.Select(c => new FieldChange(c.Field, c.After, c.Before))]);
        Assert.Equal(StepOutcome.Done, (await _bench.RunAsync(back)).Outcome);
        Assert.False(_bench.Tree.Files.Exists("/sys/bus/mdev/devices/" + Uuid).Value);
        Assert.False(_bench.Tree.Files.Exists(Definition).Value);
        Assert.Equal(StepOutcome.AlreadySo, (await _bench.RunAsync(back)).Outcome);
    }

    [Fact]
    public async Task What_somebody_else_wrote_into_a_definition_stays()
    {
        _bench.Tree.Write(Definition, "{\"mdev_type\":\"nvidia-557\",\"start\":\"manual\",\"attrs\":[{\"x\":\"1\"}]}");

        await _bench.RunAsync(StepBench.Step(StepKind.CutSlice, StepBench.HostRef, StepBench.Change($"mdev-definition:{Uuid}", "0000:01:00.0 nvidia-557 manual", "0000:01:00.0 nvidia-558 auto")));

        Assert.Equal("{\"mdev_type\":\"nvidia-558\",\"start\":\"auto\",\"attrs\":[{\"x\":\"1\"}]}\n", Text(Definition));
    }

    [Fact]
    public async Task A_card_without_room_refuses_and_nothing_is_defined()
    {
        _bench.Tree.Write("/sys/class/mdev_bus/0000:01:00.0/mdev_supported_types/nvidia-558/available_instances", "0");

        var result = await _bench.RunAsync(StepBench.Step(
            StepKind.CutSlice, StepBench.HostRef, StepBench.Change($"mdev:{Uuid}", null, "0000:01:00.0 nvidia-558"), StepBench.Change($"mdev-definition:{Uuid}", null, "0000:01:00.0 nvidia-558 auto")));

        Assert.Equal((StepOutcome.Failed, "no-capacity"), (result.Outcome, result.Problem!.Code));
        Assert.False(_bench.Tree.Files.Exists(Definition).Value);
    }

    [Theory]
    [InlineData("mdev:nonsense", "0000:01:00.0 nvidia-558")]
    [InlineData("mdev:83b8f4f2-509f-382f-3c1e-e6bfe0fa1001", "nvidia-558")]
    [InlineData("mdev:83b8f4f2-509f-382f-3c1e-e6bfe0fa1001", "../../x nvidia-558")]
    [InlineData("mdev:83b8f4f2-509f-382f-3c1e-e6bfe0fa1001", ".. nvidia-558")]
    public async Task What_is_no_name_of_the_kernel_reaches_no_path(string field, string value)
    {
        var result = await _bench.RunAsync(StepBench.Step(StepKind.CutSlice, StepBench.HostRef, StepBench.Change(field, null, value)));

        Assert.Equal((StepOutcome.Failed, "field-invalid"), (result.Outcome, result.Problem!.Code));
        Assert.Equal(0, _bench.Line.Writes);
    }

    [Fact]
    public async Task Virtual_functions_are_made_without_the_host_s_drivers_and_changed_through_none()
    {
        await _bench.RunAsync(Functions("0", "4"));
        await _bench.RunAsync(Functions("4", "2"));
        await _bench.RunAsync(Functions("2", "0"));

        var at = "/sys/bus/pci/devices/0000:01:00.0/";
        Assert.Equal(
            [$"{at}sriov_drivers_autoprobe 0", $"{at}sriov_numvfs 4", $"{at}sriov_numvfs 0", $"{at}sriov_drivers_autoprobe 0", $"{at}sriov_numvfs 2", $"{at}sriov_numvfs 0", $"{at}sriov_drivers_autoprobe 1"],
            _bench.Host.Kernel.Log);
    }

    [Fact]
    public async Task Virtual_functions_that_somebody_made_meanwhile_are_left_alone()
    {
        _bench.Tree.Attribute(StepBench.Card, "sriov_numvfs", "3");

        var result = await _bench.RunAsync(Functions("0", "4"));

        Assert.Equal((StepOutcome.Failed, "concurrent-change"), (result.Outcome, result.Problem!.Code));
        Assert.Equal(0, _bench.Line.Writes);
    }

    [Fact]
    public async Task A_vGPU_type_is_set_and_unset()
    {
        _bench.Tree.Attribute(StepBench.Card, "nvidia/current_vgpu_type", "0");

        await _bench.RunAsync(StepBench.Step(StepKind.CutSlice, StepBench.Device(StepBench.Card), StepBench.Change("vgpu-type", null, "1155")));
        Assert.Equal("1155", Text("/sys/bus/pci/devices/0000:01:00.0/nvidia/current_vgpu_type").Trim());
        await _bench.RunAsync(StepBench.Step(StepKind.RemoveSlice, StepBench.Device(StepBench.Card), StepBench.Change("vgpu-type", "1155", null)));

        Assert.Equal("0", Text("/sys/bus/pci/devices/0000:01:00.0/nvidia/current_vgpu_type").Trim());
    }

    [Fact]
    public async Task Nvidias_functions_are_made_and_taken_away_by_its_tool_alone()
    {
        OnNvidia();
        _bench.Host.Programs.Add(NvidiaFunctions.Tool);

        Assert.Equal(StepOutcome.Done, (await _bench.RunAsync(Functions("0", "7"))).Outcome);
        Assert.Equal(StepOutcome.AlreadySo, (await _bench.RunAsync(Functions("0", "7"))).Outcome);
        Assert.Equal(StepOutcome.Done, (await _bench.RunAsync(Functions("7", "0"))).Outcome);

        Assert.Equal([$"{NvidiaFunctions.Tool} -e {StepBench.Card}", $"{NvidiaFunctions.Tool} -d {StepBench.Card}"], _bench.Host.Ran.Where(r => r.StartsWith(NvidiaFunctions.Tool, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Without_the_tool_nothing_is_written_to_nvidias_card()
    {
        OnNvidia();

        var result = await _bench.RunAsync(Functions("0", "7"));

        Assert.Equal((StepOutcome.Failed, "unsupported"), (result.Outcome, result.Problem!.Code));
        Assert.Equal(0, _bench.Line.Writes);
    }

    [Theory]
    [InlineData("1234:Xorg", false)]
    [InlineData("1234:Xorg,77:nvidia-vgpu-mgr", false)]
    [InlineData("76:nvidia-vgpud,77:nvidia-vgpu-mgr", true)]
    public async Task The_tool_unbinds_the_card_so_nobody_but_its_own_services_may_use_it(string users, bool runs)
    {
        OnNvidia();
        _bench.Host.Programs.Add(NvidiaFunctions.Tool);
        _bench.Probe.Values[(StepBench.Device(StepBench.Card), "users")] = Observed.Read(users);

        var result = await _bench.RunAsync(Functions("0", "7"));

        Assert.Equal(runs ? StepOutcome.Done : StepOutcome.Failed, result.Outcome);
        Assert.Equal(runs, _bench.Host.Ran.Contains($"{NvidiaFunctions.Tool} -e {StepBench.Card}"));
    }

    public void Dispose() => _bench.Dispose();

    private void OnNvidia() => _bench.Host.Kernel.Knows(StepBench.Card, "nvidia");

    private static Step Functions(string before, string after) =>
        StepBench.Step(after == "0" ? StepKind.RemoveSlice : StepKind.CutSlice, StepBench.Device(StepBench.Card), StepBench.Change("virtual-functions", before, after));

    private string Text(string path) => _bench.Tree.Files.ReadBytes(path).Map(System.Text.Encoding.UTF8.GetString).Value;
}
