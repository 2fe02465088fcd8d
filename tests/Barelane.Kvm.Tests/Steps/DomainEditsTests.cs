using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.Kvm.Steps.Domains;
using Barelane.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace Barelane.Kvm.Tests.Steps;

public class DomainEditsTests
{
    private const string Card = "0000:3b:00.0";
    private const string Sound = "0000:3b:00.1";
    private const string Slice = "83b8f4f2-509f-382f-3c1e-e6bfe0fa1001";

    // As libvirt writes it, with things that Barelane does not know.
    private const string Plain = """
        <domain type='kvm'>
          <name>train-02</name>
          <title>Tom &amp; Jerry&apos;s</title>
          <os>
            <type arch='x86_64' machine='pc-q35-7.2'>hvm</type>
            <boot dev='hd'/>
          </os>
          <cpu mode='host-passthrough' check='none' migratable='on'/>
          <devices>
            <controller type='pci' index='0' model='pcie-root'/>
            <controller type='pci' index='1' model='pcie-root-port'>
              <address type='pci' domain='0x0000' bus='0x00' slot='0x02' function='0x0' multifunction='on'/>
            </controller>
            <graphics type='vnc' port='-1' autoport='yes' passwd='not for logs'>
              <listen type='address'/>
            </graphics>
            <memballoon model='virtio'>
              <address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>
            </memballoon>
            <!-- by hand -->
            <unknown:thing xmlns:unknown='urn:somebody' really='yes'/>
          </devices>
        </domain>

        """;

    private static readonly FieldChange[] Pool =
    [
        Set($"hostdev:{Card}", "managed at 0000:05:00.0"),
        Set($"hostdev:{Sound}", "managed at 0000:05:00.1"),
        Set($"hostdev:{Slice}", "unmanaged at 0000:06:00.0"),
        Set($"attached:fixed {Card} 10de:2235 at rack7", "1"),
        Set("attached:profile nvidia-558", "1"),
        Set("maxphysaddr", "passthrough limit=46"),
        Set("mmio-window-mib", "262144"),
        Set("firmware", "efi"),
        Set("mark:document", "render-farm"),
        Set("mark:run", "r-17"),
    ];

    [Fact]
    public void Nothing_changed_is_the_same_text() => Assert.Equal(Plain, DomainEdits.Apply(Plain, []));

    [Fact]
    public void A_card_of_two_functions_with_all_that_belongs_to_it() =>
        Golden.Match("card.xml", DomainEdits.Apply(Plain, [.. Pool.Where(c => c.Field.Qualifier != Slice && c.Field.Qualifier != "profile nvidia-558" && c.Field.Name != "firmware")]));

    [Fact]
    public void A_slice_and_other_firmware() =>
        Golden.Match("slice.xml", DomainEdits.Apply(Plain, [.. Pool.Where(c => c.Field.Qualifier is Slice or "profile nvidia-558" or "document" || c.Field.Name is "firmware" or "maxphysaddr")]));

    [Fact]
    public void Any_changes_made_and_made_back_give_the_same_text() =>
        Prop.ForAll(Gen.SubListOf(Pool).Where(HasSliceWithItsProfile).ToArbitrary(), changes =>
            DomainEdits.Apply(DomainEdits.Apply(Plain, [.. changes]), [.. Enumerable.Reverse(changes).Select(Back)]) == Plain).QuickCheckThrowOnFailure();

    [Fact]
    public void Changes_made_twice_are_made_once()
    {
        var once = DomainEdits.Apply(Plain, Pool);

        Assert.Equal(once, DomainEdits.Apply(once, Pool));
    }

    [Fact]
    public void What_else_a_device_said_comes_back_with_it()
    {
        const string Device = """
                <hostdev mode='subsystem' type='pci' managed='yes'>
                  <source>
                    <address domain='0x0000' bus='0x3b' slot='0x00' function='0x0'/>
                  </source>
                  <boot order='2'/>
                  <rom bar='on' file='/usr/share/vgabios/card.rom'/>
                  <address type='pci' domain='0x0000' bus='0x01' slot='0x07' function='0x0'/>
                </hostdev>

            """;
        var with = Plain.Replace("  </devices>", Device + "  </devices>", StringComparison.Ordinal);
        var take = Set($"hostdev:{Card}", null, "managed at 0000:01:07.0");

        var without = DomainEdits.Apply(with, [take]);

        Assert.DoesNotContain("<hostdev", without, StringComparison.Ordinal);
        Assert.Contains("card.rom", without, StringComparison.Ordinal);
        Assert.Equal(with, DomainEdits.Apply(without, [Back(take)]));
    }

    /// <summary>Seen with libvirt 9.0: its dumpxml has the attribute although nobody wrote it.</summary>
    [Fact]
    public void What_libvirt_itself_adds_to_a_slice_is_not_kept()
    {
        var give = Set($"hostdev:{Slice}", "unmanaged at 0000:01:01.0");
        var given = DomainEdits.Apply(Plain, [give]).Replace("model='vfio-pci'", "model='vfio-pci' display='off'", StringComparison.Ordinal);
        Assert.Contains("display='off'", given, StringComparison.Ordinal);

        Assert.Equal(Plain, DomainEdits.Apply(given, [Back(give)]));
    }

    [Fact]
    public void A_release_that_knows_only_the_backing_finds_the_device()
    {
        var with = DomainEdits.Apply(Plain, [Set($"hostdev:{Card}", "managed at 0000:01:01.0")]);

        Assert.Equal(Plain, DomainEdits.Apply(with, [Set($"attached:fixed {Card} 10de:2235 at rack7", null, "1")]));
    }

    [Fact]
    public void A_device_that_changes_its_place_keeps_everything_else()
    {
        var first = DomainEdits.Apply(Plain, [Set($"hostdev:{Card}", "managed at 0000:01:01.0")]);
        var moved = DomainEdits.Apply(first, [Set($"hostdev:{Card}", "unmanaged at 0000:01:02.0")]);

        Assert.Contains("managed='no'", moved, StringComparison.Ordinal);
        Assert.Contains("slot='0x02' function='0x0'/>", moved, StringComparison.Ordinal);
        Assert.Equal(first, DomainEdits.Apply(moved, [Set($"hostdev:{Card}", "managed at 0000:01:01.0")]));
    }

    [Fact]
    public void Ports_that_somebody_uses_stay()
    {
        var with = DomainEdits.Apply(Plain, [Pool[0]]);
        var used = with.Replace("<memballoon", "<watchdog model='i6300esb'>\n      <address type='pci' domain='0x0000' bus='0x04' slot='0x00' function='0x0'/>\n    </watchdog>\n    <memballoon", StringComparison.Ordinal);

        var then = DomainEdits.Apply(used, [Back(Pool[0])]);

        Assert.Contains("ua-barelane-port-4", then, StringComparison.Ordinal);
        Assert.DoesNotContain("ua-barelane-port-5", then, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hostdev:0000:3b:00.0", "handled at 0000:05:00.0")]
    [InlineData("hostdev:0000:3b:00.0", "managed at nowhere")]
    [InlineData("hostdev:card", "managed at 0000:05:00.0")]
    [InlineData("attached:profile nvidia-558", "1")]
    public void What_is_no_value_of_a_field_is_refused(string field, string value) =>
        Assert.Equal("field-invalid", Assert.Throws<SiteException>(() => DomainEdits.Apply(Plain, [Set(field, value)])).Problem.Code);

    [Theory]
    [InlineData("")]
    [InlineData("<domain>")]
    [InlineData("<network/>")]
    public void What_is_no_definition_is_refused(string xml) =>
        Assert.Equal("definition-unreadable", Assert.Throws<SiteException>(() => DomainEdits.Apply(xml, Pool)).Problem.Code);

    private static FieldChange Set(string field, string? value, string? before = null) => new(new Field(field), before, value);

    private static FieldChange Back(FieldChange change) => new(change.Field, change.After, change.Before);

    private static bool HasSliceWithItsProfile(IList<FieldChange> changes) =>
        changes.Any(c => c.Field.Name == $"hostdev:{Slice}") || !changes.Any(c => c.Field.Name == "attached:profile nvidia-558");
}
