using System.Xml.Linq;
using Barelane.Twin.Building;
using Barelane.Twin.Faults;

namespace Barelane.Twin.Tests.Collecting;

public sealed class CollectorTests
{
    private const string Collector = "propertyCollector";

    [Fact]
    public async Task Pages_hold_no_more_than_asked_for_and_end_without_a_token()
    {
        await using var bench = await Bench.StartAsync(Scenarios.Fleet(7, 0));
        var sizes = new List<int>();

        var page = await RetrieveHostsAsync(bench, "<options><maxObjects>3</maxObjects></options>");
        while (true)
        {
            sizes.Add(page.Descendants(SdkClient.Vim + "objects").Count());
            if (page.Descendants(SdkClient.Vim + "token").SingleOrDefault() is not { } token)
            {
                break;
            }

            page = await bench.Client.CallAsync("ContinueRetrievePropertiesEx", "PropertyCollector", Collector, $"<token>{token.Value}</token>");
        }

        Assert.Equal([3, 3, 1], sizes);
    }

    [Fact]
    public async Task A_token_holds_once()
    {
        await using var bench = await Bench.StartAsync(Scenarios.Fleet(3, 0));
        var page = await RetrieveHostsAsync(bench, "<options><maxObjects>2</maxObjects></options>");
        var token = page.Descendants(SdkClient.Vim + "token").Single().Value;

        await bench.Client.CallAsync("ContinueRetrievePropertiesEx", "PropertyCollector", Collector, $"<token>{token}</token>");
        var fault = await Bench.FaultAsync(() =>
            bench.Client.CallAsync("ContinueRetrievePropertiesEx", "PropertyCollector", Collector, $"<token>{token}</token>"));

        Assert.Equal("InvalidArgument", fault.Type);
    }

    [Fact]
    public async Task Nothing_selected_is_an_empty_response()
    {
        await using var bench = await Bench.StartAsync(Scenarios.Fleet(0, 0));

        Assert.Empty((await RetrieveHostsAsync(bench, "<options/>")).Elements());
    }

    [Theory]
    [InlineData("config.extraConfig[\"pciPassthru.64bitMMIOSizeGB\"].value", "128")]
    [InlineData("config.hardware.numCPU", "4")]
    [InlineData("config.hardware.device[1000].busNumber", "0")]
    [InlineData("summary.runtime.powerState", "poweredOff")]
    public async Task A_nested_path_gives_the_value_alone(string path, string expected)
    {
        await using var bench = await Bench.StartAsync();

        Assert.Equal(expected, (await bench.Client.ReadAsync("VirtualMachine", bench.Vm().Ref.Id, path))!.Value);
    }

    [Fact]
    public async Task A_property_that_is_not_set_is_left_out_and_one_that_is_unknown_is_a_fault()
    {
        await using var bench = await Bench.StartAsync();
        var vm = bench.Vm().Ref.Id;

        Assert.Null(await bench.Client.ReadAsync("VirtualMachine", vm, "snapshot"));
        Assert.Equal("InvalidProperty", (await Bench.FaultAsync(() => bench.Client.ReadAsync("VirtualMachine", vm, "config.colour"))).Type);
    }

    [Fact]
    public async Task An_unreadable_property_is_missing_with_its_fault_and_the_rest_is_there()
    {
        await using var bench = await Bench.StartAsync();
        bench.Site.Faults.Add(new FaultRule
        {
            Action = FaultAction.Unreadable,
            ObjectName = "esx-01",
            Property = "config.pciPassthruInfo",
            FaultType = "NoPermission",
            Times = null,
        });

        var hosts = await RetrieveHostsAsync(bench, "<options/>", "config.pciPassthruInfo");

        var missing = Assert.Single(hosts.Descendants(SdkClient.Vim + "missingSet"));
        Assert.Equal("config.pciPassthruInfo", missing.Element(SdkClient.Vim + "path")!.Value);
        Assert.Contains("NoPermission", missing.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, hosts.Descendants(SdkClient.Vim + "objects").Count());
    }

    [Fact]
    public async Task Traversals_may_refer_to_each_other_by_name()
    {
        await using var bench = await Bench.StartAsync();

        var response = await bench.Client.CallAsync("RetrievePropertiesEx", "PropertyCollector", Collector,
            "<specSet><propSet><type>HostSystem</type><pathSet>name</pathSet></propSet><objectSet><obj type=\"Folder\">group-d1</obj><skip>true</skip>"
            + Traversal("folders", "Folder", "childEntity", "folders", "datacenters", "hosts")
            + Traversal("datacenters", "Datacenter", "hostFolder", "folders") + Traversal("hosts", "ComputeResource", "host")
            + "</objectSet></specSet><options/>");

        Assert.Equal(["esx-01", "esx-02"], response.Descendants(SdkClient.Vim + "val").Select(v => v.Value));
    }

    [Fact]
    public async Task A_wait_for_updates_tells_what_enters_what_changes_and_what_leaves()
    {
        await using var bench = await Bench.StartAsync();
        using var other = await SdkClient.LoginAsync(bench.Twin);
        await WatchVmsAsync(bench, partial: false, "name");

        var first = await WaitAsync(bench, string.Empty);
        await other.RunAsync("Rename_Task", "VirtualMachine", bench.Vm("web-03").Ref.Id, "<newName>web-04</newName>");
        await other.RunAsync("Destroy_Task", "VirtualMachine", bench.Vm().Ref.Id);
        var second = await WaitAsync(bench, first.Descendants(SdkClient.Vim + "version").Single().Value);

        Assert.Equal(["enter", "enter"], Kinds(first));
        Assert.Equal(["modify", "leave"], Kinds(second));
        Assert.Equal("web-04", second.Descendants(SdkClient.Vim + "val").Single().Value);
    }

    [Fact]
    public async Task With_partial_updates_a_change_names_the_nested_path()
    {
        await using var bench = await Bench.StartAsync();
        await WatchVmsAsync(bench, partial: true, "summary.config");
        var first = await WaitAsync(bench, string.Empty);

        bench.Site.Change(() => bench.Site.Vm("web-03").SetMemory(2048), bench.Site.Vm("web-03"));
        var next = await WaitAsync(bench, first.Descendants(SdkClient.Vim + "version").Single().Value);

        Assert.Equal(["modify"], Kinds(next));
        Assert.Equal("summary.config.memorySizeMB", next.Descendants(SdkClient.Vim + "changeSet").Single().Element(SdkClient.Vim + "name")!.Value);
        Assert.Equal("2048", next.Descendants(SdkClient.Vim + "val").Single().Value);
    }

    [Fact]
    public async Task More_updates_than_asked_for_come_truncated_and_the_rest_next_time()
    {
        await using var bench = await Bench.StartAsync();
        await WatchVmsAsync(bench, partial: false, "name");

        var first = await WaitAsync(bench, string.Empty, "<maxObjectUpdates>1</maxObjectUpdates>");
        var second = await WaitAsync(bench, first.Descendants(SdkClient.Vim + "version").Single().Value, "<maxObjectUpdates>5</maxObjectUpdates>");

        Assert.Equal("true", first.Descendants(SdkClient.Vim + "truncated").Single().Value);
        Assert.Single(Kinds(first));
        Assert.Single(Kinds(second));
        Assert.Empty(second.Descendants(SdkClient.Vim + "truncated"));
    }

    [Fact]
    public async Task A_wait_that_nothing_ends_is_an_empty_response_and_a_wrong_version_a_fault()
    {
        await using var bench = await Bench.StartAsync();
        await WatchVmsAsync(bench, partial: false, "name");
        var version = (await WaitAsync(bench, string.Empty)).Descendants(SdkClient.Vim + "version").Single().Value;

        var nothing = await bench.Client.CallAsync("WaitForUpdatesEx", "PropertyCollector", Collector, $"<version>{version}</version><options><maxWaitSeconds>0</maxWaitSeconds></options>");
        var fault = await Bench.FaultAsync(() => WaitAsync(bench, "77"));

        Assert.Empty(nothing.Elements());
        Assert.Equal("InvalidCollectorVersion", fault.Type);
    }

    [Fact]
    public async Task A_wait_can_be_canceled_from_another_call()
    {
        await using var bench = await Bench.StartAsync();
        await WatchVmsAsync(bench, partial: false, "name");
        var version = (await WaitAsync(bench, string.Empty)).Descendants(SdkClient.Vim + "version").Single().Value;

        var waiting = WaitAsync(bench, version);
        while (!waiting.IsCompleted)
        {
            await bench.Client.CallAsync("CancelWaitForUpdates", "PropertyCollector", Collector);
            await Task.WhenAny(waiting, Task.Delay(50, TestContext.Current.CancellationToken));
        }

        Assert.Equal("RequestCanceled", (await Bench.FaultAsync(() => waiting)).Type);
    }

    private static async Task<XElement> RetrieveHostsAsync(Bench bench, string options, string path = "name")
    {
        var view = (await bench.Client.CallAsync("CreateContainerView", "ViewManager", "ViewManager",
            "<container type=\"Folder\">group-d1</container><type>HostSystem</type><recursive>true</recursive>")).Element(SdkClient.Vim + "returnval")!.Value;
        return await bench.Client.CallAsync("RetrievePropertiesEx", "PropertyCollector", Collector,
            $"<specSet><propSet><type>HostSystem</type><pathSet>{path}</pathSet></propSet><objectSet><obj type=\"ContainerView\">{view}</obj><skip>true</skip>"
            + Traversal("v", "ContainerView", "view") + $"</objectSet></specSet>{options}");
    }

    private static async Task WatchVmsAsync(Bench bench, bool partial, string path)
    {
        var view = (await bench.Client.CallAsync("CreateContainerView", "ViewManager", "ViewManager",
            "<container type=\"Folder\">group-d1</container><type>VirtualMachine</type><recursive>true</recursive>")).Element(SdkClient.Vim + "returnval")!.Value;
        await bench.Client.CallAsync("CreateFilter", "PropertyCollector", Collector,
            $"<spec><propSet><type>VirtualMachine</type><pathSet>{path}</pathSet></propSet><objectSet><obj type=\"ContainerView\">{view}</obj><skip>true</skip>"
            + Traversal("v", "ContainerView", "view") + $"</objectSet></spec><partialUpdates>{(partial ? "true" : "false")}</partialUpdates>");
    }

    private static Task<XElement> WaitAsync(Bench bench, string version, string options = "") => bench.Client.CallAsync(
        "WaitForUpdatesEx", "PropertyCollector", Collector,
        $"<version>{version}</version><options><maxWaitSeconds>30</maxWaitSeconds>{options}</options>");

    private static string Traversal(string name, string type, string path, params string[] next) =>
        $"<selectSet xsi:type=\"TraversalSpec\"><name>{name}</name><type>{type}</type><path>{path}</path>"
        + string.Concat(next.Select(n => $"<selectSet><name>{n}</name></selectSet>")) + "</selectSet>";

    private static IEnumerable<string> Kinds(XElement updates) => updates.Descendants(SdkClient.Vim + "kind").Select(k => k.Value);
}
