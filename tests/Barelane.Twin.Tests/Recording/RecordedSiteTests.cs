using Barelane.Twin.Building;
using Barelane.Twin.Recording;

namespace Barelane.Twin.Tests.Recording;

public sealed class RecordedSiteTests
{
    public static TheoryData<string> Names => [.. Scenarios.Names.Where(name => name != "fleet-1000")];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_site_written_and_read_again_is_the_same_site(string scenario)
    {
        var text = RecordedSiteJson.Write(Scenarios.Find(scenario)!);

        await using var first = await TwinServer.StartAsync(Scenarios.Find(scenario)!, cancellationToken: TestContext.Current.CancellationToken);
        await using var second = await TwinServer.StartAsync(RecordedSiteJson.Read(text), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(first.Site.Snapshot(), second.Site.Snapshot());
        Assert.Equal(text, RecordedSiteJson.Write(RecordedSiteJson.Read(text)));
    }

    [Fact]
    public void An_unknown_property_is_refused_by_name()
    {
        var error = Assert.Throws<FormatException>(() => RecordedSiteJson.Read("""{ "formatVersion": 1, "colour": "blue" }"""));

        Assert.Contains("colour", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_format_version_is_refused_with_both_numbers()
    {
        var error = Assert.Throws<FormatException>(() => RecordedSiteJson.Read("""{ "formatVersion": 7 }"""));

        Assert.Contains("'7'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'1'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vm_on_a_host_that_is_not_there_is_refused()
    {
        var site = new TwinSiteBuilder().Datacenter("dc1").Cluster("c").Host("esx-01").Vm("a", "esx-99").Build();

        var error = await Assert.ThrowsAsync<FormatException>(() => TwinServer.StartAsync(site));

        Assert.Contains("'esx-99'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assignments_of_a_record_are_there_with_their_backings_and_held_while_the_vm_runs()
    {
        await using var bench = await Bench.StartAsync(Bench.TwoHosts(vm =>
        {
            vm.PowerState = "poweredOn";
            vm.Assignments.Add(new RecordedAssignment { Address = Bench.Gpu });
            vm.Assignments.Add(new RecordedAssignment { AllowedDevices = { "10de:2235" } });
        }));

        var device = (await bench.Client.ReadAsync("VirtualMachine", bench.Vm().Ref.Id, "config.hardware.device[13000]"))!;
        var fault = await Bench.FaultAsync(() => bench.ReconfigureAsync(bench.AddDirect(Bench.SecondGpu) + "<memoryReservationLockedToMax>true</memoryReservationLockedToMax>", "web-03")
            .ContinueWith(_ => bench.PowerOnAsync("web-03"), TaskScheduler.Default).Unwrap());

        Assert.Equal("2235", device.Descendants(SdkClient.Vim + "deviceId").Single().Value);
        Assert.Contains("in use by the virtual machine 'render-01'", fault.Text, StringComparison.Ordinal);
    }
}
