using System.Globalization;
using System.Xml.Linq;
using Barelane.HyperV.PowerShell.WinRm;

namespace Barelane.FakeHyperV.WinRm;

/// <summary>A fault, in the shape that Windows gives it.</summary>
internal sealed class FakeWinRmRefusal(long code, string subcode, string text) : Exception(text)
{
    public XElement Envelope() => new(
        WsMan.Soap + "Envelope",
        new XAttribute(XNamespace.Xmlns + "s", WsMan.Soap),
        new XAttribute(XNamespace.Xmlns + "w", WsMan.Management),
        new XAttribute(XNamespace.Xmlns + "a", WsMan.Addressing),
        new XElement(WsMan.Soap + "Header", new XElement(WsMan.Addressing + "Action", "http://schemas.dmtf.org/wbem/wsman/1/wsman/fault")),
        new XElement(
            WsMan.Soap + "Body",
            new XElement(
                WsMan.Soap + "Fault",
                new XElement(
                    WsMan.Soap + "Code",
                    new XElement(WsMan.Soap + "Value", "s:Sender"),
                    new XElement(WsMan.Soap + "Subcode", new XElement(WsMan.Soap + "Value", subcode))),
                new XElement(WsMan.Soap + "Reason", new XElement(WsMan.Soap + "Text", new XAttribute(XNamespace.Xml + "lang", "en-US"), Message + " ")),
                new XElement(
                    WsMan.Soap + "Detail",
                    new XElement(
                        WsMan.Fault + "WSManFault",
                        new XAttribute("Code", code.ToString(CultureInfo.InvariantCulture)),
                        new XAttribute("Machine", "127.0.0.1"),
                        new XElement(WsMan.Fault + "Message", Message + " "))))));
}
