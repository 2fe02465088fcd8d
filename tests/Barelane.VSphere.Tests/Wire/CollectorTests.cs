using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Tests.Wire;

public class CollectorTests
{
    [Fact]
    public async Task Pages_are_asked_for_until_there_is_no_token()
    {
        var pages = 0;
        await using var vim = new ScriptedVim()
            .On("RetrievePropertiesEx", _ => $"<returnval><token>t1</token>{Object("HostSystem", "host-1", "a")}</returnval>")
            .On("ContinueRetrievePropertiesEx", request =>
            {
                pages++;
                return request.Body.Contains(">t1<", StringComparison.Ordinal)
                    ? $"<returnval><token>t2</token>{Object("HostSystem", "host-2", "b")}</returnval>"
                    : $"<returnval>{Object("HostSystem", "host-3", "c")}</returnval>";
            });
        await using var session = await vim.OpenAsync();

        var rows = await new PropertyCollector(session).ReadAllAsync([new ManagedObjectRef("HostSystem", "host-1")], NamedRow.Set("HostSystem"), TestContext.Current.CancellationToken);

        Assert.Equal(["a", "b", "c"], rows.Select(r => r.Name));
        Assert.Equal(2, pages);
    }

    [Fact]
    public async Task A_page_that_breaks_off_is_read_again_and_no_row_comes_twice()
    {
        var first = true;
        var whole = ScriptedVim.Envelope($"<RetrievePropertiesExResponse xmlns=\"urn:vim25\"><returnval>{Object("HostSystem", "host-1", "a")}{Object("HostSystem", "host-2", "b")}</returnval></RetrievePropertiesExResponse>");
        await using var vim = new ScriptedVim();
        vim.OnRaw("RetrievePropertiesEx", (_, client) =>
        {
            var cut = first;
            first = false;
            return LoopbackServer.WriteAsync(client, 200, "text/xml", cut ? whole[..^150] : whole, declaredLength: cut ? whole.Length : null);
        });
        await using var session = await vim.OpenAsync();

        var rows = await new PropertyCollector(session).ReadAllAsync([new ManagedObjectRef("HostSystem", "host-1")], NamedRow.Set("HostSystem"), TestContext.Current.CancellationToken);

        Assert.Equal(["a", "b"], rows.Select(r => r.Name));
    }

    [Fact]
    public async Task A_property_that_can_not_be_read_comes_with_its_reason_and_an_absent_one_does_not_come()
    {
        await using var vim = new ScriptedVim().On("RetrievePropertiesEx", _ =>
            "<returnval><objects><obj type=\"HostSystem\">host-1</obj><missingSet><path>name</path><fault><fault xsi:type=\"NoPermission\"><privilegeId>System.Read</privilegeId></fault>"
            + "<localizedMessage>Permission to perform this operation was denied.</localizedMessage></fault></missingSet></objects><objects><obj type=\"HostSystem\">host-2</obj></objects></returnval>");
        await using var session = await vim.OpenAsync();

        var rows = await new PropertyCollector(session).ReadAllAsync([new ManagedObjectRef("HostSystem", "host-1")], NamedRow.Set("HostSystem"), TestContext.Current.CancellationToken);

        Assert.Equal("System.Read", rows[0].Unreadable["name"].Fields["privilegeId"]);
        Assert.Empty(rows[1].Unreadable);
        Assert.Equal(string.Empty, rows[1].Name);
    }

    [Fact]
    public async Task Objects_of_a_subtype_go_to_the_nearest_base_that_was_asked_for()
    {
        await using var vim = new ScriptedVim().On("RetrievePropertiesEx", _ =>
            $"<returnval>{Object("ClusterComputeResource", "c", "cluster")}{Object("HostSystem", "h", "host")}{Object("Folder", "f", "folder")}</returnval>");
        await using var session = await vim.OpenAsync();
        var computes = new List<NamedRow>();
        var others = new List<NamedRow>();

        await new PropertyCollector(session).RetrieveAsync(
            [new ObjectSpec(session.Content.RootFolder)],
            [NamedRow.Set("ManagedEntity").To(others.Add), NamedRow.Set("ComputeResource").To(computes.Add)],
            TestContext.Current.CancellationToken);

        Assert.Equal(["cluster"], computes.Select(r => r.Name));
        Assert.Equal(["host", "folder"], others.Select(r => r.Name));
    }

    [Fact]
    public async Task Nothing_found_is_an_empty_answer_and_no_error()
    {
        await using var vim = new ScriptedVim();
        await using var session = await vim.OpenAsync();

        Assert.Null(await new PropertyCollector(session).ReadAsync(new ManagedObjectRef("HostSystem", "host-9"), NamedRow.Set("HostSystem"), TestContext.Current.CancellationToken));
    }

    private static string Object(string type, string id, string name) =>
        $"<objects><obj type=\"{type}\">{id}</obj><propSet><name>name</name><val xsi:type=\"xsd:string\">{name}</val></propSet></objects>";
}
