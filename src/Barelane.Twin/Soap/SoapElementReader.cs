using System.Xml;
using Barelane.Twin.Schema;
using Barelane.Twin.Values;

namespace Barelane.Twin.Soap;

/// <summary>
/// Reads elements by the schema. In strict order an element that is unknown to the version, out of its place in the
/// xsd:sequence, repeated or missing is refused; else order is free and unknown elements are skipped, as vcsim does (§1.1).
/// </summary>
internal sealed class SoapElementReader(ApiVersion version, bool strictOrder)
{
    private const string Xsi = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>Reads the children up to the end of the element the reader is in; the reader stands on the first child.</summary>
    public VimObject ReadFields(XmlReader reader, string owner, IReadOnlyList<VimField> fields)
    {
        var result = new VimObject(owner);
        var arrays = new Dictionary<string, List<object>>(StringComparer.Ordinal);
        var place = 0;
        while (reader.MoveToContent() == XmlNodeType.Element)
        {
            var name = reader.LocalName;
            var index = IndexOf(fields, name);
            if (index < 0)
            {
                SkipUnknown(reader, owner);
                continue;
            }

            var field = fields[index];
            CheckPlace(owner, fields, field, index, place, result, arrays);
            place = Math.Max(place, index);
            var value = ReadValue(reader, field);
            if (field.IsArray)
            {
                (arrays.TryGetValue(name, out var list) ? list : arrays[name] = []).Add(value);
            }
            else
            {
                result.Set(name, value);
            }
        }

        foreach (var (name, list) in arrays)
        {
            result.Set(name, new VimArray(list));
        }

        CheckComplete(owner, fields, result);
        return result;
    }

    private int IndexOf(IReadOnlyList<VimField> fields, string name)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i].Name == name && fields[i].ExistsIn(version))
            {
                return i;
            }
        }

        return -1;
    }

    private void SkipUnknown(XmlReader reader, string owner)
    {
        if (strictOrder)
        {
            throw VimFaults.InvalidRequest(
                $"Unexpected element '{reader.LocalName}' while parsing '{owner}': this version of the API does not have it there.");
        }

        reader.Skip();
    }

    private void CheckPlace(
        string owner, IReadOnlyList<VimField> fields, VimField field, int index, int place, VimObject read,
        Dictionary<string, List<object>> arrays)
    {
        if (!strictOrder)
        {
            return;
        }

        if (index < place)
        {
            throw VimFaults.InvalidRequest(
                $"Element '{field.Name}' stands behind '{fields[place].Name}' while parsing '{owner}': it must stand before it.");
        }

        if (!field.IsArray && (read.Has(field.Name) || arrays.ContainsKey(field.Name)))
        {
            throw VimFaults.InvalidRequest($"Element '{field.Name}' stands twice while parsing '{owner}': it may stand once.");
        }
    }

    private void CheckComplete(string owner, IReadOnlyList<VimField> fields, VimObject read)
    {
        foreach (var field in fields)
        {
            if (strictOrder && !field.IsOptional && !field.IsArray && field.ExistsIn(version) && !read.Has(field.Name))
            {
                throw VimFaults.InvalidRequest($"Required element '{field.Name}' is missing while parsing '{owner}'.");
            }
        }
    }

    private object ReadValue(XmlReader reader, VimField field)
    {
        if (field.IsReference)
        {
            return SoapReader.ReadReference(reader);
        }

        var stated = StatedType(reader);
        var type = stated ?? field.Type;
        if (type == "ManagedObjectReference")
        {
            return SoapReader.ReadReference(reader);
        }

        if (field.Type == "anyType" && stated is null)
        {
            throw VimFaults.InvalidRequest($"Element '{field.Name}' takes any type and therefore needs an xsi:type.");
        }

        if (XsdTypes.WireName(type) is { } primitive && primitive != "anyType")
        {
            return ReadPrimitive(reader, field, primitive);
        }

        if (VimSchema.Instance.Enum(type) is { } values)
        {
            var text = reader.ReadElementContentAsString().Trim();
            return values.Contains(text)
                ? text
                : throw VimFaults.InvalidRequest($"'{text}' is no value of '{type}' in element '{field.Name}'.");
        }

        return ReadData(reader, field, type);
    }

    private static object ReadPrimitive(XmlReader reader, VimField field, string primitive)
    {
        var text = reader.ReadElementContentAsString();
        try
        {
            return XsdTypes.Parse(primitive, text);
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            throw VimFaults.InvalidRequest($"'{text}' in element '{field.Name}' is not of type 'xsd:{primitive}'.");
        }
    }

    private VimObject ReadData(XmlReader reader, VimField field, string typeName)
    {
        var type = VimSchema.Instance.Data(typeName);
        if (type is null && VimSchema.Instance.Data(field.Type) is null)
        {
            reader.Skip();
            return new VimObject(typeName); // opaque: the service that gets it refuses what it can't honour
        }

        if (type is null || (type.Since is { } since && since > version)
            || (field.Type != "anyType" && !type.DerivesFrom(field.Type)))
        {
            throw new VimFaultException(
                new VimObject("InvalidType").Set("argument", typeName),
                $"The type '{typeName}' of element '{field.Name}' is not a '{field.Type}' that this version of the API knows.");
        }

        if (reader.IsEmptyElement)
        {
            reader.Read();
            var empty = new VimObject(typeName);
            CheckComplete(typeName, type.Fields, empty);
            return empty;
        }

        reader.ReadStartElement();
        var value = ReadFields(reader, typeName, type.Fields);
        reader.ReadEndElement();
        return value;
    }

    private static string? StatedType(XmlReader reader)
    {
        var stated = reader.GetAttribute("type", Xsi);
        return stated?[(stated.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }
}
