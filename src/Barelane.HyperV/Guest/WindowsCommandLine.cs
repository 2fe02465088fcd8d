using System.Text;

namespace Barelane.HyperV.Guest;

/// <summary>
/// Arguments as the one line that Windows hands to a program, so that the program takes them apart into what they were. Source: Microsoft, Parsing C command-line arguments (what CommandLineToArgvW and the C runtime do).
/// </summary>
internal static class WindowsCommandLine
{
    public static string Of(IReadOnlyList<string> arguments)
    {
        var line = new StringBuilder();
        foreach (var argument in arguments)
        {
            if (line.Length > 0)
            {
                line.Append(' ');
            }

            Append(line, argument);
        }

        return line.ToString();
    }

    private static void Append(StringBuilder line, string argument)
    {
        if (argument.Length > 0 && !argument.Any(c => char.IsWhiteSpace(c) || c == '"'))
        {
            line.Append(argument);
            return;
        }

        // Backslashes count only in front of a quotation mark, and are doubled there.
        line.Append('"');
        var slashes = 0;
        foreach (var c in argument)
        {
            if (c == '"')
            {
                line.Append('\\', slashes + 1);
            }

            slashes = c == '\\' ? slashes + 1 : 0;
            line.Append(c);
        }

        line.Append('\\', slashes).Append('"');
    }
}
