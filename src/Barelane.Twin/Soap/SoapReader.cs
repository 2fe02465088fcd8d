using System.Xml;
using Barelane.Twin.Schema;
using Barelane.Twin.Values;

namespace Barelane.Twin.Soap;

/// <summary>Reads a SOAP envelope into a <see cref="SoapRequest"/>. A DTD, and with it any entity, is refused.</summary>
internal sealed class SoapReader(Func<MoRef, VimManagedType?> typeOf, bool strictOrder)
{
    private const string Envelope = "http://schemas.xmlsoap.org/soap/envelope/";
    private const string Vim = "urn:vim25";

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    /// <summary>The call in the body; throws <see cref="VimFaultException"/> for what a server refuses to parse.</summary>
    public SoapRequest Read(Stream body, ApiVersion version)
    {
        try
        {
            using var reader = XmlReader.Create(body, Settings);
            reader.MoveToContent();
            reader.ReadStartElement("Envelope", Envelope);
            var session = ReadHeader(reader);
            reader.ReadStartElement("Body", Envelope);
            reader.MoveToContent();
            return ReadCall(reader, version, session);
        }
        catch (XmlException error)
        {
            throw VimFaults.InvalidRequest($"The request is not well-formed XML: {error.Message}");
        }
    }

    private static string? ReadHeader(XmlReader reader)
    {
        reader.MoveToContent();
        if (!reader.IsStartElement("Header", Envelope))
        {
            return null;
        }

        string? session = null;
        using var header = reader.ReadSubtree();
        while (header.Read())
        {
            if (header.NodeType == XmlNodeType.Element && header.LocalName == "vcSessionCookie")
            {
                session = header.ReadElementContentAsString();
            }
        }

        header.Close();
        reader.Read();
        return session;
    }

    private SoapRequest ReadCall(XmlReader reader, ApiVersion version, string? session)
    {
        var name = reader.LocalName;
        if (reader.NamespaceURI != Vim)
        {
            throw VimFaults.InvalidRequest($"The call '{name}' is in the namespace '{reader.NamespaceURI}', not in '{Vim}'.");
        }

        using var call = reader.ReadSubtree();
        call.MoveToContent();
        call.Read();
        if (call.NodeType != XmlNodeType.Element || call.LocalName != "_this")
        {
            throw VimFaults.InvalidRequest($"The call '{name}' has no '_this' as its first element.");
        }

        var target = ReadReference(call);
        var managed = typeOf(target) ?? throw VimFaults.NotFound(target);
        var method = managed.Method(name);
        if (method is null || (method.Since is { } since && since > version))
        {
            throw new VimFaultException(
                new VimObject("MethodNotFound").Set("receiver", target).Set("method", name),
                $"The object '{target}' has no method '{name}'.");
        }

        var parameters = new SoapElementReader(version, strictOrder).ReadFields(call, name, method.Parameters);
        return new SoapRequest(method, target, parameters, version, session);
    }

    internal static MoRef ReadReference(XmlReader reader)
    {
        var type = reader.GetAttribute("type") ?? string.Empty;
        return new MoRef(type, reader.ReadElementContentAsString().Trim());
    }
}
