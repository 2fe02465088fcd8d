using Barelane.EndToEnd.Tests.CommandLine;
using Barelane.EndToEnd.Tests.Processes;

namespace Barelane.EndToEnd.Tests.Flows;

/// <summary>From a failure's text to its cause, through the real command line.</summary>
public sealed class DiagnoseTests
{
    [Fact]
    public async Task A_log_and_the_site_it_comes_from_tell_the_cause_together()
    {
        await using var twin = await Sites.StartAsync(Sites.ReadyCard());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write(Sites.WholeCard);
        await File.WriteAllTextAsync(Path.Combine(desk.Folder, "vmware.log"), "vmx - one\nvmx - Failed to register the device pciPassthru0\n");
        var start = twin.State();

        var alone = await desk.RunAsync("diagnose vmware.log");
        var asked = await desk.RunAsync("diagnose vmware.log --file barelane.yaml --vm dc1/render-01");

        alone.Ended(0);
        Assert.Contains("vmware.log:2", alone.Out, StringComparison.Ordinal);
        Assert.Contains("likely  The VM has a virtual IOMMU", alone.Out, StringComparison.Ordinal);
        asked.Ended(0);
        Assert.Contains("ruled out  The VM has a virtual IOMMU", asked.Out, StringComparison.Ordinal);
        Assert.Contains("VM-IOMMU-001", asked.Out, StringComparison.Ordinal);
        TwinText.Same(start, twin.State(), "A diagnosis has changed something.");
    }

    [Fact]
    public async Task Nothing_known_has_an_exit_code_of_its_own_and_a_mistyped_name_is_no_text()
    {
        using var desk = new Typed();
        desk.File("vmware.log", "All is well.\n");

        var nothing = await desk.RunAsync("diagnose", "vmware.log");
        var mistyped = await desk.RunAsync("diagnose", "vmware.lgo");

        Assert.Equal(7, nothing.ExitCode);
        Assert.Contains("vmkernel.log", nothing.Out, StringComparison.Ordinal);
        Assert.Equal(64, mistyped.ExitCode);
        Assert.Contains("Did you mean 'vmware.log'?", mistyped.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_that_does_not_answer_leaves_what_the_text_says()
    {
        using var desk = new Typed();
        desk.File("password", "secret");
        desk.File("barelane.yaml", "version: 1\nname: farm\nsites:\n  dc1: { vsphere: \"https://127.0.0.1:9/sdk\", user: u, password: \"file:password\" }\nassignments:\n  - { vm: dc1/a, gpu: { address: \"0000:3b:00.0\" }, way: direct }\n");

        var answer = await desk.RunAsync("diagnose", "Failed to register the device pciPassthru0", "-f", "barelane.yaml");
        var mistyped = await desk.RunAsync("diagnose", "anything", "-f", "barelane.yaml", "--vm", "dc1/b");

        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("VSPHERE-034", answer.Out, StringComparison.Ordinal);
        Assert.Contains("rests on the text alone", answer.Said, StringComparison.Ordinal);
        Assert.Equal(64, mistyped.ExitCode);
        Assert.Contains("has no VM 'dc1/b'", mistyped.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_users_own_card_is_used_and_a_mistake_in_another_is_said()
    {
        using var desk = new Typed();
        desk.File("cards.json", """
            { "formatVersion": 1, "cards": [
              { "name": "Our A40", "ids": ["10de:2235"], "memoryGiB": 48, "sources": ["measured"] },
              { "name": "Our T4", "ids": ["10de:1eb8"], "memoryMiB": 16384, "sources": ["measured"] } ] }
            """);

        var own = await desk.RunAsync("catalog", "show", "10de:2235");
        var builtIn = await desk.RunAsync("catalog", "show", "10de:1eb8");
        var check = await desk.RunAsync("catalog", "check");

        Assert.Contains("Our A40", own.Out, StringComparison.Ordinal);
        Assert.Contains("line 3: The card 'Our T4' has the unknown key 'memoryMiB'", own.Said, StringComparison.Ordinal);
        Assert.Contains("NVIDIA Tesla T4", builtIn.Out, StringComparison.Ordinal);
        Assert.Equal(1, check.ExitCode);
    }

    [Fact]
    public async Task A_vendors_list_is_taken_over_and_shown_with_its_origin()
    {
        using var desk = new Typed();
        var list = Path.Combine(desk.Folder, "vgpu list.csv");
        desk.File("vgpu list.csv", "Partner Name,Server Model,GPU Device,Supported Releases\nDell,PowerEdge R750,NVIDIA A40,ESXi 8.0 U3\nDell,PowerEdge R750,Nonesuch,ESXi 8.0 U3\n")
            .File("empty.csv", "a,b\n1,2\n");

        var dry = await desk.RunAsync("catalog", "import", list, "--dry-run");
        var import = await desk.RunAsync("catalog", "import", list);
        var shown = await desk.RunAsync("catalog", "show", "vgpu-list-1");
        var nothing = await desk.RunAsync("catalog", "import", Path.Combine(desk.Folder, "empty.csv"));

        Assert.Contains("1 combination would be taken", dry.Out, StringComparison.Ordinal);
        Assert.Equal(0, import.ExitCode);
        Assert.Contains("line 3: The card 'Nonesuch'", import.Out.ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("imported from 'vgpu list.csv'", shown.Out, StringComparison.Ordinal);
        Assert.Equal(1, nothing.ExitCode);
        Assert.Contains("Nothing was taken", nothing.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Servers_combinations_and_ids_that_no_card_stands_for_are_shown()
    {
        using var desk = new Typed();

        var server = await desk.RunAsync("catalog", "show", "Dell PowerEdge 12G");
        var combination = await desk.RunAsync("catalog", "show", "COMBINATION-001");
        var id = await desk.RunAsync("catalog", "show", "8086:1533");
        var unknown = await desk.RunAsync("catalog", "show", "0bad:0bad");

        Assert.Contains("Memory Mapped I/O above", server.Out, StringComparison.Ordinal);
        Assert.Contains("msiEnabled", combination.Out, StringComparison.Ordinal);
        Assert.Contains("I210", id.Out, StringComparison.Ordinal);
        Assert.Equal(1, unknown.ExitCode);
    }
}
