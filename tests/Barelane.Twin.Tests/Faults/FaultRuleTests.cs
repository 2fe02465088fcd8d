using System.Net;
using System.Xml;
using Barelane.Twin.Faults;

namespace Barelane.Twin.Tests.Faults;

public sealed class FaultRuleTests
{
    [Fact]
    public async Task A_rule_skips_then_strikes_and_then_lets_go()
    {
        await using var bench = await Bench.StartAsync();
        bench.Site.Faults.Add(new FaultRule { Method = "CurrentTime", Skip = 1, Times = 2, FaultType = "SystemError", Message = "planted" });
        var outcomes = new List<string>();

        for (var i = 0; i < 4; i++)
        {
            var error = await Record.ExceptionAsync(() => bench.Client.CallAsync("CurrentTime", "ServiceInstance", "ServiceInstance"));
            outcomes.Add((error as SdkFaultException)?.Text ?? "fine");
        }

        Assert.Equal(["fine", "planted", "planted", "fine"], outcomes);
        Assert.Equal(2, bench.Site.Faults.Struck);
    }

    [Fact]
    public async Task A_rule_meets_only_the_object_it_names()
    {
        await using var bench = await Bench.StartAsync();
        bench.Site.Faults.Add(new FaultRule { Method = "PowerOnVM_Task", ObjectName = "web-03", FaultType = "InvalidState", Message = "no" });

        await bench.PowerOnAsync();
        var fault = await Bench.FaultAsync(() => bench.PowerOnAsync("web-03"));

        Assert.Equal("InvalidState", fault.Type);
    }

    [Fact]
    public async Task A_task_fault_lets_the_task_start_and_fail_with_nothing_done()
    {
        await using var bench = await Bench.StartAsync();
        bench.Site.Faults.Add(new FaultRule { Method = "PowerOnVM_Task", Action = FaultAction.TaskFault, FaultType = "GenericVmConfigFault", Message = "planted" });

        var fault = await Bench.FaultAsync(() => bench.PowerOnAsync());

        Assert.Equal("planted", fault.Text);
        Assert.Equal("planted", fault.Field("reason"));
        Assert.False(bench.Vm().IsPoweredOn);
    }

    [Fact]
    public async Task A_late_task_lands_after_its_caller_is_gone()
    {
        await using var bench = await Bench.StartAsync();
        bench.Site.Faults.Add(new FaultRule { Method = "ReconfigVM_Task", Action = FaultAction.TaskDelay, Delay = TimeSpan.FromMilliseconds(200) });

        await bench.Client.CallAsync("ReconfigVM_Task", "VirtualMachine", bench.Vm().Ref.Id, "<spec><memoryMB>2048</memoryMB></spec>");
        bench.Client.Dispose();
        await bench.UntilAsync(() => bench.Site.Vm("render-01").MemoryMib == 2048);

        Assert.Equal(2048, bench.Vm().MemoryMib);
    }

    [Fact]
    public async Task Unavailable_is_http_503_with_nothing_done()
    {
        await using var bench = await Bench.StartAsync();
        bench.Site.Faults.Add(new FaultRule { Method = "Logout", Action = FaultAction.Unavailable });

        using var response = await bench.Client.SendAsync("<Logout xmlns=\"urn:vim25\"><_this type=\"SessionManager\">SessionManager</_this></Logout>");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        await bench.Client.CallAsync("Logout", "SessionManager", "SessionManager");
    }

    [Theory]
    [InlineData(FaultAction.DropBefore, false)]
    [InlineData(FaultAction.DropAfter, true)]
    public async Task A_dropped_connection_leaves_the_call_undone_or_done(FaultAction action, bool done)
    {
        await using var bench = await Bench.StartAsync();
        bench.Site.Faults.Add(new FaultRule { Method = "UpdatePassthruConfig", Action = action });

        await Assert.ThrowsAsync<HttpRequestException>(() =>
            bench.PassthruAsync($"<config><id>{Bench.Gpu}</id><passthruEnabled>false</passthruEnabled></config>"));

        Assert.Equal(!done, bench.Site.Read(() => bench.Host().Device(Bench.Gpu)!.PassthruEnabled));
    }

    [Fact]
    public async Task A_held_answer_comes_late_for_a_call_that_was_carried_out()
    {
        await using var bench = await Bench.StartAsync();
        bench.Site.Faults.Add(new FaultRule { Method = "UpdatePassthruConfig", Action = FaultAction.HoldAnswer, Delay = TimeSpan.FromSeconds(1) });

        var answer = bench.PassthruAsync($"<config><id>{Bench.Gpu}</id><passthruEnabled>false</passthruEnabled></config>");
        var first = await Task.WhenAny(answer, Disabled());

        Assert.NotSame(answer, first);
        await answer;

        async Task Disabled()
        {
            while (bench.Site.Read(() => bench.Host().Device(Bench.Gpu)!.PassthruEnabled))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5), TestContext.Current.CancellationToken);
            }
        }
    }

    [Fact]
    public async Task Cut_xml_is_no_document()
    {
        await using var bench = await Bench.StartAsync();
        bench.Site.Faults.Add(new FaultRule { Method = "CurrentTime", Action = FaultAction.CutXml });

        await Assert.ThrowsAsync<XmlException>(() => bench.Client.CallAsync("CurrentTime", "ServiceInstance", "ServiceInstance"));
    }

    [Fact]
    public async Task An_entity_bomb_is_a_document_with_a_type_declaration()
    {
        await using var bench = await Bench.StartAsync();
        bench.Site.Faults.Add(new FaultRule { Method = "CurrentTime", Action = FaultAction.EntityBomb });

        using var response = await bench.Client.SendAsync("<CurrentTime xmlns=\"urn:vim25\"><_this type=\"ServiceInstance\">ServiceInstance</_this></CurrentTime>");

        Assert.Contains("<!DOCTYPE", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_are_counted_by_method()
    {
        await using var bench = await Bench.StartAsync();

        await bench.Client.CallAsync("CurrentTime", "ServiceInstance", "ServiceInstance");
        await bench.Client.CallAsync("CurrentTime", "ServiceInstance", "ServiceInstance");

        Assert.Equal(2, bench.Site.Calls["CurrentTime"]);
    }
}
