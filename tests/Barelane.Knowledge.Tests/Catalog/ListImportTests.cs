using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Knowledge.Catalog;
using Barelane.Knowledge.Catalog.Import;

namespace Barelane.Knowledge.Tests.Catalog;

public sealed class ListImportTests
{
    private const string Csv = """
        Partner Name,Server Model,GPU Device,Supported Releases,Feature,Footnotes
        Dell,"Dell PowerEdge R750","NVIDIA A40, NVIDIA A16","ESXi 8.0 U3, ESXi 7.0 U3",Shared Pass-Through Graphics,
        Hewlett Packard Enterprise,ProLiant DL380 Gen10 Plus,Tesla T4,ESXi 8.0,vDGA,"a ""quoted"" note"
        Lenovo,ThinkSystem SR650 V2,Nonesuch 9000,ESXi 8.0,vDGA,
        Lenovo,ThinkSystem SR650 V2,NVIDIA L4,someday,vDGA,
        """;

    [Fact]
    public void A_list_in_CSV_is_taken_row_by_row_and_what_was_not_is_said()
    {
        var list = Read(Csv);

        Assert.Equal(("CSV", 4, 5), (list.Form, list.Rows, list.Taken));
        Assert.Equal(["Footnotes"], list.OtherColumns);
        Assert.Equal(2, list.Skipped.Count);
        Assert.Contains(list.Skipped, s => s.StartsWith("line 4: The card 'Nonesuch 9000'", StringComparison.Ordinal));
        Assert.Contains(list.Skipped, s => s.StartsWith("line 5: The release 'someday'", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_taken_is_a_file_of_combinations_that_names_its_origin()
    {
        var catalog = CombinationCatalog.Read(Read(Csv).Json!);

        Assert.Empty(catalog.Problems);
        var first = catalog.Sound!.Combinations[0];
        Assert.Equal(("mine-1", CombinationVerdict.Works, Hypervisor.VSphere, Way.Shared), (first.Id, first.Verdict, first.Hypervisor!.Value, first.Way!.Value));
        Assert.Equal(new Version(8, 0, 3), first.From);
        Assert.Equal("list.csv of today, line 2", Assert.Single(first.Sources));
        Assert.True(first.IsOf(new PciId(0x10de, 0x2235), ""));
        Assert.True(first.IsIn("Dell Inc.", "PowerEdge R750"));
        Assert.False(first.IsIn("Dell Inc.", "PowerEdge R750xa"));
        Assert.Equal(Way.Direct, catalog.Sound.Combinations[^1].Way);
    }

    [Fact]
    public void A_model_is_known_with_what_firmware_puts_behind_it() => Assert.True(
        CombinationCatalog.Read(Read("Server,GPU\nThinkSystem SR650 V2,NVIDIA L4\n").Json!).Sound!.Combinations[0].IsIn("Lenovo", "ThinkSystem SR650 V2 -[7Z73CTO1WW]-"));

    [Theory]
    [InlineData("""[ { "oem": "Dell", "server": "PowerEdge R750", "gpus": ["NVIDIA A40", "NVIDIA L4"] } ]""", "JSON", 2)]
    [InlineData("""{ "rows": [ { "server": "PowerEdge R750", "gpu": "A40" } ] }""", "JSON", 1)]
    [InlineData("<html><table><tr><th>OEM</th><th>Server</th><th>GPU</th></tr>\n<tr><td>Dell</td><td>PowerEdge&nbsp;R750</td><td>A40<br>L4</td></tr></table></html>", "HTML", 2)]
    [InlineData("OEM;Server;GPU\nDell;PowerEdge R750;A40\n", "CSV", 1)]
    [InlineData("OEM\tServer\tGPU\nDell\tPowerEdge R750\tA40\n", "CSV", 1)]
    public void Every_form_is_read(string text, string form, int taken)
    {
        var list = Read(text);

        Assert.Equal((form, taken), (list.Form, list.Taken));
        Assert.Empty(list.Skipped);
    }

    [Theory]
    [InlineData("", "No table was found")]
    [InlineData("just words", "No table was found")]
    [InlineData("[ 1, 2", "No table was found")]
    [InlineData("<html>nothing</html>", "No table was found")]
    [InlineData("Server,Colour\nR750,blue\n", "no column for the card")]
    [InlineData("GPU,Colour\nA40,blue\n", "no column for the server or the release")]
    public void A_file_that_is_no_such_list_is_refused_with_what_is_needed(string text, string mentions)
    {
        var list = Read(text);

        Assert.Null(list.Json);
        Assert.Contains(mentions, Assert.Single(list.Skipped), StringComparison.Ordinal);
    }

    [Fact]
    public void A_release_without_a_hypervisor_is_not_guessed()
    {
        const string Text = "Server,GPU,Version\nPowerEdge R750,A40,8.0\n";

        Assert.Contains("--hypervisor", Assert.Single(Read(Text).Skipped), StringComparison.Ordinal);
        Assert.Equal(1, Read(Text, Hypervisor.VSphere).Taken);
    }

    private static ImportedList Read(string text, Hypervisor? hypervisor = null) =>
        new ListImport(CardCatalog.BuiltIn).Read(text, "mine", "list.csv of today", new DateOnly(2026, 11, 28), hypervisor, way: null);
}
