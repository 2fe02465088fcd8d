using System.Globalization;
using System.Text;
using Barelane.Rendering.Text;

namespace Barelane.Cli.Terminal;

/// <summary>
/// The process's streams. Standard output carries the answer, standard error progress and messages. Colour and live views only on a terminal,
/// and never where NO_COLOR is set.
/// </summary>
internal sealed class CliConsole : IDisposable
{
    private const int DefaultWidth = 80;
    private const int WidestText = 120;

    /// <summary>Of the inventory of a large fleet, thousands of lines go out in one call of the system.</summary>
    private const int BufferChars = 1 << 16;

    private readonly OutputStream _answer;
    private bool _isTerminal = true;

    private CliConsole(OutputStream answer, OutputStream messages)
    {
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        _answer = answer;
        Out = new StreamWriter(answer, encoding, BufferChars) { NewLine = "\n" };

        // A signal's thread writes here while a run tells of its events: a bare writer refuses the second of two at once, and an exception in the signal's thread ends the process.
        Error = TextWriter.Synchronized(new StreamWriter(messages, encoding) { NewLine = "\n", AutoFlush = true });
    }

    /// <summary>Standard output; not flushed by itself.</summary>
    public TextWriter Out { get; }

    /// <summary>Why something of the answer was lost on its way out; null where nothing was.</summary>
    public Exception? LostAnswer => _answer.Lost;

    /// <summary>Standard error; flushed by itself, for any thread. What can't be written there is dropped.</summary>
    public TextWriter Error { get; }

    /// <summary>Whether the answer goes to a terminal.</summary>
    public bool OutIsTerminal => _isTerminal && !Console.IsOutputRedirected;

    /// <summary>Whether progress goes to a terminal.</summary>
    public bool ErrorIsTerminal => _isTerminal && !Console.IsErrorRedirected;

    /// <summary>Whether somebody can be asked: input and messages both are a terminal.</summary>
    public bool CanAsk => !Console.IsInputRedirected && ErrorIsTerminal;

    /// <summary>Width and colour for the answer.</summary>
    public TextLook OutLook => new(Width(OutIsTerminal), OutIsTerminal && ColourIsWanted);

    /// <summary>Width and colour for progress and messages.</summary>
    public TextLook ErrorLook => new(Width(ErrorIsTerminal), ErrorIsTerminal && ColourIsWanted);

    /// <summary>Whether a live view may be drawn on standard error.</summary>
    public bool CanDrawLive => ErrorIsTerminal && ColourIsWanted;

    private static bool ColourIsWanted =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && !string.Equals(Environment.GetEnvironmentVariable("TERM"), "dumb", StringComparison.Ordinal);

    /// <summary>The console of this process; UTF-8 without a mark, LF line ends.</summary>
    public static CliConsole OfProcess() => new(new OutputStream(Console.OpenStandardOutput()), new OutputStream(Console.OpenStandardError()));

    /// <summary>A console over streams that are no terminal.</summary>
    public static CliConsole Over(Stream answer, Stream messages) => new(new OutputStream(answer), new OutputStream(messages)) { _isTerminal = false };

    /// <summary>Asks, within the width of the terminal, and gives the line that is typed; null at the end of input.</summary>
    /// <exception cref="OperationCanceledException">Ctrl+C was typed instead.</exception>
    public async Task<string?> AskAsync(string question, CancellationToken cancellationToken)
    {
        var page = new TextPage(ErrorLook);
        page.Flow(0, 2, $"{question} >");
        await Error.WriteAsync($"{page.ToString().TrimEnd()} ".AsMemory(), cancellationToken).ConfigureAwait(false);
        try
        {
            // A read from a terminal cannot be called off; one that nobody waits for any more ends with the process.
            var line = await Task.Run(Console.In.ReadLine, CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);
            if (line is null)
            {
                await Error.WriteLineAsync().ConfigureAwait(false);
            }

            return line;
        }
        catch (OperationCanceledException)
        {
            await Error.WriteLineAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Out.Dispose();
        Error.Dispose();
    }

    private static int Width(bool isTerminal)
    {
        if (!isTerminal)
        {
            return DefaultWidth;
        }

        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns) && columns > 0)
        {
            return Math.Min(columns, WidestText);
        }

        var width = Console.WindowWidth;
        return width > 0 ? Math.Min(width, WidestText) : DefaultWidth;
    }
}
