using System.Text;
using System.Xml;
using Barelane.VSphere.Wire;
using FsCheck;
using FsCheck.Fluent;

namespace Barelane.VSphere.Tests.Wire;

public class ReaderTests
{
    [Fact]
    public void Unknown_children_are_passed_over_at_every_level()
    {
        var reader = Over("<d><new><x><y>1</y></x>text</new><id>a</id><newer/><inner><n>1</n><id>b</id></inner><id>c</id></d>");
        var found = new List<string>();

        foreach (var name in reader.Children())
        {
            if (name == "id")
            {
                found.Add(reader.ReadString());
            }
            else if (name == "inner")
            {
                foreach (var inner in reader.Children())
                {
                    if (inner == "id")
                    {
                        found.Add(reader.ReadString());
                    }
                }
            }
        }

        Assert.Equal(["a", "b", "c"], found);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Leaving_an_inner_loop_early_does_no_harm(int leaveAfter)
    {
        var reader = Over("<d><i><a>1</a><a/><a><b>2</b></a></i><i><a>3</a></i><last>ok</last></d>");
        var last = string.Empty;
        var outer = 0;

        foreach (var name in reader.Children())
        {
            outer++;
            if (name == "last")
            {
                last = reader.ReadString();
                continue;
            }

            var inner = 0;
            foreach (var _ in reader.Children())
            {
                if (inner++ == leaveAfter)
                {
                    break;
                }

                reader.ReadStringOrSkip();
            }
        }

        Assert.Equal("ok", last);
        Assert.Equal(3, outer);
    }

    [Fact]
    public void A_type_attribute_is_matched_by_namespace_and_never_by_prefix()
    {
        var reader = Over("<d xmlns:XMLSchema-instance=\"http://www.w3.org/2001/XMLSchema-instance\"><val XMLSchema-instance:type=\"vim25:ManagedObjectReference\" type=\"HostSystem\">host-1</val></d>");
        string? type = null;
        var reference = default(ManagedObjectRef);

        foreach (var _ in reader.Children())
        {
            type = reader.TypeName;
            reference = reader.ReadRef();
        }

        Assert.Equal("ManagedObjectReference", type);
        Assert.Equal(new ManagedObjectRef("HostSystem", "host-1"), reference);
    }

    [Fact]
    public void White_space_within_a_value_is_kept() => Assert.Equal(["  ", " a ", ""], Over("<d>\n <v>  </v>\n <v> a </v><v/></d>").ReadList(r => r.ReadString()));

    [Fact]
    public void A_value_of_the_wrong_kind_is_told_with_its_name_and_text()
    {
        var error = Assert.Throws<VimAnswerException>(() => Over("<d><n>twelve</n></d>").ReadList(r => r.ReadInt32()));

        Assert.Contains("'n' is 'twelve'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_longer_than_the_buffer_arrives_whole()
    {
        var text = string.Concat(Enumerable.Range(0, 20_000).Select(i => (char)('a' + (i % 26))));

        Assert.Equal([text], Over($"<d><v>{text}</v></d>").ReadList(r => r.ReadString()));
    }

    [Fact]
    public void What_is_written_is_read_back_whatever_the_text() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), value =>
        {
            var text = new string([.. value.Get.Where(XmlConvert.IsXmlChar)]);
            using var bytes = new MemoryStream();
            using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { OmitXmlDeclaration = true, NewLineHandling = NewLineHandling.Entitize }))
            {
                var writer = new VimWriter(xml);
                writer.Open("d");
                writer.Write("v", text);
                writer.Close();
            }

            return Over(Encoding.UTF8.GetString(bytes.ToArray()).TrimStart('\uFEFF')).ReadList(r => r.ReadString()).Single() == text;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_id_survives_the_wire_signed_and_unsigned() =>
        Prop.ForAll(ArbMap.Default.ArbFor<ushort>(), id =>
            PciWire.Unsigned16(PciWire.Signed16(id)) == id
            && PciWire.Unsigned16(id) == id
            && PciWire.ParseDeviceIdHex(PciWire.DeviceIdHex(id)) == id
            && PciWire.ParseDeviceIdHex("0x" + PciWire.DeviceIdHex(id)) == id
            && PciWire.SplitDeviceVendorId(((long)id << 16) | 0x10de) == (0x10de, id)).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_bus_survives_the_wire_signed_and_unsigned() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte>(), bus => PciWire.Unsigned8(unchecked((sbyte)bus)) == bus && PciWire.Unsigned8(bus) == bus).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("20f1", 0x20f1)]
    [InlineData("0x1e04", 0x1e04)]
    [InlineData("-20f1", 0xdf0f)]
    [InlineData("8433x", null)]
    [InlineData("", null)]
    public void A_device_id_is_read_in_the_forms_that_servers_and_clients_write(string text, int? expected) => Assert.Equal(expected, PciWire.ParseDeviceIdHex(text));

    [Fact]
    public void The_ids_of_the_vendors_are_encoded_as_real_servers_do()
    {
        Assert.Equal(-32634, PciWire.Signed16(0x8086));
        Assert.Equal(4318, PciWire.Signed16(0x10de));
        Assert.Equal(0x8a, PciWire.Unsigned8(-118));
        Assert.Equal("f1", PciWire.DeviceIdHex(0xf1));
        Assert.Equal(((ushort)0x10de, (ushort)0x20f1), PciWire.SplitDeviceVendorId(552669406));
    }

    private static VimReader Over(string xml)
    {
        var reader = XmlReader.Create(new StringReader(xml));
        reader.MoveToContent();
        return new VimReader(reader, "a test");
    }
}
