using Barelane.Rendering.Inventories;
using Barelane.Rendering.Text;
using Barelane.TestKit;

namespace Barelane.Rendering.Tests;

public sealed class InventoryTextTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void An_inventory_shows_hosts_cards_states_vms_and_what_is_left_over(int width) =>
        Golden.Match($"inventory.{width}.txt", InventoryText.Render(Samples.Fleet, allDevices: false, new TextLook(width, Colour: false)));

    [Fact]
    public void An_inventory_in_json_tells_absent_unreadable_and_inferred_apart()
    {
        using var written = new StringWriter();

        InventoryJson.Write(Samples.Fleet, written);

        Golden.Match("inventory.json", written.ToString());
    }

    [Fact]
    public void Every_function_is_shown_where_asked_for()
    {
        Assert.DoesNotContain("0000:af:00.1", InventoryText.Render(Samples.Fleet, allDevices: false, TextLook.Piped), StringComparison.Ordinal);
        Assert.Contains("0000:af:00.1", InventoryText.Render(Samples.Fleet, allDevices: true, TextLook.Piped), StringComparison.Ordinal);
    }
}
