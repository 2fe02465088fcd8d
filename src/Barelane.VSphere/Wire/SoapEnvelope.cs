using System.Text;
using System.Xml;

namespace Barelane.VSphere.Wire;

/// <summary>Writes and reads the SOAP 1.1 envelopes of vim25.</summary>
internal static class SoapEnvelope
{
    private const string SoapNamespace = "http://schemas.xmlsoap.org/soap/envelope/";
    private const string SchemaNamespace = "http://www.w3.org/2001/XMLSchema";
    private const string InstanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";

    private static readonly XmlWriterSettings WriterSettings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    private static readonly XmlReaderSettings ReaderSettings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CheckCharacters = false, // a control character in one VM's notes must not hide a whole site
        CloseInput = false,
    };

    public static ReadOnlyMemory<byte> Write<T>(VimCall<T> call)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, WriterSettings))
        {
            xml.WriteStartDocument();
            xml.WriteStartElement("soapenv", "Envelope", SoapNamespace);
            xml.WriteAttributeString("xmlns", "xsd", null, SchemaNamespace);
            xml.WriteAttributeString("xmlns", "xsi", null, InstanceNamespace);
            xml.WriteStartElement("Body", SoapNamespace);
            xml.WriteStartElement(call.Method, VimWriter.Vim25Namespace);
            var writer = new VimWriter(xml);
            writer.Write("_this", call.This);
            call.Arguments?.Invoke(writer);
            xml.WriteEndDocument();
        }

        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    /// <summary>Reads the answer to a call from the stream: its value, or the fault as an exception.</summary>
    /// <exception cref="VimAnswerException">The answer is no vim25 envelope for this call.</exception>
    /// <exception cref="VimFaultException">The server refused.</exception>
    public static T Read<T>(VimCall<T> call, AnswerStream stream, string subject, string refusal, IReadOnlyList<string> secrets)
    {
        RefuseForeign(stream.Buffered, subject);
        using var xml = XmlReader.Create(stream, ReaderSettings);
        try
        {
            return ReadEnvelope(call, new VimReader(xml, subject), xml, refusal, secrets);
        }
        catch (XmlException e)
        {
            var place = $"at line {e.LineNumber}, position {e.LinePosition}, after {stream.BytesRead} bytes";
            throw new VimAnswerException(
                stream.Ended && e.Message.Contains("end of file", StringComparison.OrdinalIgnoreCase)
                    ? $"{Capital(subject)} is cut off {place}; required is the whole of it. Nothing of it was used. Try again."
                    : $"{Capital(subject)} is not well-formed XML {place}: {Redaction.Clean(e.Message, secrets)}",
                e);
        }
    }

    private static T ReadEnvelope<T>(VimCall<T> call, VimReader reader, XmlReader xml, string refusal, IReadOnlyList<string> secrets)
    {
        xml.MoveToContent();
        if (xml.LocalName != "Envelope" || xml.NamespaceURI != SoapNamespace)
        {
            throw new VimAnswerException($"{Capital(reader.Subject)} begins with '{xml.LocalName}'; required is a SOAP 1.1 'Envelope'. Check that the address is that of a vSphere server and ends with '/sdk'.");
        }

        var response = call.Method + "Response";
        T? value = default;
        VimFault? fault = null;
        var found = false;
        foreach (var part in reader.Children())
        {
            if (part != "Body")
            {
                continue;
            }

            foreach (var name in reader.Children())
            {
                if (name == "Fault")
                {
                    fault = VimFault.ReadSoap(reader).Without(secrets);
                }
                else if (name == response)
                {
                    value = call.Answer(reader);
                    found = true;
                }
            }
        }

        if (fault is not null)
        {
            throw new VimFaultException($"{refusal}: {fault.Describe()}", fault);
        }

        return found ? value! : throw new VimAnswerException($"{Capital(reader.Subject)} holds no '{response}'; required is that or a fault.");
    }

    /// <summary>Tells pages for people and entity bombs apart from broken XML, before a parser sees them.</summary>
    private static void RefuseForeign(ReadOnlySpan<byte> start, string subject)
    {
        var text = Encoding.UTF8.GetString(start[..Math.Min(start.Length, 4096)]).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (text.StartsWith("<!DOCTYPE html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase))
        {
            throw new VimAnswerException($"{Capital(subject)} is a web page{Title(text)}; required is vim25. Check that the address is that of a vSphere server and ends with '/sdk'.");
        }

        var root = text.IndexOf("Envelope", StringComparison.Ordinal);
        if (text.AsSpan(0, root < 0 ? text.Length : root).Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase))
        {
            throw new VimAnswerException($"{Capital(subject)} has a document type definition (DTD), by which a few bytes can grow to gigabytes; no vSphere server sends one, so it was refused unread.");
        }
    }

    private static string Title(string html)
    {
        var start = html.IndexOf("<title>", StringComparison.OrdinalIgnoreCase);
        var end = html.IndexOf("</title>", StringComparison.OrdinalIgnoreCase);
        return start >= 0 && end > start + 7 && end - start < 120 ? $" ('{html[(start + 7)..end].Trim()}')" : string.Empty;
    }

    private static string Capital(string subject) => char.ToUpperInvariant(subject[0]) + subject[1..];
}
