using System.Text.Json;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.HyperV.Inventory;
using FsCheck;
using FsCheck.Fluent;

namespace Barelane.HyperV.Tests.Inventory;

public class NotationTests
{
    [Theory]
    [InlineData("PCIROOT(0)#PCI(0300)#PCI(0001)", 0, 1)]
    [InlineData("PCIROOT(3A)#PCI(1F07)", 31, 7)]
    public void A_location_path_tells_device_and_function(string text, byte device, byte function)
    {
        var path = LocationPath.Among(["ACPI(_SB_)#ACPI(PC00)", text])!;

        Assert.Equal((device, function), (path.Device, path.Function));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ACPI(_SB_)#ACPI(PC00)")]
    [InlineData("PCIROOT(0)")]
    [InlineData("PCIROOT(0)#PCI(0300)'; Remove-VM *")]
    [InlineData("PCIROOT(0)#PCI(030)")]
    [InlineData("PCIROOT(0)#PCI(0309)")]
    public void What_is_no_location_path_is_none(string text) => Assert.Null(LocationPath.Among([text]));

    [Fact]
    public void A_dismounted_device_keeps_the_rest_of_its_instance_id()
    {
        const string Dismounted = @"PCIP\VEN_10DE&DEV_2235&SUBSYS_145A10DE&REV_A1\4&18416DC3&0&0010";

        Assert.True(InstanceId.IsDismounted(Dismounted));
        Assert.Equal(@"PCI\VEN_10DE&DEV_2235&SUBSYS_145A10DE&REV_A1\4&18416DC3&0&0010", InstanceId.OnHost(Dismounted));
        Assert.Equal(new PciId(0x10de, 0x2235, 0x10de, 0x145a), InstanceId.Ids(Dismounted));
    }

    [Fact]
    public void A_partitionable_cards_name_tells_its_instance_and_its_kind()
    {
        const string Name = @"\\?\PCI#VEN_10DE&DEV_25B6&SUBSYS_157E10DE&REV_A1#4&18416dc3&0&0000#{064092b3-625e-43bf-9eb5-dc845897dd59}";

        Assert.Equal(@"PCI\VEN_10DE&DEV_25B6&SUBSYS_157E10DE&REV_A1\4&18416dc3&0&0000", InstanceId.OfPartitionable(Name));
        Assert.False(InstanceId.IsParavirtual(Name));
        Assert.True(InstanceId.IsParavirtual(Name + @"\GPUPARAV"));
    }

    [Theory]
    [InlineData("gpu-p-10de:25b6-4", false, 4)]
    [InlineData("gpu-pv-10de:2484", true, 0)]
    public void A_profile_tells_kind_card_and_share(string name, bool isParavirtual, int count)
    {
        var profile = HyperVBackings.ParseProfile(name);

        Assert.Equal((isParavirtual, count), (profile!.Value.IsParavirtual, profile.Value.Count));
        Assert.Equal(name, HyperVBackings.ProfileName(profile.Value.Id, isParavirtual, count));
    }

    [Theory]
    [InlineData("nvidia_a40-8q")]
    [InlineData("gpu-p-10de:25b6")]
    [InlineData("gpu-p-10de:25b6-0")]
    public void Another_profile_is_none_of_Hyper_V(string name) => Assert.Null(HyperVBackings.ParseProfile(name));

    [Fact]
    public void A_mark_stands_behind_what_others_wrote_and_goes_without_a_trace()
    {
        const string Notes = "Render node.\r\nAsk Ute before a restart";

        var marked = NotesMark.Write(Notes, [Set("document", "farm"), Set("cards", "fixed 0000:3b:00.0 10de:2235 at X")]);
        var unmarked = NotesMark.Write(marked, [Set("document", null), Set("cards", null)]);

        Assert.Equal("Render node.\r\nAsk Ute before a restart\r\nbarelane: document=farm\r\nbarelane: cards=fixed 0000:3b:00.0 10de:2235 at X", marked);
        Assert.Equal(Notes, unmarked);
    }

    [Fact]
    public void Whatever_notes_say_a_mark_is_read_back_and_taken_away_again() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), ArbMap.Default.ArbFor<NonNull<string>>(), (notes, name) =>
    {
        var value = name.Get.Replace("\n", " ", StringComparison.Ordinal).Replace("\r", " ", StringComparison.Ordinal);
        var marked = NotesMark.Write(notes.Get, [Set("document", value)]);
        return NotesMark.Read(marked)["document"] == value && NotesMark.Write(marked, [Set("document", null)]) == notes.Get;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_property_that_is_missing_or_empty_is_unknown_and_never_no()
    {
        var none = new DeviceProperties([]);
        var empty = new DeviceProperties([Property("{3AB22E31-8264-4B4E-9AF5-A8D2D8E33E62} 34", "Empty", "null")]);

        Assert.Equal(ObservedState.Unreadable, none.ReservedByFirmware.State);
        Assert.Equal(ObservedState.Unreadable, empty.ReservedByFirmware.State);
        Assert.Equal(ObservedState.Unreadable, none.AcsUp.State);
    }

    [Theory]
    [InlineData("{3AB22E31-8264-4b4e-9AF5-A8D2D8E33E62}  34", "true")]
    [InlineData("{3ab22e31-8264-4b4e-9af5-a8d2d8e33e62} 34", "1")]
    [InlineData("DEVPKEY_PciDevice_RequiresReservedMemoryRegion", "true")]
    public void A_property_is_found_under_each_of_its_names(string key, string data) =>
        Assert.True(new DeviceProperties([Property(key, "Boolean", data)]).ReservedByFirmware.Value);

    [Fact]
    public void A_machine_whose_maker_forgot_its_UUID_is_nobody()
    {
        Assert.Null(HyperVIds.Machine("03000200-0400-0500-0006-000700080009"));
        Assert.Null(HyperVIds.Machine("FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF"));
        Assert.Equal("4c4c4544-0042-3510-8058-b7c04f4d4d32", HyperVIds.Machine("4C4C4544-0042-3510-8058-B7C04F4D4D32"));
    }

    private static FieldChange Set(string part, string? value) => new(Field.Mark(part), null, value);

    private static PropertyAnswer Property(string key, string type, string data) => new(key, type, [JsonDocument.Parse(data).RootElement]);

    [Fact]
    public void What_is_noted_of_a_devices_memory_reads_back_with_the_side_of_each_BAR()
    {
        var note = DeviceNote.Read("10de:2235 16777216-low 68719476736-high 33554432-high", new PciId(0x10de, 0x2235, 0x10de, 0x145a))!;

        Assert.Equal([(16L << 20, false), (64L << 30, true), (32L << 20, true)], note.Bars.Select(b => (b.Bytes, b.IsAbove4G)));
        Assert.Equal((null, null, null, null), (note.Kind, note.ReservedByFirmware, note.IsIsolated, note.Interrupts));
    }

    [Fact]
    public void What_was_noted_beside_the_memory_reads_back_and_what_was_not_known_is_not_noted()
    {
        var note = DeviceNote.Read("10de:2235 16777216-low kind=legacy-endpoint reserved=no interrupts=message", new PciId(0x10de, 0x2235))!;

        Assert.Equal(("legacy-endpoint", false, null, "message"), (note.Kind, note.ReservedByFirmware, note.IsIsolated, note.Interrupts));
        Assert.Single(note.Bars);
    }

    [Theory]
    [InlineData("10de:25b6 16777216-low")]
    [InlineData("10de:2235")]
    [InlineData("10de:2235 16777216")]
    [InlineData("10de:2235 -5-low")]
    [InlineData("10de:2235 0-high")]
    [InlineData("10de:2235 16777216-low 'x'; Remove-VM *")]
    [InlineData("")]
    public void A_note_of_another_card_and_what_is_no_note_tells_nothing(string note) => Assert.Null(DeviceNote.Read(note, new PciId(0x10de, 0x2235)));
}
