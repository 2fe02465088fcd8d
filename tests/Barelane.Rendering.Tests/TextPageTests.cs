using Barelane.Rendering.Text;

namespace Barelane.Rendering.Tests;

public sealed class TextPageTests
{
    [Fact]
    public void Text_flows_between_words_with_a_hanging_indent()
    {
        var page = new TextPage(new TextLook(40, Colour: false));

        page.Flow(2, 6, "one two three four five six seven eight nine ten");

        Assert.Equal("  one two three four five six seven\n      eight nine ten\n", page.ToString());
    }

    [Fact]
    public void A_command_is_broken_so_that_it_can_be_pasted()
    {
        var page = new TextPage(new TextLook(44, Colour: false));

        page.Command(2, "barelane apply --consent host-reboot,vm-power-off --bystander dc1/web-03");

        Assert.Equal("  barelane apply \\\n      --consent host-reboot,vm-power-off \\\n      --bystander dc1/web-03\n", page.ToString());
    }

    [Fact]
    public void Columns_are_as_wide_as_their_widest_cell_in_terminal_columns()
    {
        var page = new TextPage(new TextLook(60, Colour: false));

        page.Table(0, [["雪だるま", "x"], ["ab", "y"]]);

        Assert.Equal("雪だるま  x\nab        y\n", page.ToString());
    }

    [Theory]
    [InlineData("plain", 5)]
    [InlineData("雪", 2)]
    [InlineData("e\u0301", 1)]
    public void Widths_are_those_of_a_terminal(string text, int columns) => Assert.Equal(columns, Printable.Columns(text));
}
