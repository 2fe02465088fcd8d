using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Barelane.HyperV.PowerShell.WinRm;

/// <summary>One shell on the host with one command in it: made, fed, read to its end, and taken away.</summary>
internal sealed class RemoteShell
{
    /// <summary>Bytes of one piece of input: its base64 and the envelope around it stay under <see cref="WsMan.MaxEnvelopeSize"/>.</summary>
    public const int Piece = 96 << 10;

    private const int OutputLimit = 256 << 20;
    private const int ReceiveTries = 3;
    private static readonly Dictionary<string, string> None = [];

    private readonly WsManClient _client;
    private readonly string _shell;
    private string _command = "";

    private RemoteShell(WsManClient client, string shell) => (_client, _shell) = (client, shell);

    /// <summary>Opens a shell. Nothing runs in it yet; it closes itself when nobody asks for it in <paramref name="idle"/>.</summary>
    public static async Task<RemoteShell> OpenAsync(WsManClient client, TimeSpan idle, CancellationToken cancellationToken)
    {
        var body = new XElement(
            WsMan.Shell + "Shell",
            new XElement(WsMan.Shell + "IdleTimeOut", WsMan.Seconds(idle)),
            new XElement(WsMan.Shell + "InputStreams", "stdin"),
            new XElement(WsMan.Shell + "OutputStreams", "stdout stderr"));
        var options = new Dictionary<string, string> { ["WINRS_NOPROFILE"] = "TRUE", ["WINRS_CODEPAGE"] = "65001" };
        var answer = await client.AskAsync(WsMan.Create, null, options, body, cancellationToken).ConfigureAwait(false);
        var id = answer.Descendants(WsMan.Management + "Selector").FirstOrDefault(s => s.Attribute("Name")?.Value == "ShellId")?.Value
            ?? answer.Descendants(WsMan.Shell + "ShellId").FirstOrDefault()?.Value;
        return new RemoteShell(client, id ?? throw new WsManException(WsManProblems.NotWsMan(new Uri($"https://{client.Host}/wsman"), System.Net.HttpStatusCode.OK, "it made a shell without an id")));
    }

    /// <summary>Starts the command; its standard input is a pipe, so that its end is an end.</summary>
    public async Task StartAsync(string command, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var body = new XElement(
            WsMan.Shell + "CommandLine",
            new XElement(WsMan.Shell + "Command", command),
            arguments.Select(a => new XElement(WsMan.Shell + "Arguments", a)));
        var options = new Dictionary<string, string> { ["WINRS_CONSOLEMODE_STDIN"] = "FALSE", ["WINRS_SKIP_CMD_SHELL"] = "FALSE" };
        var answer = await _client.AskAsync(WsMan.Command, _shell, options, body, cancellationToken).ConfigureAwait(false);
        _command = answer.Descendants(WsMan.Shell + "CommandId").FirstOrDefault()?.Value
            ?? throw new WsManException(WsManProblems.NotWsMan(new Uri($"https://{_client.Host}/wsman"), System.Net.HttpStatusCode.OK, "it started a command without an id"));
    }

    /// <summary>Sends one piece of input; the last one ends it. Without its end the command has nothing that it could run.</summary>
    public Task SendAsync(ReadOnlyMemory<byte> piece, bool isLast, CancellationToken cancellationToken)
    {
        var stream = new XElement(WsMan.Shell + "Stream", new XAttribute("Name", "stdin"), new XAttribute("CommandId", _command), Convert.ToBase64String(piece.Span));
        if (isLast)
        {
            stream.Add(new XAttribute("End", "true"));
        }

        return _client.AskAsync(WsMan.Send, _shell, None, new XElement(WsMan.Shell + "Send", stream), cancellationToken);
    }

    /// <summary>Reads to the command's end. Where the way breaks, output is asked for again; the command is not.</summary>
    public async Task<TransportAnswer> ReceiveAsync(CancellationToken cancellationToken)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        for (var broken = 0; ;)
        {
            XElement answer;
            try
            {
                var wanted = new XElement(WsMan.Shell + "DesiredStream", new XAttribute("CommandId", _command), "stdout stderr");
                answer = await _client.AskAsync(WsMan.Receive, _shell, None, new XElement(WsMan.Shell + "Receive", wanted), cancellationToken).ConfigureAwait(false);
            }
            catch (WsManException e) when (e.Fault is { IsTimedOut: true })
            {
                continue;
            }
            catch (WsManException e) when (e.IsBroken && e.Fault is null && ++broken < ReceiveTries)
            {
                continue;
            }

            foreach (var stream in answer.Descendants(WsMan.Shell + "Stream"))
            {
                Take(stream.Attribute("Name")?.Value == "stderr" ? error : output, stream.Value);
            }

            var state = answer.Descendants(WsMan.Shell + "CommandState").FirstOrDefault();
            if (state?.Attribute("State")?.Value == WsMan.Done)
            {
                // ExitCode is an unsigned 32-bit number on the wire.
                _ = long.TryParse(state.Element(WsMan.Shell + "ExitCode")?.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var code);
                return new TransportAnswer(unchecked((int)code), Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
            }
        }
    }

    /// <summary>Ends the command, if it still runs, and takes the shell away. Whatever goes wrong with that, the host does by itself after a while.</summary>
    public async Task CloseAsync(TimeSpan limit, TimeProvider time)
    {
        using var clock = new CancellationTokenSource(limit, time);
        try
        {
            if (_command.Length > 0)
            {
                var signal = new XElement(WsMan.Shell + "Signal", new XAttribute("CommandId", _command), new XElement(WsMan.Shell + "Code", WsMan.Terminate));
                await _client.AskAsync(WsMan.Signal, _shell, None, signal, clock.Token).ConfigureAwait(false);
            }

            await _client.AskAsync(WsMan.Delete, _shell, None, null, clock.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WsManException or OperationCanceledException)
        {
            // What counts has been answered, or the shell's way is gone; it closes itself when it is idle.
        }
    }

    private static void Take(MemoryStream into, string base64)
    {
        if (into.Length >= OutputLimit)
        {
            return;
        }

        try
        {
            into.Write(Convert.FromBase64String(base64));
        }
        catch (FormatException)
        {
            // The envelope that is then missing tells it better.
        }
    }
}
