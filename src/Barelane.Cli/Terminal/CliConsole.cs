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

    private CliConsole(TextWriter output, TextWriter error)
    {
        Out = output;
        Error = error;
    }

    /// <summary>Standard output; not flushed by itself.</summary>
    public TextWriter Out { get; }

    /// <summary>Standard error; flushed by itself.</summary>
    public TextWriter Error { get; }

    /// <summary>Whether the answer goes to a terminal.</summary>
    public bool OutIsTerminal => !Console.IsOutputRedirected;

    /// <summary>Whether progress goes to a terminal.</summary>
    public bool ErrorIsTerminal => !Console.IsErrorRedirected;

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
    public static CliConsole OfProcess()
    {
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new CliConsole(
            new StreamWriter(Console.OpenStandardOutput(), encoding, BufferChars) { NewLine = "\n" },
            new StreamWriter(Console.OpenStandardError(), encoding) { NewLine = "\n", AutoFlush = true });
    }

    /// <summary>A line typed by the user; null at the end of input.</summary>
    public static string? ReadLine() => Console.In.ReadLine();

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
