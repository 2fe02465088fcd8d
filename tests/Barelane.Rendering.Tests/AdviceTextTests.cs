using System.Text.Json;
using Barelane.Engine.Documents;
using Barelane.Knowledge.Advice;
using Barelane.Knowledge.Catalog;
using Barelane.Rendering.Advice;
using Barelane.Rendering.Inventories;
using Barelane.Rendering.Json;
using Barelane.Rendering.Text;
using Barelane.TestKit;

namespace Barelane.Rendering.Tests;

public sealed class AdviceTextTests
{
    private static readonly string Examples = Path.Combine(Repository.Root, "examples", "advise");

    [Theory]
    [InlineData("cad-office")]
    [InlineData("ml-team")]
    [InlineData("batch-group")]
    public void The_example_teams_are_advised_on_the_example_inventory(string name)
    {
        var text = AdviceText.Render(Advise(name, Saved()), TextLook.Piped);

        Golden.Match($"advice.{name}.txt", text);
        Assert.All(text.Split('\n'), l => Assert.True(l.Length <= 80, l));
    }

    [Fact]
    public void Without_an_inventory_the_advice_is_for_cards_of_the_catalogue() =>
        Golden.Match("advice.general.txt", AdviceText.Render(Advise("cad-office", Stock.General), TextLook.Piped));

    [Fact]
    public void What_no_inventory_can_serve_is_answered_with_the_smallest_change_that_would()
    {
        var advice = Advise("cad-office", Saved(), ("at-once", "40"), ("memory-per-user", "24 GiB"));
        var text = AdviceText.Render(advice, TextLook.Piped);

        Assert.False(advice.Serves);
        Assert.NotEmpty(advice.Changes);
        Assert.Equal(advice.Changes.Min(c => c.Size), advice.Changes[0].Size);
        Golden.Match("advice.none.txt", text);
    }

    [Fact]
    public void The_advice_in_json_has_the_same_answer()
    {
        var advice = Advise("ml-team", Saved());
        using var json = JsonDocument.Parse(ReportJson.Text(AdviceReport.Of(advice)));

        Assert.Equal("advice", json.RootElement.GetProperty("type").GetString());
        Assert.Equal(advice.Best.Way.ToString(), json.RootElement.GetProperty("options")[0].GetProperty("way").GetString(), ignoreCase: true);
        Assert.Equal(3, json.RootElement.GetProperty("options").GetArrayLength());
    }

    [Fact]
    public void A_saved_inventory_gives_the_stock_of_the_one_it_was_written_from()
    {
        using var written = new StringWriter();
        InventoryJson.Write(Samples.Fleet, written);
        var (fleet, problem) = SavedInventory.Read(written.ToString());

        Assert.Equal("", problem);
        var (live, saved) = (Stock.Of(Samples.Fleet, CardCatalog.BuiltIn), Stock.Of(fleet!, CardCatalog.BuiltIn));
        Assert.NotEmpty(live.Cards);
        Assert.Equal(live.Cards.Select(c => (c.Host, c.Address, c.Model, c.MemoryMiB, c.IsSliced, c.Taken is null)), saved.Cards.Select(c => (c.Host, c.Address, c.Model, c.MemoryMiB, c.IsSliced, c.Taken is null)));
    }

    [Theory]
    [InlineData("{", "not valid JSON: line 1")]
    [InlineData("[]", "'type' is missing")]
    [InlineData("""{"type": "plan", "formatVersion": 1}""", "'type' is 'plan'")]
    [InlineData("""{"type": "inventory", "formatVersion": 9}""", "'formatVersion' is not 1")]
    [InlineData("""{"type": "inventory", "formatVersion": 1, "sites": [{"alias": "a"}]}""", "'instance' is missing")]
    [InlineData("""{"type": "inventory", "formatVersion": 1, "sites": [{"alias": "a", "instance": "i", "hypervisor": "kvm", "hosts": [{"id": "1", "name": "h", "devices": [{"address": "x"}]}]}]}""", "not as 'barelane inspect' writes it")]
    public void What_is_no_inventory_is_refused_with_the_reason(string text, string reason)
    {
        var (fleet, problem) = SavedInventory.Read(text);

        Assert.Null(fleet);
        Assert.Contains(reason, problem, StringComparison.Ordinal);
    }

    private static AdviceResult Advise(string name, Stock stock, params (string Key, string Value)[] given)
    {
        var (description, problems) = DescriptionReader.Read(File.ReadAllText(Path.Combine(Examples, $"{name}.yaml")), given.ToDictionary(g => g.Key, g => g.Value));
        Assert.Empty(problems);
        return Advisor.Advise(description!, stock, CardCatalog.BuiltIn);
    }

    private static Stock Saved()
    {
        var (fleet, problem) = SavedInventory.Read(File.ReadAllText(Path.Combine(Examples, "inventory.json")));
        Assert.Equal("", problem);
        return Stock.Of(fleet!, CardCatalog.BuiltIn);
    }
}
