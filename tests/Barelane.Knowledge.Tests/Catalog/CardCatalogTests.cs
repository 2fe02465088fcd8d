using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Sizing;
using Barelane.Knowledge.Catalog;

namespace Barelane.Knowledge.Tests.Catalog;

public sealed class CardCatalogTests
{
    private static readonly ObjectRef HostRef = new(ObjectKind.Host, "vc-1", "h-1");
    private static readonly PciAddress Address = new(0, 0x3b, 0, 0);

    [Fact]
    public void The_built_in_catalogue_is_read_without_a_mistake() => Assert.True(CardCatalog.BuiltIn.Cards.Count >= 120);

    [Fact]
    public void Every_built_in_entry_names_its_sources_in_full() => Assert.All(CardCatalog.BuiltIn.Cards, c =>
    {
        Assert.NotEmpty(c.Sources);
        Assert.All(c.Sources.Concat(c.Trouble.Select(t => t.Source)), s => Assert.True(s.Length > 15, $"'{c.Name}' has the source '{s}'"));
        Assert.NotEmpty(c.Ways);
        Assert.NotNull(c.Date);
    });

    [Fact]
    public void A_BAR_holds_the_memory_and_is_a_power_of_two() => Assert.All(CardCatalog.BuiltIn.Cards.Where(c => c.Bar1GiB is not null), c =>
    {
        Assert.True(MmioWindow.IsPowerOfTwo(c.Bar1GiB!.Value), c.Name);
        Assert.InRange(c.Bar1GiB.Value, c.MemoryGiB, (c.MemoryGiB * 2) - 1);
    });

    [Fact]
    public void A_BAR_that_is_not_derived_names_where_it_was_read() => Assert.All(
        CardCatalog.BuiltIn.Cards.Where(c => c is { Bar1GiB: not null, IsBarDerived: false }),
        c => Assert.Contains(c.Sources, s => s.Contains($"a BAR of {c.Bar1GiB} GiB", StringComparison.Ordinal)));

    [Theory]
    [InlineData("10de:2335", 512)]
    [InlineData("10de:2329", 256)]
    [InlineData("10de:2331", 256)]
    [InlineData("10de:20b5", 256)]
    [InlineData("10de:20f1", 128)]
    [InlineData("10de:26b5", 128)]
    [InlineData("10de:26b9", 128)]
    [InlineData("10de:26b1", 128)]
    [InlineData("10de:26b2", 64)]
    [InlineData("10de:2235", 128)]
    [InlineData("10de:2230", 128)]
    [InlineData("10de:2233", 64)]
    [InlineData("10de:20b7", 64)]
    [InlineData("10de:2236", 64)]
    [InlineData("10de:27b8", 64)]
    [InlineData("10de:1db4", 64)]
    [InlineData("10de:1db6", 64)]
    [InlineData("10de:1e30:10de:12ba", 64)]
    [InlineData("10de:1e30:10de:129e", 128)]
    [InlineData("1002:740f", 128)]
    public void A_single_card_of_the_vendors_table_gets_the_larger_of_table_and_rule(string id, int expectedGiB)
    {
        Assert.True(PciId.TryParse(id, out var parsed));

        var device = Enriched(Bare(parsed));

        Assert.Equal(expectedGiB, MmioWindow.For([device]).GiB);
    }

    [Fact]
    public void Subsystem_ids_tell_two_boards_of_one_device_id_apart()
    {
        Assert.Equal(24, CardCatalog.BuiltIn.Find(new PciId(0x10de, 0x1e30, 0x10de, 0x12ba))!.MemoryGiB);
        Assert.Equal(48, CardCatalog.BuiltIn.Find(new PciId(0x10de, 0x1e30, 0x10de, 0x129e))!.MemoryGiB);
        Assert.Equal("NVIDIA A2 / A16", CardCatalog.BuiltIn.Find(new PciId(0x10de, 0x25b6, 0x1028, 0x0001))!.Name);
    }

    [Theory]
    [InlineData("10de:2206:10de:146d", "NVIDIA GeForce RTX 3080 20GB")]
    [InlineData("10de:2206:1462:3892", "NVIDIA GeForce RTX 3080")]
    [InlineData("10de:2484:10de:14ae", "NVIDIA GeForce RTX 3070 16GB")]
    [InlineData("10de:2484:1043:0001", "NVIDIA GeForce RTX 3070")]
    [InlineData("10de:20f6:10de:17a3", "NVIDIA A800 PCIe 40GB")]
    [InlineData("10de:20f6:1028:180a", "NVIDIA A800 40GB Active")]
    [InlineData("10de:1e30:103c:129e", "NVIDIA Quadro RTX 8000")]
    [InlineData("10de:1e30:1028:0001", "NVIDIA Quadro RTX 6000")]
    [InlineData("10de:1e37:10de:1370", "NVIDIA Tesla T10")]
    [InlineData("10de:17fd:10de:1173", "NVIDIA Tesla M40 24GB")]
    [InlineData("10de:17fd:1028:0001", "NVIDIA Tesla M40")]
    [InlineData("10de:1db4:10de:1306", "NVIDIA Tesla V100 PCIe 16GB")]
    [InlineData("10de:2bb3:17aa:204d", "NVIDIA RTX PRO 5000 Blackwell")]
    [InlineData("10de:2bb3:17aa:227a", "NVIDIA RTX PRO 5000 72GB Blackwell")]
    [InlineData("10de:25b6:10de:14a9", "NVIDIA A16 (one of four GPUs)")]
    [InlineData("10de:2235:10de:145a", "NVIDIA A40")]
    [InlineData("10de:2bb3:1043:0001", null)]
    public void The_entry_with_the_boards_own_subsystem_ids_comes_before_the_one_with_none(string id, string? expected)
    {
        Assert.True(PciId.TryParse(id, out var parsed));

        Assert.Equal(expected, CardCatalog.BuiltIn.Find(parsed)?.Name);
        Assert.Equal((string[])(expected is null ? [] : [expected]), CardCatalog.BuiltIn.Search(id).Select(c => c.Name));
    }

    [Theory]
    [InlineData("10de:2206", "NVIDIA GeForce RTX 3080", "NVIDIA GeForce RTX 3080 20GB")]
    [InlineData("10de:25b6", "NVIDIA A2 / A16", "NVIDIA A2", "NVIDIA A16 (one of four GPUs)")]
    [InlineData("10de:2bb3", "NVIDIA RTX PRO 5000 Blackwell", "NVIDIA RTX PRO 5000 72GB Blackwell")]
    [InlineData("10de:ffff")]
    public void A_device_id_finds_all_cards_that_share_it(string id, params string[] expected) => Assert.Equal(expected, CardCatalog.BuiltIn.Search(id).Select(c => c.Name));

    [Fact]
    public void A_size_is_not_filled_in_where_boards_differ_and_no_subsystem_ids_were_told()
    {
        var untold = Enriched(Bare(new PciId(0x10de, 0x2206)), Hypervisor.Kvm);
        var told = Enriched(Bare(new PciId(0x10de, 0x2206, 0x1462, 0x3892)), Hypervisor.Kvm);
        var larger = Enriched(Bare(new PciId(0x10de, 0x2206, 0x10de, 0x146d)), Hypervisor.Kvm);

        Assert.False(untold.MemoryMiB.HasValue);
        Assert.False(untold.BarMiB.HasValue);
        Assert.Contains(untold.KnownTrouble.Value, t => t.Contains("Code 43", StringComparison.Ordinal));
        Assert.Equal(10 * 1024, told.MemoryMiB.Value);
        Assert.Equal(20 * 1024, larger.MemoryMiB.Value);
    }

    [Fact]
    public void A_size_is_filled_in_without_subsystem_ids_where_all_boards_have_the_same() =>
        Assert.Equal(40 * 1024, Enriched(Bare(new PciId(0x10de, 0x20f6))).MemoryMiB.Value);

    [Fact]
    public void A_card_that_is_not_listed_is_not_guessed()
    {
        var device = Bare(new PciId(0x10de, 0xffff));

        Assert.Null(CardCatalog.BuiltIn.Find(device.Id));
        Assert.Same(device, Enriched(device));
    }

    [Fact]
    public void What_is_filled_in_is_inferred_and_names_the_entry()
    {
        var device = Enriched(Bare(new PciId(0x10de, 0x2235)));

        Assert.Equal(ObservedState.Inferred, device.MemoryMiB.State);
        Assert.Equal(48 * 1024, device.MemoryMiB.Value);
        Assert.Equal(64 * 1024, device.BarMiB.Value);
        Assert.Equal(128, device.VendorMmioGiB.Value);
        Assert.Contains("NVIDIA A40", device.MemoryMiB.Note, StringComparison.Ordinal);
        Assert.Contains("derived", device.BarMiB.Note, StringComparison.Ordinal);
        Assert.Contains(device.KnownTrouble.Value, t => t.Contains("SR-IOV", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0x10deu, 0x20f1u, Hypervisor.VSphere, "ESXi resets it through the bridge", true)]
    [InlineData(0x10deu, 0x20f1u, Hypervisor.Kvm, "ESXi resets it through the bridge", false)]
    [InlineData(0x10deu, 0x20f1u, Hypervisor.HyperV, "ESXi resets it through the bridge", false)]
    [InlineData(0x1002u, 0x74a1u, Hypervisor.Kvm, "after a VFIO reset", true)]
    [InlineData(0x1002u, 0x74a1u, Hypervisor.VSphere, "after a VFIO reset", false)]
    [InlineData(0x8086u, 0x56a5u, Hypervisor.HyperV, "Discrete Device Assignment", true)]
    [InlineData(0x8086u, 0x56a5u, Hypervisor.Kvm, "Discrete Device Assignment", false)]
    public void Trouble_of_one_hypervisor_is_not_told_on_another(uint vendor, uint device, Hypervisor hypervisor, string trouble, bool isTold)
    {
        var enriched = Enriched(Bare(new PciId((ushort)vendor, (ushort)device)), hypervisor);

        Assert.Equal(isTold, enriched.KnownTrouble.Value.Any(t => t.Contains(trouble, StringComparison.Ordinal)));
    }

    [Fact]
    public void What_was_read_stays()
    {
        var device = Enriched(Bare(new PciId(0x10de, 0x2235)) with { MemoryMiB = Observed.Read(46068L), BarMiB = Observed.Read(256L) });

        Assert.Equal(Observed.Read(46068L), device.MemoryMiB);
        Assert.Equal(Observed.Read(256L), device.BarMiB);
    }

    [Fact]
    public void Enriching_twice_changes_nothing_more()
    {
        var once = Enriched(Bare(new PciId(0x10de, 0x2235)));
        var twice = Enriched(once);

        Assert.Equal(once.MemoryMiB, twice.MemoryMiB);
        Assert.Equal(once.VendorMmioGiB, twice.VendorMmioGiB);
        Assert.Equal(once.KnownTrouble.Value, twice.KnownTrouble.Value);
    }

    [Fact]
    public void A_users_entry_stands_in_place_of_the_built_in_one()
    {
        var own = CardCatalog.Read("""
            { "formatVersion": 1, "cards": [
              { "name": "Our A40", "ids": ["10de:2235"], "memoryGiB": 48, "vendorMmioGiB": 256, "trouble": ["Slot 3 only."], "sources": ["our own measurement"] } ] }
            """).Catalog!;

        var both = CardCatalog.BuiltIn.With(own);

        Assert.Equal("Our A40", both.Find(new PciId(0x10de, 0x2235, 0x10de, 0x145a))!.Name);
        Assert.Equal("Slot 3 only.", both.Find(new PciId(0x10de, 0x2235))!.Trouble[0].Text);
        Assert.Equal("NVIDIA A10", both.Find(new PciId(0x10de, 0x2236))!.Name);
    }

    [Fact]
    public void A_users_entry_for_a_device_id_covers_every_subsystem_of_it()
    {
        var own = CardCatalog.Read("""{ "formatVersion": 1, "cards": [ { "name": "Ours", "ids": ["10de:1e30"], "memoryGiB": 24, "sources": ["our own"] } ] }""").Catalog!;

        Assert.Equal("Ours", CardCatalog.BuiltIn.With(own).Find(new PciId(0x10de, 0x1e30, 0x10de, 0x129e))!.Name);
    }

    [Fact]
    public void Every_mistake_of_a_file_is_named_at_once()
    {
        var reading = CardCatalog.Read("""
            { "formatVersion": 1, "cards": [
              { "name": "A", "ids": ["10de-2235"], "memoryGiB": 0, "bar1GiB": 48, "vendorMmioGiB": 100, "ways": ["teleport"], "companions": ["sound"], "sources": [] },
              { "name": "B", "ids": ["10de:0001"], "memoryGiB": 1, "sources": ["x"] },
              { "name": "C", "ids": ["10de:0001"], "memoryGiB": 1, "sources": ["x"] } ] }
            """);

        Assert.Null(reading.Catalog);
        Assert.Equal(8, reading.Problems.Count);
        Assert.Contains(reading.Problems, p => p.Contains("'10de-2235'", StringComparison.Ordinal));
        Assert.Contains(reading.Problems, p => p.Contains("'memoryGiB' 0", StringComparison.Ordinal));
        Assert.Contains(reading.Problems, p => p.Contains("'bar1GiB' 48", StringComparison.Ordinal));
        Assert.Contains(reading.Problems, p => p.Contains("'vendorMmioGiB' 100", StringComparison.Ordinal));
        Assert.Contains(reading.Problems, p => p.Contains("'teleport'", StringComparison.Ordinal));
        Assert.Contains(reading.Problems, p => p.Contains("'sound'", StringComparison.Ordinal));
        Assert.Contains(reading.Problems, p => p.Contains("no source", StringComparison.Ordinal));
        Assert.Contains(reading.Problems, p => p.Contains("'B' and 'C'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"memoryMiB\": 49152", "line 4", "'memoryMiB'; the size is 'memoryGiB'")]
    [InlineData("\"memoryGiB\": 49152", "line 4", "in MiB that would be 48 GiB")]
    [InlineData("\"memoryGiB\": \"48 GB\"", "line 4", "a whole number of GiB without a unit")]
    [InlineData("\"memoryGiB\": 48, \"bar1Gib\": 64", "line 4", "unknown key 'bar1Gib'; the size is 'bar1GiB'")]
    [InlineData("\"memoryGiB\": 48, \"bar1GiB\": 64, \"vendorMmioGiB\": 32", "line 4", "a window of 32 GiB does not hold a BAR of 64 GiB")]
    [InlineData("\"memoryGiB\": 48, \"troubles\": []", "line 4", "Did you mean 'trouble'?")]
    [InlineData("\"memoryGiB\": 48, \"memoryGiB\": 48", "line 4", "2 times")]
    [InlineData("\"kind\": \"datacenter\"", "line 2", "lacks 'memoryGiB'")]
    public void A_mistake_is_told_with_its_line_and_leaves_the_other_entries(string part, string line, string mentions)
    {
        var reading = CardCatalog.Read($$"""
            { "formatVersion": 1, "cards": [
              { "name": "Ours",
                "ids": ["10de:2235"],
                {{part}},
                "sources": ["x"] },
              { "name": "Other", "ids": ["10de:2236"], "memoryGiB": 24, "bar1GiB": 32, "date": "2026-01-01", "sources": ["x"] }
            ] }
            """);

        var problem = Assert.Single(reading.Problems);
        Assert.StartsWith($"{line}: The card 'Ours' ", problem, StringComparison.Ordinal);
        Assert.Contains(mentions, problem, StringComparison.Ordinal);
        Assert.Null(reading.Catalog);
        Assert.Equal("Other", Assert.Single(reading.Sound!.Cards).Name);
        Assert.Equal("NVIDIA A40", CardCatalog.BuiltIn.With(reading.Sound).Find(new PciId(0x10de, 0x2235))!.Name);
    }

    [Fact]
    public void Ids_of_two_vendors_in_one_entry_contradict_each_other() =>
        Assert.Contains("several vendors", Assert.Single(CardCatalog.Read("""{ "formatVersion": 1, "cards": [ { "name": "A", "ids": ["10de:0001", "1002:0001"], "memoryGiB": 1, "sources": ["x"] } ] }""").Problems), StringComparison.Ordinal);

    [Fact]
    public void What_a_sound_entry_leaves_open_is_no_mistake()
    {
        var reading = CardCatalog.Read("""{ "formatVersion": 1, "cards": [ { "name": "A", "ids": ["10de:2235"], "memoryGiB": 48, "sources": ["x"] } ] }""");

        Assert.Empty(reading.Problems);
        Assert.Equal(4, reading.Lacks.Count);
        Assert.Contains(reading.Lacks, l => l.Contains("'driver'", StringComparison.Ordinal));
        Assert.Contains(reading.Lacks, l => l.Contains("'reset'", StringComparison.Ordinal));
        Assert.Contains(reading.Lacks, l => l.Contains("'bar1GiB'", StringComparison.Ordinal));
        Assert.Equal("NVIDIA A40", Assert.Single(reading.Replaces()).Name);
    }

    [Theory]
    [InlineData("""  "vgpuSoftware": { "from": "12" } """, "'virtualFunctions'", true)]
    [InlineData("""  "vgpuSoftware": { "from": "12" }, "virtualFunctions": 32 """, "'virtualFunctions'", false)]
    [InlineData("""  "vgpuSoftware": { "from": "7" } """, "'virtualFunctions'", false)]
    [InlineData("""  "vgpuSoftware": { "to": "19" } """, "'virtualFunctions'", false)]
    [InlineData("""  "vgpu": "a40" """, "'vgpuSoftware'", true)]
    [InlineData("""  "driver": { "from": "R460" } """, "'driver'", false)]
    public void What_slices_need_is_said_to_be_open(string part, string mentions, bool isOpen)
    {
        var reading = CardCatalog.Read($$"""{ "formatVersion": 1, "cards": [ { "name": "A", "ids": ["10de:2235"], "memoryGiB": 48, "ways": ["direct", "shared"], {{part}}, "sources": ["x"] } ] }""");

        Assert.Empty(reading.Problems);
        Assert.Equal(isOpen, reading.Lacks.Any(l => l.StartsWith("line 1: The card 'A' has no ", StringComparison.Ordinal) && l.Contains(mentions, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("10de:2235", "NVIDIA A40")]
    [InlineData("10de:2235:1028:0001", "NVIDIA A40")]
    [InlineData("rtx 3090 ti", "NVIDIA GeForce RTX 3090 Ti")]
    public void Cards_are_found_by_id_and_by_words_of_the_name(string text, string expected) => Assert.Equal(expected, Assert.Single(CardCatalog.BuiltIn.Search(text)).Name);

    [Fact]
    public void Every_id_is_one_of_a_vendor_that_makes_GPUs() => Assert.All(CardCatalog.BuiltIn.Cards.SelectMany(c => c.Ids), id => Assert.Contains(id.Vendor, (ushort[])[PciId.Nvidia, PciId.Amd, PciId.Intel]));

    [Theory]
    [InlineData("""{ "formatVersion": 1, "cards": [ { "name": "A", "ids": ["10de:0001"], "memorygib": 1, "memoryGiB": 1, "sources": ["x"] } ] }""", "memorygib")]
    [InlineData("""{ "formatVersion": 1,""", "line 1")]
    [InlineData("""{ "formatVersion": 2, "cards": [] }""", "formatVersion is '2'")]
    [InlineData("null", "formatVersion is 'null'")]
    public void A_file_that_is_no_catalogue_says_so(string json, string mentions)
    {
        var reading = CardCatalog.Read(json);

        Assert.Null(reading.Catalog);
        Assert.Contains(mentions, Assert.Single(reading.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Cards_that_NVIDIA_cuts_into_slices_go_both_ways()
    {
        Assert.Equal([Way.Direct, Way.Shared], CardCatalog.BuiltIn.Find(new PciId(0x10de, 0x2235))!.Ways);
        Assert.Equal([Way.Direct], CardCatalog.BuiltIn.Find(new PciId(0x10de, 0x2204))!.Ways);
    }

    [Theory]
    [InlineData("10de:1b38")]
    [InlineData("10de:1db6")]
    [InlineData("10de:13f2")]
    [InlineData("10de:1b06")]
    public void A_card_that_new_drivers_leave_out_names_its_last_branch(string id) =>
        Assert.Equal("R580", Assert.Single(CardCatalog.BuiltIn.Search(id)).Driver!.To);

    [Theory]
    [InlineData("10de:2235", "R460", "", "12", "")]
    [InlineData("10de:1eb8", "R410", "", "7", "")]
    [InlineData("10de:1b38", "R367", "R580", "5", "16")]
    [InlineData("10de:1db6", "R390", "R580", "6", "19")]
    [InlineData("10de:2bb5", "R575", "", "19.1", "")]
    public void A_card_names_the_releases_that_serve_it(string id, string driver, string lastDriver, string software, string lastSoftware)
    {
        var card = Assert.Single(CardCatalog.BuiltIn.Search(id));

        Assert.Equal(new ReleaseSpan(driver, lastDriver), card.Driver);
        Assert.Equal(new ReleaseSpan(software, lastSoftware), card.VgpuSoftware);
    }

    [Theory]
    [InlineData("10de:2235", 32)]
    [InlineData("10de:20b0", 16)]
    [InlineData("10de:2bb5", 48)]
    [InlineData("1002:74a1", 8)]
    [InlineData("1002:74a5", 1)]
    public void Virtual_functions_are_those_that_were_read_from_a_card_or_its_vendor(string id, int expected) =>
        Assert.Equal(expected, Assert.Single(CardCatalog.BuiltIn.Search(id)).VirtualFunctions);

    [Fact]
    public void Every_Kepler_card_is_past_its_support() => Assert.All(
        CardCatalog.BuiltIn.Cards.Where(c => c.Name.Contains("Tesla K", StringComparison.Ordinal) || c.Name.Contains("GRID K", StringComparison.Ordinal)),
        c => Assert.NotNull(c.EndOfSupport));

    [Theory]
    [InlineData("8086:56c0", 31)]
    [InlineData("8086:0bda", 63)]
    [InlineData("8086:4680", 7)]
    public void An_Intel_GPU_has_the_virtual_functions_of_its_platform(string id, int expected) =>
        Assert.Equal(expected, Assert.Single(CardCatalog.BuiltIn.Search(id)).VirtualFunctions);

    private static Device Enriched(Device device, Hypervisor hypervisor = Hypervisor.VSphere)
    {
        var host = new Host { Ref = HostRef, Name = "esx01", Devices = [device] };
        var site = new Site { Ref = new ObjectRef(ObjectKind.Site, "vc-1", "vc-1"), Alias = "dc1", Hypervisor = hypervisor, Product = "p", ApiVersion = "8.0", ManagesFleet = true };
        return CardCatalog.BuiltIn.Enrich(new FleetInventory([new SiteInventory { Site = site, Hosts = [host] }])).Hosts.Single().Devices.Single();
    }

    private static Device Bare(PciId id) => new() { Ref = ObjectRef.Device(HostRef, Address), Address = Address, Id = id, Class = new PciClass(0x0302) };
}
