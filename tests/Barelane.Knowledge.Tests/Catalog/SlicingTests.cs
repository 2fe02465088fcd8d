using System.Runtime.CompilerServices;
using System.Text.Json;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Knowledge.Catalog;

namespace Barelane.Knowledge.Tests.Catalog;

public sealed class SlicingTests
{
    [Theory]
    [InlineData("10de:2235", "A40-8Q", 8192, 6, "vWS")]
    [InlineData("10de:2235", "A40-1Q", 1024, 32, "vWS")]
    [InlineData("10de:2235", "A40-48A", 49152, 1, "vApps")]
    [InlineData("10de:2235", "A40-2B", 2048, 24, "vPC")]
    [InlineData("10de:1eb8", "T4-4C", 4096, 4, "NVIDIA AI Enterprise (formerly vCS)")]
    [InlineData("10de:13bd", "M10-0Q", 512, 16, "vWS")]
    [InlineData("10de:26b9", "L40S-24Q", 24576, 2, "vWS")]
    [InlineData("10de:15f9", "P100X-4Q", 4096, 4, "vWS")]
    [InlineData("10de:1db4", "V100-2B4", 2048, 8, "vPC")]
    [InlineData("10de:2238", "A10M-5Q", 5120, 4, "vWS")]
    public void A_profile_has_its_framebuffer_its_capacity_and_its_licence(string id, string name, int memoryMiB, int perGpu, string licence)
    {
        var profile = Assert.Single(Card(id).Vgpu!.Profiles, p => p.Name == name);

        Assert.Equal((memoryMiB, perGpu, licence), (profile.MemoryMiB, profile.PerGpu, profile.Licence));
        Assert.Null(profile.MigProfile);
    }

    [Theory]
    [InlineData("A40-8Q", "nvidia_a40-8q", true)]
    [InlineData("A40-8Q", "NVIDIA A40-8Q", true)]
    [InlineData("T4-2Q", "GRID T4-2Q", true)]
    [InlineData("RTX6000-Ada-8Q", "nvidia_rtx6000-ada-8q", true)]
    [InlineData("A40-8Q", "nvidia_a40-48q", false)]
    public void A_profile_is_known_by_the_hypervisors_names(string profile, string name, bool expected) =>
        Assert.Equal(expected, CardCatalog.BuiltIn.Cards.SelectMany(c => c.Vgpu?.Profiles ?? []).First(p => p.Name == profile).IsNamed(name));

    [Theory]
    [InlineData("10de:20b0", "A100X-3-20C", "3g.20gb")]
    [InlineData("10de:20b0", "A100X-1-10C", "1g.10gb")]
    [InlineData("10de:20b0", "A100X-1-5CME", "1g.5gb+me")]
    [InlineData("10de:20b7", "A30-2-12C", "2g.12gb")]
    [InlineData("10de:2331", "H100-7-80C", "7g.80gb")]
    [InlineData("10de:2bb5", "DC-1-2Q", "1g.24gb")]
    [InlineData("10de:2c3a", "DC-2-16C", "2g.32gb")]
    public void A_profile_on_an_instance_names_the_instance(string id, string name, string instance) =>
        Assert.Equal(instance, Assert.Single(Card(id).Vgpu!.Profiles, p => p.Name == name).MigProfile);

    [Fact]
    public void No_profile_takes_more_memory_than_the_card_has() => Assert.All(CardCatalog.BuiltIn.Cards.Where(c => c.Vgpu is not null), c =>
        Assert.All(c.Vgpu!.Profiles.Where(p => p.MigProfile is null), p => Assert.True((long)p.MemoryMiB * p.PerGpu <= c.MemoryGiB * 1024L, $"{c.Name}: {p.PerGpu} of {p.Name}")));

    [Fact]
    public void The_instances_of_an_A100_are_placed_as_the_guide_says()
    {
        var mig = Card("10de:20b0").Mig!;

        Assert.Equal((7, 8), (mig.ComputeSlices, mig.MemorySlices));
        Assert.False(mig.IsDerived);
        var third = Assert.Single(mig.Profiles, p => p.Name == "3g.20gb");
        Assert.Equal((9, 3, 20, 4, 2), (third.Id, third.ComputeSlices, third.MemoryGiB, third.Size, third.Max));
        Assert.Equal([0, 4], third.Starts);
    }

    [Fact]
    public void As_many_instances_as_a_profile_may_have_find_room_side_by_side() => Assert.All(CardCatalog.BuiltIn.Cards.Where(c => c.Mig is not null), c =>
        Assert.All(c.Mig!.Profiles, p =>
        {
            Assert.True(p.Max * p.ComputeSlices <= c.Mig.ComputeSlices, $"{c.Name}: {p.Max} of {p.Name}");
            Assert.True(p.Starts.Order().Aggregate((Free: 0, Fit: 0), (a, s) => s >= a.Free ? (s + p.Size, a.Fit + 1) : a).Fit >= p.Max, $"{c.Name}: {p.Name}");
        }));

    [Fact]
    public void What_is_computed_or_taken_over_is_marked()
    {
        Assert.True(Card("10de:2339").Mig!.IsDerived);
        Assert.DoesNotContain(Card("10de:13bd").Vgpu!.Profiles, p => p.IsDerived);
        Assert.False(Card("10de:2235").Vgpu!.Profiles.Single(p => p.Name == "A40-8A").IsDerived);
        Assert.False(Card("10de:26b3").Vgpu!.Profiles.Single(p => p.Name == "RTX5880-Ada-8Q").IsDerived);
        Assert.True(Card("10de:26b3").Vgpu!.Profiles.Single(p => p.Name == "RTX5880-Ada-8A").IsDerived);
        Assert.True(Card("10de:1b38").Vgpu!.Profiles.Single(p => p.Name == "P40-8C").IsDerived);
    }

    [Fact]
    public void Cards_say_what_goes_where_from_which_version()
    {
        var support = Card("10de:2235").Support;

        Assert.Equal("10.0.26100", Assert.Single(support, s => s is { Hypervisor: Hypervisor.HyperV, Way: Way.Shared }).From);
        Assert.Equal("6.0", Assert.Single(support, s => s is { Hypervisor: Hypervisor.VSphere, Way: Way.Shared }).From);
        Assert.DoesNotContain(Card("10de:2204").Support, s => s.Hypervisor == Hypervisor.VSphere);
    }

    [Theory]
    [InlineData("\"8X\": 1", "a profile is a size and a series")]
    [InlineData("\"8Q\": 0", "0 slices of '8Q'")]
    [InlineData("\"1-5C\": 7", "no instance that carries it")]
    public void A_mistake_in_a_vGPU_table_is_told_with_its_line_and_leaves_the_built_in_card(string profile, string mentions) => Refused(
        $$"""{ "formatVersion": 1,{{"\n"}} "vgpu": {{{"\n"}} "mine": { "prefix": "A40", "profiles": { {{profile}} }, "sources": ["x"] } }, "cards": [ { "name": "Ours", "ids": ["10de:2235"], "memoryGiB": 48, "ways": ["direct", "shared"], "vgpu": "mine", "sources": ["x"] } ] }""", mentions);

    [Theory]
    [InlineData("""{ "name": "3x", "size": 4, "starts": [0], "max": 1 }""", "NVIDIA's names look like")]
    [InlineData("""{ "name": "3g.20gb", "size": 9, "starts": [0], "max": 1 }""", "with size 9")]
    [InlineData("""{ "name": "3g.20gb", "size": 4, "starts": [0, 6], "max": 1 }""", "start outside")]
    [InlineData("""{ "name": "3g.20gb", "size": 4, "starts": [0], "max": 2 }""", "contradicts itself: 2 of '3g.20gb', but 1 starts")]
    public void A_mistake_in_a_MIG_table_is_told_with_its_line_and_leaves_the_built_in_card(string profile, string mentions) => Refused(
        $$"""{ "formatVersion": 1,{{"\n"}} "mig": {{{"\n"}} "mine": { "computeSlices": 7, "memorySlices": 8, "profiles": [ {{profile}} ], "sources": ["x"] } }, "cards": [ { "name": "Ours", "ids": ["10de:2235"], "memoryGiB": 48, "mig": "mine", "sources": ["x"] } ] }""", mentions);

    [Theory]
    [InlineData("\"vgpu\": \"a40\"", "'shared' is none of its ways")]
    [InlineData("\"ways\": [\"shared\"], \"vgpu\": \"a41\"", "names 'a41'")]
    [InlineData("\"mig\": \"nothing\"", "names 'nothing'")]
    [InlineData("\"support\": [\"nowhere\"]", "names 'nowhere'")]
    [InlineData("\"gpusPerBoard\": 0", "'gpusPerBoard' 0")]
    [InlineData("\"virtualFunctions\": 0", "'virtualFunctions' 0")]
    [InlineData("\"driver\": { \"from\": \"580\" }", "'driver' from '580'; write a driver branch such as 'R580'")]
    [InlineData("\"driver\": { \"from\": \"R580\", \"to\": \"R470\" }", "contradicts itself: 'driver' from 'R580' to 'R470'")]
    [InlineData("\"driver\": {}", "neither 'from' nor 'to'")]
    [InlineData("\"driver\": \"R580\"", "'driver' of the wrong form")]
    [InlineData("\"driver\": { \"first\": \"R580\" }", "'driver' of the wrong form")]
    [InlineData("\"vgpuSoftware\": { \"to\": \"R16\" }", "'vgpuSoftware' to 'R16'; write a release such as '16'")]
    [InlineData("\"kind\": \"integrated\"", "an integrated card has no memory of its own")]
    [InlineData("\"reset\": \"maybe\"", "'reset' of the wrong form")]
    public void A_mistake_in_what_a_card_says_of_slices_is_told(string part, string mentions)
    {
        var reading = CardCatalog.Read($$"""{ "formatVersion": 1, "cards": [ { "name": "Ours", "ids": ["10de:2235"], "memoryGiB": 48, {{part}}, "sources": ["x"] } ] }""");

        Assert.Contains(mentions, Assert.Single(reading.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_users_card_may_use_the_built_in_tables()
    {
        var own = CardCatalog.Read("""{ "formatVersion": 1, "cards": [ { "name": "OEM A40", "ids": ["10de:ffff"], "memoryGiB": 48, "ways": ["direct", "shared"], "vgpu": "a40", "support": ["kvm-vgpu"], "sources": ["x"] } ] }""").Catalog!;

        Assert.Contains(own.Cards[0].Vgpu!.Profiles, p => p.Name == "A40-8Q");
        Assert.Equal(Hypervisor.Kvm, Assert.Single(own.Cards[0].Support).Hypervisor);
    }

    [Fact]
    public void The_schema_knows_the_same_keys_as_the_reader()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Beside(), "..", "..", "..", "docs", "reference", "cards.schema.json")));
        var keys = schema.RootElement.GetProperty("$defs").GetProperty("card").GetProperty("properties").EnumerateObject().Select(p => p.Name);

        Assert.Equal(CatalogReader.Keys.Order(StringComparer.Ordinal), keys.Order(StringComparer.Ordinal));
    }

    private static string Beside([CallerFilePath] string caller = "") => Path.GetDirectoryName(caller)!;

    private static void Refused(string json, string mentions)
    {
        var reading = CardCatalog.Read(json);

        var problem = Assert.Single(reading.Problems);
        Assert.StartsWith("line 3: 'mine' of ", problem, StringComparison.Ordinal);
        Assert.Contains(mentions, problem, StringComparison.Ordinal);
        Assert.Equal("NVIDIA A40", CardCatalog.BuiltIn.With(reading.Sound!).Find(new PciId(0x10de, 0x2235))!.Name);
    }

    private static Card Card(string id) => PciId.TryParse(id, out var parsed) ? CardCatalog.BuiltIn.Find(parsed)! : throw new ArgumentException(id);
}
