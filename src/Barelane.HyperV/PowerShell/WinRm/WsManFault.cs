using System.Globalization;
using System.Xml.Linq;

namespace Barelane.HyperV.PowerShell.WinRm;

/// <summary>A refusal by the host's WS-Management service.</summary>
/// <param name="Code">Windows' number (<c>2150858793</c>); 0 where there is none.</param>
/// <param name="Subcode">WS-Management's word without its prefix (<c>TimedOut</c>).</param>
/// <param name="Text">The service's own words, in the host's language.</param>
internal sealed record WsManFault(long Code, string Subcode, string Text)
{
    /// <summary>Nothing has happened in the time that the server holds a request; ask again.</summary>
    public const long OperationTimedOut = 0x80338029;

    /// <summary>The account has more shells open than <c>MaxShellsPerUser</c>.</summary>
    public const long TooManyShells = 0x803381A5;

    /// <summary>The account has more requests under way than <c>MaxConcurrentOperationsPerUser</c>.</summary>
    public const long TooManyOperations = 0x803381A6;

    /// <summary>The shell is not there any more: its process ended, or the service was restarted.</summary>
    public const long NoSuchShell = 0x8033805B;

    /// <summary>The account may not use the service.</summary>
    public const long AccessDenied = 5;

    /// <summary>Whether it only says that nothing has happened yet.</summary>
    public bool IsTimedOut => Code == OperationTimedOut || Subcode == "TimedOut";

    /// <summary>Reads it from an answer; null where the answer is none.</summary>
    public static WsManFault? Of(XElement envelope)
    {
        if (envelope.Element(WsMan.Soap + "Body")?.Element(WsMan.Soap + "Fault") is not { } fault)
        {
            return null;
        }

        var detail = fault.Element(WsMan.Soap + "Detail")?.Element(WsMan.Fault + "WSManFault");
        var said = detail?.Element(WsMan.Fault + "Message")?.Value.Trim() is { Length: > 0 } message ? message : fault.Element(WsMan.Soap + "Reason")?.Element(WsMan.Soap + "Text")?.Value.Trim();
        var subcode = fault.Element(WsMan.Soap + "Code")?.Element(WsMan.Soap + "Subcode")?.Element(WsMan.Soap + "Value")?.Value ?? "";
        _ = long.TryParse(detail?.Attribute("Code")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var code);
        return new WsManFault(code, subcode[(subcode.IndexOf(':', StringComparison.Ordinal) + 1)..], said is { Length: > 0 } ? said : "no reason was given");
    }
}
