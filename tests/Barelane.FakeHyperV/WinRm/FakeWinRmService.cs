using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Barelane.HyperV.PowerShell.WinRm;

namespace Barelane.FakeHyperV.WinRm;

/// <summary>
/// What Windows' WinRM service does with the requests of a remote shell: [MS-WSMV] 3.1.4 (Create, Command, Send, Receive, Signal, Delete), with the quotas
/// of <c>WSMan:\localhost\Shell</c>. A request that is not of this kind fails as it does there.
/// </summary>
internal sealed partial class FakeWinRmService(FakeWinRmOptions options, Func<WinRmCommand, Task<WinRmOutput>> run) : IDisposable
{
    private const string CmdShell = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/cmd";
    private const int OutputPiece = 32 << 10;

    private readonly ConcurrentDictionary<string, FakeShell> _shells = new();
    private int _opened;

    /// <summary>Shells that are open now.</summary>
    public int Open => _shells.Count;

    /// <summary>Shells that were ever opened.</summary>
    public int Opened => Volatile.Read(ref _opened);

    /// <summary>Handles one envelope.</summary>
    public async Task<XElement> HandleAsync(XElement envelope, CancellationToken cancellationToken)
    {
        var header = envelope.Element(WsMan.Soap + "Header") ?? throw Refuse(0, "w:SchemaValidationError", "The SOAP envelope has no header.");
        var body = envelope.Element(WsMan.Soap + "Body") ?? throw Refuse(0, "w:SchemaValidationError", "The SOAP envelope has no body.");
        var action = Required(header, WsMan.Addressing + "Action");
        _ = Required(header, WsMan.Addressing + "MessageID");
        _ = Required(header, WsMan.Addressing + "To");
        if (Required(header, WsMan.Management + "ResourceURI") != CmdShell)
        {
            throw Refuse(2150858752, "w:InvalidResourceURI", "The resource URI is missing or it has an incorrect format.");
        }

        return Answer(envelope, action, action switch
        {
            WsMan.Create => Create(body),
            WsMan.Command => Command(Shell(header), body),
            WsMan.Send => Send(Shell(header), body),
            WsMan.Receive => await ReceiveAsync(Shell(header), header, body, cancellationToken),
            WsMan.Signal => Signal(Shell(header), body),
            WsMan.Delete => Delete(Shell(header)),
            _ => throw Refuse(2150858817, "a:ActionNotSupported", $"The WS-Management service cannot process the request. The service does not support the action '{action}'."),
        });
    }

    public void Dispose()
    {
        foreach (var shell in _shells.Values)
        {
            shell.Dispose();
        }
    }

    private XElement Create(XElement body)
    {
        _ = body.Element(WsMan.Shell + "Shell") ?? throw Refuse(0, "w:SchemaValidationError", "There is no rsp:Shell.");
        if (_shells.Count >= options.MaxShellsPerUser)
        {
            throw Refuse(
                WsManFault.TooManyShells,
                "w:QuotaLimit",
                $"The WS-Management service cannot process the request. This user is allowed a maximum number of {options.MaxShellsPerUser} concurrent shells, which has been exceeded. Close existing shells or raise the quota for this user.");
        }

        var shell = new FakeShell();
        _shells[shell.Id] = shell;
        Interlocked.Increment(ref _opened);
        XNamespace transfer = "http://schemas.xmlsoap.org/ws/2004/09/transfer";
        return new XElement(
            transfer + "ResourceCreated",
            new XElement(WsMan.Addressing + "Address", "https://127.0.0.1/wsman"),
            new XElement(
                WsMan.Addressing + "ReferenceParameters",
                new XElement(WsMan.Management + "ResourceURI", CmdShell),
                new XElement(WsMan.Management + "SelectorSet", new XElement(WsMan.Management + "Selector", new XAttribute("Name", "ShellId"), shell.Id))));
    }

    private XElement Command(FakeShell shell, XElement body)
    {
        var line = body.Element(WsMan.Shell + "CommandLine") ?? throw Refuse(0, "w:SchemaValidationError", "There is no rsp:CommandLine.");
        var words = new[] { line.Element(WsMan.Shell + "Command")?.Value ?? "" }.Concat(line.Elements(WsMan.Shell + "Arguments").Select(a => a.Value));
        shell.Start(string.Join(' ', words), run);
        return new XElement(WsMan.Shell + "CommandResponse", new XElement(WsMan.Shell + "CommandId", shell.CommandId));
    }

    private static XElement Send(FakeShell shell, XElement body)
    {
        foreach (var stream in body.Descendants(WsMan.Shell + "Stream"))
        {
            Check(shell, stream.Attribute("CommandId")?.Value);
            shell.Feed(Convert.FromBase64String(stream.Value), stream.Attribute("End")?.Value is "true" or "1");
        }

        return new XElement(WsMan.Shell + "SendResponse");
    }

    private async Task<XElement> ReceiveAsync(FakeShell shell, XElement header, XElement body, CancellationToken cancellationToken)
    {
        var wanted = body.Descendants(WsMan.Shell + "DesiredStream").FirstOrDefault() ?? throw Refuse(0, "w:SchemaValidationError", "There is no rsp:DesiredStream.");
        Check(shell, wanted.Attribute("CommandId")?.Value);
        var hold = options.Hold ?? Duration(header.Element(WsMan.Management + "OperationTimeout")?.Value);
        if (await Task.WhenAny(shell.Running!, Task.Delay(hold, cancellationToken)) != shell.Running)
        {
            throw Refuse(WsManFault.OperationTimedOut, "w:TimedOut", "The WS-Management service cannot complete the operation within the time specified in OperationTimeout.");
        }

        var whole = await shell.Running!;
        var (output, error, isLast) = shell.Take(whole, OutputPiece);
        var answer = new XElement(WsMan.Shell + "ReceiveResponse");
        Add(answer, shell, "stdout", output);
        Add(answer, shell, "stderr", error);
        var state = new XElement(
            WsMan.Shell + "CommandState",
            new XAttribute("CommandId", shell.CommandId),
            new XAttribute("State", isLast ? WsMan.Done : WsMan.Done.Replace("Done", "Running", StringComparison.Ordinal)));
        if (isLast)
        {
            state.Add(new XElement(WsMan.Shell + "ExitCode", ((uint)whole.ExitCode).ToString(CultureInfo.InvariantCulture)));
        }

        answer.Add(state);
        return answer;
    }

    private static XElement Signal(FakeShell shell, XElement body)
    {
        var signal = body.Element(WsMan.Shell + "Signal") ?? throw Refuse(0, "w:SchemaValidationError", "There is no rsp:Signal.");
        Check(shell, signal.Attribute("CommandId")?.Value);
        shell.Stop();
        return new XElement(WsMan.Shell + "SignalResponse");
    }

    private XElement? Delete(FakeShell shell)
    {
        _shells.TryRemove(shell.Id, out _);
        shell.Dispose();
        return null;
    }

    private FakeShell Shell(XElement header)
    {
        var id = header.Descendants(WsMan.Management + "Selector").FirstOrDefault(s => s.Attribute("Name")?.Value == "ShellId")?.Value ?? "";
        return _shells.TryGetValue(id, out var shell) ? shell : throw Refuse(
            WsManFault.NoSuchShell,
            "w:InvalidSelectors",
            $"The request for the Windows Remote Shell with ShellId {id} failed because the shell was not found on the server. Possible causes are: the specified ShellId is incorrect or the shell no longer exists on the server.");
    }

    private static void Check(FakeShell shell, string? command)
    {
        if (shell.Running is null || command != shell.CommandId)
        {
            throw Refuse(87, "w:InvalidParameter", "The parameter is incorrect.");
        }
    }

    private static void Add(XElement answer, FakeShell shell, string name, byte[] bytes)
    {
        if (bytes.Length > 0)
        {
            answer.Add(new XElement(WsMan.Shell + "Stream", new XAttribute("Name", name), new XAttribute("CommandId", shell.CommandId), Convert.ToBase64String(bytes)));
        }
    }

    private static string Required(XElement header, XName name) =>
        header.Element(name)?.Value ?? throw Refuse(0, "w:SchemaValidationError", $"The SOAP header '{name.LocalName}' is missing.");

    private static TimeSpan Duration(string? text) =>
        text is not null && DurationPattern().Match(text) is { Success: true } m ? TimeSpan.FromSeconds(double.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture)) : TimeSpan.FromSeconds(60);

    private static FakeWinRmRefusal Refuse(long code, string subcode, string text) => new(code, subcode, text);

    private static XElement Answer(XElement request, string action, XElement? body) => new(
        WsMan.Soap + "Envelope",
        new XElement(
            WsMan.Soap + "Header",
            new XElement(WsMan.Addressing + "Action", action + "Response"),
            new XElement(WsMan.Addressing + "MessageID", "uuid:" + Guid.NewGuid().ToString("D").ToUpperInvariant()),
            new XElement(WsMan.Addressing + "RelatesTo", request.Element(WsMan.Soap + "Header")?.Element(WsMan.Addressing + "MessageID")?.Value)),
        new XElement(WsMan.Soap + "Body", body));

    [GeneratedRegex(@"^PT([0-9]+(?:\.[0-9]+)?)S$")]
    private static partial Regex DurationPattern();
}
