using System.Text;

namespace Barelane.Twin.Guests;

/// <summary>Takes a command line apart into words and operators: quotes as in sh, or only double quotes as in cmd.exe.</summary>
internal sealed class ShellWords
{
    private static readonly string[] Operators =
        ["2>&1", "1>&2", ">&2", "2>>", "2>", "1>", ">>", ">", "<", "&&", "||", "|", ";", "\n", "(", ")", "&"];

    private readonly string _line;
    private readonly bool _isWindows;
    private readonly List<(string Text, bool IsOperator)> _tokens = [];
    private readonly StringBuilder _word = new();
    private bool _isInWord;
    private int _at;

    private ShellWords(string line, bool isWindows)
    {
        _line = line;
        _isWindows = isWindows;
    }

    /// <summary>The tokens; an operator that was quoted is a word.</summary>
    public static List<(string Text, bool IsOperator)> Split(string line, bool isWindows)
    {
        var words = new ShellWords(line, isWindows);
        while (words._at < line.Length)
        {
            words.Step();
        }

        words.EndWord();
        return words._tokens;
    }

    private void Step()
    {
        var c = _line[_at];
        if (c is ' ' or '\t' or '\r')
        {
            EndWord();
            _at++;
        }
        else if (OperatorHere() is { } found)
        {
            EndWord();
            _tokens.Add((found, true));
            _at += found.Length;
        }
        else
        {
            _isInWord = true;
            Take(c);
        }
    }

    /// <summary>The operator at this place; one that begins with a digit is none in the middle of a word, as in 'gpu2>'.</summary>
    private string? OperatorHere() => Array.Find(Operators, o =>
        string.CompareOrdinal(_line, _at, o, 0, o.Length) == 0 && !(_isInWord && char.IsDigit(o[0])));

    private void Take(char c)
    {
        _at++;
        if (c == '"' || (c == '\'' && !_isWindows))
        {
            TakeQuoted(c);
        }
        else if (c == '\\' && !_isWindows && _at < _line.Length)
        {
            _word.Append(_line[_at++]);
        }
        else
        {
            _word.Append(c);
        }
    }

    private void TakeQuoted(char quote)
    {
        while (_at < _line.Length && _line[_at] != quote)
        {
            if (quote == '"' && !_isWindows && _line[_at] == '\\' && _at + 1 < _line.Length && (_line[_at + 1] is '"' or '\\' or '$'))
            {
                _at++;
            }

            _word.Append(_line[_at++]);
        }

        _at++;
    }

    private void EndWord()
    {
        if (_isInWord)
        {
            _tokens.Add((_word.ToString(), false));
            _word.Clear();
            _isInWord = false;
        }
    }
}
