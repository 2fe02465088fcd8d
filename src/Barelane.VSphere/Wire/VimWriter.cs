using System.Globalization;
using System.Xml;

namespace Barelane.VSphere.Wire;

/// <summary>
/// Writes the arguments of a vim25 call. Every type of vim25 is a sequence, so callers write elements in schema order. A null value writes nothing:
/// on the wire an unset optional is an absent element.
/// </summary>
internal sealed class VimWriter(XmlWriter xml)
{
    public const string Vim25Namespace = "urn:vim25";
    private const string InstanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";

    public void Write(string name, string? value)
    {
        if (value is not null)
        {
            xml.WriteElementString(name, Vim25Namespace, value);
        }
    }

    public void Write(string name, bool? value) => Write(name, value switch { null => null, true => "true", false => "false" });

    public void Write(string name, long? value) => Write(name, value?.ToString(CultureInfo.InvariantCulture));

    public void Write(string name, ManagedObjectRef? value)
    {
        if (value is { } reference)
        {
            xml.WriteStartElement(name, Vim25Namespace);
            WriteRefContent(reference);
            xml.WriteEndElement();
        }
    }

    public void WriteAll(string name, IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            Write(name, value);
        }
    }

    public void WriteAll(string name, IEnumerable<ManagedObjectRef> values)
    {
        foreach (var value in values)
        {
            Write(name, value);
        }
    }

    /// <summary>A value of declared type anyType, which must say what it is: "string" or "int".</summary>
    public void WriteAny(string name, string schemaType, string value)
    {
        xml.WriteStartElement(name, Vim25Namespace);
        xml.WriteAttributeString("type", InstanceNamespace, "xsd:" + schemaType);
        xml.WriteString(value);
        xml.WriteEndElement();
    }

    /// <summary>A reference where the declared type is anyType.</summary>
    public void WriteAny(string name, ManagedObjectRef value)
    {
        xml.WriteStartElement(name, Vim25Namespace);
        xml.WriteAttributeString("type", InstanceNamespace, "ManagedObjectReference");
        WriteRefContent(value);
        xml.WriteEndElement();
    }

    /// <summary>Opens an element; the type is required where the declared type has subtypes.</summary>
    public void Open(string name, string? type = null)
    {
        xml.WriteStartElement(name, Vim25Namespace);
        if (type is not null)
        {
            xml.WriteAttributeString("type", InstanceNamespace, type);
        }
    }

    public void Close() => xml.WriteEndElement();

    private void WriteRefContent(ManagedObjectRef value)
    {
        xml.WriteAttributeString("type", value.Type);
        xml.WriteString(value.Value);
    }
}
