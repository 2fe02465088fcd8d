using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Knowledge.Catalog;

namespace Barelane.Knowledge.Tests.Catalog;

public sealed class HardwareCatalogTests
{
    private static readonly ObjectRef HostRef = new(ObjectKind.Host, "vc-1", "h-1");
    private static readonly PciAddress Address = new(0, 0x3b, 0, 0);

    [Fact]
    public void Every_built_in_server_and_combination_has_its_sources_and_a_date()
    {
        Assert.All(ServerCatalog.BuiltIn.Servers, s => Assert.True(s.Sources.All(x => x.Length > 8) && s.Date is not null && s.Settings.Count > 0, s.Name));
        Assert.All(CombinationCatalog.BuiltIn.Combinations, c => Assert.True(c.Sources.All(x => x.Length > 6) && c.Date is not null, c.Id));
        Assert.True(ServerCatalog.BuiltIn.Servers.Count >= 25);
        Assert.True(CombinationCatalog.BuiltIn.Combinations.Count >= 25);
    }

    [Fact]
    public void Cards_that_combinations_name_are_in_the_catalogue() => Assert.All(
        CombinationCatalog.BuiltIn.Combinations.SelectMany(c => c.CardNames),
        n => Assert.True(CardCatalog.BuiltIn.Cards.Any(c => Wildcard.Matches(n, c.Name)), $"'{n}' fits no card"));

    [Theory]
    [InlineData("Dell Inc.", "PowerEdge R720", "intel", "Dell PowerEdge 12G")]
    [InlineData("Dell Inc.", "PowerEdge R740xd", "intel", "Dell PowerEdge 14G to 16G with Intel")]
    [InlineData("Dell Inc.", "PowerEdge R7525", "amd", "Dell PowerEdge 14G to 16G with AMD")]
    [InlineData("HPE", "ProLiant DL380 Gen10 Plus", "intel", "HPE ProLiant Gen10 with Intel")]
    [InlineData("HPE", "ProLiant DL385 Gen11", "amd", "HPE ProLiant Gen11 with AMD")]
    [InlineData("HP", "ProLiant DL380p Gen8", "intel", "HPE ProLiant Gen8")]
    [InlineData("Lenovo", "ThinkSystem SR650 V2 -[7Z73CTO1WW]-", "intel", "Lenovo ThinkSystem with Intel")]
    [InlineData("Supermicro", "SYS-420GP-TNR", "intel", "Supermicro with Intel")]
    [InlineData("Cisco Systems Inc", "UCSC-C240-M5SX", "intel", "Cisco UCS")]
    [InlineData("FUJITSU", "PRIMERGY RX2540 M5", "intel", "Fujitsu PRIMERGY")]
    [InlineData("ASUSTeK COMPUTER INC.", "ProArt X570-CREATOR WIFI", "amd", "ASUS with AMD")]
    [InlineData("Micro-Star International Co., Ltd.", "MS-7C94", "amd", "MSI with AMD")]
    [InlineData("Gigabyte Technology Co., Ltd.", "Z690 UD", "intel", "Gigabyte with Intel")]
    [InlineData("ASRock", "X570 Taichi", "amd", "ASRock with AMD")]
    public void A_server_is_known_by_what_its_firmware_says(string vendor, string model, string cpu, string expected) =>
        Assert.Equal(expected, ServerCatalog.BuiltIn.Find(vendor, model, cpu)!.Name);

    [Fact]
    public void A_server_of_nobody_known_gets_no_words()
    {
        var host = HardwareCatalog.BuiltIn.Enrich(Fleet("QEMU", "Standard PC (Q35 + ICH9, 2009)", "8.0", 0x2235)).Hosts.Single();

        Assert.Equal(ObservedState.NotAsked, host.FirmwareWords.State);
    }

    [Fact]
    public void The_words_of_a_known_server_are_inferred_and_say_from_what()
    {
        var host = HardwareCatalog.BuiltIn.Enrich(Fleet("Dell Inc.", "PowerEdge R720", "6.7", 0x2235)).Hosts.Single();

        Assert.Equal("System BIOS > Integrated Devices > Memory Mapped I/O above 4GB", host.FirmwareWords.Value[FirmwareSetting.Above4G]);
        Assert.Contains("Dell PowerEdge 12G", host.FirmwareWords.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PowerEdge R720", "6.7.3", true)]
    [InlineData("PowerEdge R740", "6.7.3", false)]
    [InlineData("PowerEdge R720", "5.5.0", false)]
    public void GRID_cards_in_a_Dell_R720_after_the_upgrade_from_5_5_are_told(string model, string version, bool told)
    {
        var known = Known(Fleet("Dell Inc.", model, version, 0x11bf));

        Assert.Equal(told, known.Any(k => k.Verdict == CombinationVerdict.Doubtful && k.Way == Way.Direct && k.Remedy.Contains("msiEnabled", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_hosts_own_version_counts_before_its_endpoints()
    {
        var fleet = Fleet("Dell Inc.", "PowerEdge R720", "8.0", 0x11bf);
        var host = fleet.Hosts.Single() with { Product = Observed.Read("VMware ESXi 5.5.0 build-1331820") };

        Assert.Equal(new Version(5, 5, 0), CombinationCatalog.VersionOf(fleet.Sites[0].Site, host));
    }

    [Fact]
    public void A_failure_that_depends_on_a_server_that_is_not_told_is_left_open()
    {
        var own = CombinationCatalog.Read("""{ "formatVersion": 1, "combinations": [ { "id": "X-1", "models": ["R1"], "verdict": "fails", "text": "It fails.", "remedy": "Leave it.", "sources": ["the vendor"] } ] }""").Sound!;
        var fleet = Fleet(null, null, "8.0", 0x2235);

        var device = own.Enrich(fleet.Sites[0].Site, fleet.Hosts.Single(), CardCatalog.BuiltIn).Devices[0];

        Assert.Equal(ObservedState.Unreadable, device.Combinations.State);
        Assert.Contains("model is not told", device.Combinations.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_last_version_holds_the_updates_behind_it()
    {
        var combination = new Combination { Id = "X", Hypervisor = Hypervisor.VSphere, From = new Version(6, 5), To = new Version(6, 5), Verdict = CombinationVerdict.Works, Text = "t", Sources = ["s"] };

        Assert.True(combination.IsUnder(Hypervisor.VSphere, new Version(6, 5, 0, 3)));
        Assert.False(combination.IsUnder(Hypervisor.VSphere, new Version(6, 7)));
        Assert.False(combination.IsUnder(Hypervisor.VSphere, null));
        Assert.False(combination.IsUnder(Hypervisor.Kvm, new Version(6, 5)));
    }

    [Theory]
    [InlineData("\"models\": []", "lacks 'settings'")]
    [InlineData("\"settings\": { \"iomu\": \"x\" }", "has the setting 'iomu'")]
    [InlineData("\"settings\": { \"iommu\": \"\" }", "no words for the setting 'iommu'")]
    [InlineData("\"settings\": {}, \"cpu\": \"arm\"", "has the cpu 'arm'")]
    [InlineData("\"settings\": {}, \"setings\": {}", "unknown key 'setings'")]
    [InlineData("\"settings\": 3", "'settings' in a wrong form")]
    public void A_mistake_in_a_file_of_servers_is_told_with_its_line_and_the_built_in_one_is_used(string part, string mentions)
    {
        var reading = HardwareReading.Of($$"""
            { "formatVersion": 1, "servers": [
              { "name": "Dell PowerEdge 12G", "vendors": ["Dell"],
                {{part}}, "sources": ["x"] } ] }
            """);

        var problem = Assert.Single(reading.Problems);
        Assert.Matches("^line [23]: The server 'Dell PowerEdge 12G' ", problem);
        Assert.Contains(mentions, problem, StringComparison.Ordinal);
        Assert.Contains("System BIOS", HardwareCatalog.BuiltIn.With(reading).Servers.Find("Dell", "PowerEdge R720", "intel")!.Settings[FirmwareSetting.Iommu], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"verdict\": \"perhaps\", \"remedy\": \"r\"", "'verdict' in a wrong form")]
    [InlineData("\"verdict\": \"needs\"", "has no 'remedy'")]
    [InlineData("\"verdict\": \"works\", \"cards\": [\"A40\"]", "has the card 'A40'")]
    [InlineData("\"verdict\": \"works\", \"way\": \"sideways\"", "has the way 'sideways'")]
    [InlineData("\"verdict\": \"works\", \"hypervisor\": \"vSphere\", \"from\": \"eight\"", "'from' 'eight', which is no version")]
    [InlineData("\"verdict\": \"works\", \"hypervisor\": \"vSphere\", \"from\": \"8.0\", \"to\": \"7.0\"", "contradicts itself: from 8.0 to 7.0")]
    [InlineData("\"verdict\": \"works\", \"from\": \"8.0\"", "no 'hypervisor' whose version")]
    [InlineData("\"verdict\": \"works\", \"verdic\": \"works\"", "unknown key 'verdic'")]
    public void A_mistake_in_a_file_of_combinations_is_told_with_its_line_and_the_built_in_one_is_used(string part, string mentions)
    {
        var reading = HardwareReading.Of($$"""
            { "formatVersion": 1, "combinations": [
              { "id": "COMBINATION-001", "text": "t",
                {{part}}, "sources": ["x"] } ] }
            """);

        var problem = Assert.Single(reading.Problems);
        Assert.Matches("^line [23]: The combination 'COMBINATION-001' ", problem);
        Assert.Contains(mentions, problem, StringComparison.Ordinal);
        Assert.NotEqual("t", HardwareCatalog.BuiltIn.With(reading).Combinations.Combinations.Single(c => c.Id == "COMBINATION-001").Text);
    }

    [Fact]
    public void What_is_derived_alone_can_not_be_called_a_failure() => Assert.Contains(
        "by what is derived alone",
        Assert.Single(CombinationCatalog.Read("""{ "formatVersion": 1, "combinations": [ { "id": "X", "verdict": "fails", "text": "t", "remedy": "r", "sources": ["derived: from the memory"] } ] }""").Problems),
        StringComparison.Ordinal);

    [Fact]
    public void A_users_combination_stands_in_place_of_the_one_with_its_id()
    {
        var reading = HardwareReading.Of("""{ "formatVersion": 1, "combinations": [ { "id": "COMBINATION-001", "verdict": "works", "text": "It works here.", "sources": ["tried here"] } ] }""");

        Assert.Equal(["COMBINATION-001"], reading.Replaces);
        Assert.Equal("It works here.", HardwareCatalog.BuiltIn.With(reading).Combinations.Combinations.Single(c => c.Id == "COMBINATION-001").Text);
    }

    [Fact]
    public void What_a_server_leaves_open_is_said() => Assert.Contains(
        "The server 'S' has no words for 'srIov'.",
        HardwareReading.Of("""{ "formatVersion": 1, "servers": [ { "name": "S", "vendors": ["V"], "settings": { "iommu": "x" }, "sources": ["x"] } ] }""").Lacks);

    [Fact]
    public void A_device_without_a_name_gets_the_one_of_its_id()
    {
        var device = HardwareCatalog.BuiltIn.Enrich(Fleet("QEMU", "q35", "8.0", 0x1b06)).Hosts.Single().Devices.Single();

        Assert.Contains("GeForce GTX 1080 Ti", device.Name, StringComparison.Ordinal);
        Assert.Contains("NVIDIA", device.VendorName, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_come_from_the_machines_own_list_before_the_one_that_comes_along()
    {
        var own = new PciNameList(() => new MemoryStream("10de  Our vendor\n\t1b06  Our card\n\t\t10de 0001  A board\nC 00  Unclassified\n"u8.ToArray()));

        Assert.Equal(("Our vendor", "Our card"), own.NameOf(new PciId(0x10de, 0x1b06)));
        Assert.Contains("Tesla T4", own.NameOf(new PciId(0x10de, 0x1eb8)).Device, StringComparison.Ordinal);
        Assert.Contains("Tesla T4", new PciNameList(() => null).NameOf(new PciId(0x10de, 0x1eb8)).Device, StringComparison.Ordinal);
        Assert.Equal(("", ""), new PciNameList(() => null).NameOf(new PciId(0x0bad, 0x0bad)));
    }

    private static IReadOnlyList<KnownCombination> Known(FleetInventory fleet) => HardwareCatalog.BuiltIn.Enrich(fleet).Hosts.Single().Devices.Single().Combinations.Value;

    private static FleetInventory Fleet(string? vendor, string? model, string version, ushort device)
    {
        var host = new Host
        {
            Ref = HostRef,
            Name = "esx01",
            ServerVendor = vendor is null ? default : Observed.Read(vendor),
            ServerModel = model is null ? default : Observed.Read(model),
            CpuVendor = Observed.Read("intel"),
            Devices = [new Device { Ref = ObjectRef.Device(HostRef, Address), Address = Address, Id = new PciId(PciId.Nvidia, device), Class = new PciClass(0x0300) }],
        };
        var site = new Site { Ref = new ObjectRef(ObjectKind.Site, "vc-1", "vc-1"), Alias = "dc1", Hypervisor = Hypervisor.VSphere, Product = "p", ApiVersion = version, ManagesFleet = true };
        return new FleetInventory([new SiteInventory { Site = site, Hosts = [host] }]);
    }
}
