using System.Text;
using System.Xml;
using Barelane.Twin.Schema;
using Barelane.Twin.Values;

namespace Barelane.Twin.Soap;

/// <summary>
/// Writes responses in schema order. Elements and types newer than the client's version are left out, or written as
/// their nearest known ancestor, as a real server tailors them (§1.1, Versions).
/// </summary>
internal sealed class SoapWriter(ApiVersion version)
{
    private const string Envelope = "http://schemas.xmlsoap.org/soap/envelope/";
    private const string Xsi = "http://www.w3.org/2001/XMLSchema-instance";
    private const string Xsd = "http://www.w3.org/2001/XMLSchema";
    private const string Vim = "urn:vim25";

    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        CloseOutput = false,
    };

    public MemoryStream Response(VimMethod method, object? result)
    {
        var stream = new MemoryStream();
        using var xml = Open(stream);
        xml.WriteStartElement(method.Name + "Response", Vim);
        if (result is VimArray array)
        {
            foreach (var item in array.Items)
            {
                Write(xml, method.Result.Name, method.Result.Type, method.Result.IsReference, item);
            }
        }
        else if (result is not null)
        {
            Write(xml, method.Result.Name, method.Result.Type, method.Result.IsReference, result);
        }

        Close(xml);
        return stream;
    }

    public MemoryStream Fault(VimFaultException error)
    {
        var stream = new MemoryStream();
        using var xml = Open(stream);
        xml.WriteStartElement("Fault", Envelope);
        xml.WriteElementString("faultcode", "ServerFaultCode");
        xml.WriteElementString("faultstring", error.Message);
        xml.WriteStartElement("detail");
        var type = VimSchema.Instance.Data(error.Fault.Type)!.KnownIn(version);
        xml.WriteStartElement(error.Fault.Type + "Fault", Vim);
        xml.WriteAttributeString("type", Xsi, type.Name);
        WriteFields(xml, type, error.Fault);
        Close(xml);
        return stream;
    }

    /// <summary>The text of a property value, by which a property filter sees whether it changed.</summary>
    public string Fragment(VimTyped value)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true }))
        {
            xml.WriteStartElement("v", Vim);
            WriteAny(xml, "val", value);
            xml.WriteEndElement();
        }

        return text.ToString();
    }

    private static XmlWriter Open(Stream stream)
    {
        var xml = XmlWriter.Create(stream, Settings);
        xml.WriteStartElement("soapenv", "Envelope", Envelope);
        xml.WriteAttributeString("xmlns", "xsd", null, Xsd);
        xml.WriteAttributeString("xmlns", "xsi", null, Xsi);
        xml.WriteStartElement("Body", Envelope);
        return xml;
    }

    private static void Close(XmlWriter xml)
    {
        xml.WriteEndDocument();
        xml.Flush();
    }

    private void WriteFields(XmlWriter xml, VimDataType type, VimObject value)
    {
        var written = 0;
        foreach (var field in type.Fields)
        {
            if (value[field.Name] is not { } content)
            {
                continue;
            }

            written++;
            if (!field.ExistsIn(version))
            {
                continue;
            }

            if (content is VimArray array && field.IsArray)
            {
                foreach (var item in array.Items)
                {
                    Write(xml, field.Name, field.Type, field.IsReference, item);
                }
            }
            else
            {
                Write(xml, field.Name, field.Type, field.IsReference, content);
            }
        }

        if (type.Name == value.Type && written != value.Count())
        {
            var unknown = value.First(f => type.Field(f.Key) is null).Key;
            throw new InvalidOperationException($"The type '{type.Name}' has no element '{unknown}'.");
        }
    }

    private void Write(XmlWriter xml, string name, string declared, bool reference, object value)
    {
        switch (value)
        {
            case VimTyped typed:
                WriteAny(xml, name, typed);
                return;
            case MoRef target:
                xml.WriteStartElement(name, Vim);
                if (!reference)
                {
                    xml.WriteAttributeString("type", Xsi, "ManagedObjectReference");
                }

                xml.WriteAttributeString("type", target.Type);
                xml.WriteString(target.Id);
                xml.WriteEndElement();
                return;
            case VimObject data:
                WriteData(xml, name, declared, data);
                return;
            case VimArray:
                throw new InvalidOperationException($"Element '{name}' of type '{declared}' is not repeated.");
            default:
                xml.WriteStartElement(name, Vim);
                if (declared == "anyType")
                {
                    xml.WriteAttributeString("type", Xsi, "xsd:" + XsdTypes.NameOf(value));
                }

                xml.WriteString(XsdTypes.Format(value));
                xml.WriteEndElement();
                return;
        }
    }

    private void WriteData(XmlWriter xml, string name, string declared, VimObject data)
    {
        var type = VimSchema.Instance.Data(data.Type)?.KnownIn(version)
            ?? throw new InvalidOperationException($"The schema has no type '{data.Type}' for element '{name}'.");
        xml.WriteStartElement(name, Vim);
        if (type.Name != declared)
        {
            xml.WriteAttributeString("type", Xsi, type.Name);
        }

        WriteFields(xml, type, data);
        xml.WriteEndElement();
    }

    private void WriteAny(XmlWriter xml, string name, VimTyped typed)
    {
        if (!typed.IsArray)
        {
            var enumerated = VimSchema.Instance.Enum(typed.Type) is not null;
            if (typed.Value is MoRef or VimObject)
            {
                Write(xml, name, "anyType", reference: false, typed.Value);
                return;
            }

            xml.WriteStartElement(name, Vim);
            xml.WriteAttributeString("type", Xsi, enumerated ? typed.Type : "xsd:" + XsdTypes.WireName(typed.Type));
            xml.WriteString(XsdTypes.Format(typed.Value));
            xml.WriteEndElement();
            return;
        }

        var items = ((VimArray)typed.Value).Items;
        var item = typed.IsReference ? "ManagedObjectReference" : XsdTypes.WireName(typed.Type) ?? typed.Type;
        xml.WriteStartElement(name, Vim);
        xml.WriteAttributeString("type", Xsi, "ArrayOf" + char.ToUpperInvariant(item[0]) + item[1..]);
        foreach (var value in items)
        {
            Write(xml, item, item, typed.IsReference, value);
        }

        xml.WriteEndElement();
    }
}
