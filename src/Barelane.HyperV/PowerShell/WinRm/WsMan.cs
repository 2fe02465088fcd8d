using System.Globalization;
using System.Xml.Linq;

namespace Barelane.HyperV.PowerShell.WinRm;

/// <summary>The names of WS-Management and its remote shell (MS-WSMV), and the envelopes made of them.</summary>
internal static class WsMan
{
    /// <summary>
    /// The largest envelope in both directions, in bytes: what every server takes that was not set lower (the default of Windows Server 2008 R2; later ones have 512000).
    /// </summary>
    public const int MaxEnvelopeSize = 153600;

    /// <summary>How long the server holds a request before it says that nothing has happened yet; then it is asked again.</summary>
    public static readonly TimeSpan OperationTimeout = TimeSpan.FromSeconds(20);

    public static readonly XNamespace Soap = "http://www.w3.org/2003/05/soap-envelope";
    public static readonly XNamespace Addressing = "http://schemas.xmlsoap.org/ws/2004/08/addressing";
    public static readonly XNamespace Management = "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd";
    public static readonly XNamespace Microsoft = "http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd";
    public static readonly XNamespace Fault = "http://schemas.microsoft.com/wbem/wsman/1/wsmanfault";
    public static readonly XNamespace Shell = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell";

    public const string Create = "http://schemas.xmlsoap.org/ws/2004/09/transfer/Create";
    public const string Delete = "http://schemas.xmlsoap.org/ws/2004/09/transfer/Delete";
    public const string Command = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/Command";
    public const string Send = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/Send";
    public const string Receive = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/Receive";
    public const string Signal = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/Signal";
    public const string Terminate = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/signal/terminate";
    public const string Done = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/CommandState/Done";

    private const string Anonymous = "http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous";
    private const string CmdShell = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/cmd";

    /// <summary>One request.</summary>
    /// <param name="to">The endpoint.</param>
    /// <param name="action">What is asked.</param>
    /// <param name="shell">The shell's id; null to make one.</param>
    /// <param name="options">Options of the shell or the command.</param>
    /// <param name="body">The body; null for an empty one.</param>
    public static XDocument Request(Uri to, string action, string? shell, IReadOnlyDictionary<string, string> options, XElement? body) => new(
        new XElement(
            Soap + "Envelope",
            new XAttribute(XNamespace.Xmlns + "s", Soap),
            new XAttribute(XNamespace.Xmlns + "a", Addressing),
            new XAttribute(XNamespace.Xmlns + "w", Management),
            new XAttribute(XNamespace.Xmlns + "p", Microsoft),
            new XAttribute(XNamespace.Xmlns + "rsp", Shell),
            new XElement(
                Soap + "Header",
                new XElement(Addressing + "To", to.AbsoluteUri),
                new XElement(Addressing + "ReplyTo", new XElement(Addressing + "Address", Must("true"), Anonymous)),
                new XElement(Addressing + "Action", Must("true"), action),
                new XElement(Addressing + "MessageID", "uuid:" + Guid.NewGuid().ToString("D").ToUpperInvariant()),
                new XElement(Management + "ResourceURI", Must("true"), CmdShell),
                new XElement(Management + "MaxEnvelopeSize", Must("true"), MaxEnvelopeSize.ToString(CultureInfo.InvariantCulture)),
                new XElement(Management + "OperationTimeout", Seconds(OperationTimeout)),
                new XElement(Management + "Locale", Must("false"), new XAttribute(XNamespace.Xml + "lang", "en-US")),
                new XElement(Microsoft + "DataLocale", Must("false"), new XAttribute(XNamespace.Xml + "lang", "en-US")),
                options.Count == 0 ? null : new XElement(
                    Management + "OptionSet",
                    options.Select(o => new XElement(Management + "Option", new XAttribute("Name", o.Key), o.Value))),
                shell is null ? null : new XElement(
                    Management + "SelectorSet",
                    new XElement(Management + "Selector", new XAttribute("Name", "ShellId"), shell))),
            new XElement(Soap + "Body", body)));

    /// <summary>A time as WS-Management writes it.</summary>
    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"PT{(int)time.TotalSeconds}S");

    private static XAttribute Must(string value) => new(Soap + "mustUnderstand", value);
}
