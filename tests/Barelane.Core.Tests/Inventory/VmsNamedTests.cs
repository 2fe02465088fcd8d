using Barelane.Core.Inventory;
using Barelane.TestKit.Inventories;

namespace Barelane.Core.Tests.Inventory;

public sealed class VmsNamedTests
{
    private static readonly FleetInventory Fleet = new InventoryBuilder()
        .Host("esx01", null)
        .Vm("a", "esx01", v => v with { Name = "desk", Path = "DC0/vm/one/desk" })
        .Vm("b", "esx01", v => v with { Name = "Desk", Path = "DC0/vm/two/Desk" })
        .Vm("c", "esx01", v => v with { Name = "lab/desk", Path = "DC0/vm/lab%2fdesk" })
        .Vm("d", "esx01", v => v with { Name = "vm", Path = "vm" })
        .Build();

    [Theory]
    [InlineData("DC0/vm/one/desk", "DC0/vm/one/desk")]
    [InlineData("dc0/VM/one/DESK", "DC0/vm/one/desk")]
    [InlineData("two/Desk", "DC0/vm/two/Desk")]
    [InlineData("TWO/desk", "DC0/vm/two/Desk")]
    [InlineData("desk", "DC0/vm/one/desk")]
    [InlineData("lab/desk", "DC0/vm/lab%2fdesk")]
    [InlineData("vm/lab%2fdesk", "DC0/vm/lab%2fdesk")]
    [InlineData("vm", "vm")]
    public void A_path_the_end_of_a_path_and_a_name_find_the_vm(string text, string path) =>
        Assert.Equal(path, Assert.Single(Named(text)).Path);

    [Fact]
    public void Without_regard_to_case_only_where_nothing_matches_exactly() =>
        Assert.Equal(["DC0/vm/one/desk", "DC0/vm/two/Desk"], Named("DESK").Select(v => v.Path));

    [Theory]
    [InlineData("esk")]
    [InlineData("ne/desk")]
    [InlineData("three/desk")]
    [InlineData("")]
    public void A_part_of_a_word_finds_nothing(string text) => Assert.Empty(Named(text));

    [Fact]
    public void A_site_that_is_not_there_has_no_vms() => Assert.Empty(Fleet.VmsNamed("elsewhere", "desk"));

    private static IReadOnlyList<Vm> Named(string text) => Fleet.VmsNamed(Fleet.Sites[0].Site.Alias, text);
}
