using System.Text;

namespace Barelane.Twin.Guests;

/// <summary>Takes a command line apart into words and operators: quotes as in sh, or only double quotes as in cmd.exe.</summary>
internal static class ShellWords
{
    private static readonly string[] Operators = ["2>&1", "1>&2", ">&2", "2>>", "2>", "1>", ">>", ">", "<", "&&", "||", "|", ";", "\n", "(", ")", "&"];

    /// <summary>The tokens; an operator is told from a word that was quoted by its flag.</summary>
    public static List<(string Text, bool IsOperator)> Split(string line, bool isWindows)
    {
        var tokens = new List<(string, bool)>();
        var word = new StringBuilder();
        var hasWord = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (!hasWord && Operator(line, i) is { } found)
            {
                tokens.Add((found, true));
                i += found.Length - 1;
            }
            else if (c is ' ' or '\t' or '\r' || (hasWord && Operator(line, i) is { Length: > 0 } next && !char.IsDigit(next[0])))
            {
                Close();
                i -= c is ' ' or '\t' or '\r' ? 0 : 1;
            }
            else
            {
                hasWord = true;
                i = c is '"' || (c is '\'' && !isWindows) ? Quoted(line, i, word, isWindows)
                    : c is '\\' && !isWindows && i + 1 < line.Length ? Plain(line[i + 1], i + 1)
                    : Plain(c, i);
            }
        }

        Close();
        return tokens;

        int Plain(char c, int at)
        {
            word.Append(c);
            return at;
        }

        void Close()
        {
            if (hasWord)
            {
                tokens.Add((word.ToString(), false));
                word.Clear();
                hasWord = false;
            }
        }
    }

    private static string? Operator(string line, int at) =>
        Array.Find(Operators, o => string.CompareOrdinal(line, at, o, 0, o.Length) == 0);

    private static int Quoted(string line, int at, StringBuilder word, bool isWindows)
    {
        var quote = line[at];
        for (var i = at + 1; i < line.Length; i++)
        {
            if (line[i] == quote)
            {
                return i;
            }

            if (line[i] == '\\' && quote == '"' && !isWindows && i + 1 < line.Length && line[i + 1] is '"' or '\\' or '$' && i + 1 < line.Length)
            {
                i++;
            }

            word.Append(line[i]);
        }

        return line.Length;
    }
}
