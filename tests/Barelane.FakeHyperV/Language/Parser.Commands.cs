namespace Barelane.FakeHyperV.Language;

internal sealed partial class Parser
{
    /// <summary>Cmdlets that take a script block by position: nobody writes -FilterScript.</summary>
    private static readonly HashSet<string> Positional = new(StringComparer.OrdinalIgnoreCase) { "Where-Object", "ForEach-Object" };

    private Node Pipeline()
    {
        var line = _cursor.Line;
        var stages = new List<Node> { Stage(first: true) };
        while (true)
        {
            var position = _cursor.Position;
            _cursor.Skip(lines: false);
            if (_cursor.Here != '|')
            {
                _cursor.Position = position;
                return stages.Count == 1 ? stages[0] : new Pipeline(line, stages);
            }

            _cursor.Position++;
            _cursor.Skip(lines: true);
            stages.Add(Stage(first: false));
        }
    }

    private Node Stage(bool first)
    {
        _cursor.Skip(lines: false);
        if (!char.IsAsciiLetter(_cursor.Here))
        {
            return first ? Expression() : throw _cursor.Refuse($"'{_cursor.Here}'", "after '|' only a cmdlet may stand");
        }

        var line = _cursor.Line;
        var name = CommandName();
        return new Command(line, name, Arguments(name));
    }

    /// <summary>A cmdlet's name, with its module's before it where the script names that too.</summary>
    private string CommandName()
    {
        var module = ModuleName();
        var verb = _cursor.Name();
        if (!Cursor.IsDash(_cursor.Here) || !char.IsAsciiLetter(_cursor.At(1)))
        {
            throw _cursor.Refuse($"'{verb}'", "the subset calls cmdlets by their whole name, Verb-Noun; no aliases, functions or programs");
        }

        _cursor.Position++;
        var noun = _cursor.Name();
        return _cursor.Here is '\0' or ' ' or '\t' or '\r' or '\n' or ';' or '|' or ')' or '}' or ',' ? $"{module}{verb}-{noun}"
            : throw _cursor.Refuse($"'{verb}-{noun}{_cursor.Here}'", "this is no cmdlet's name");
    }

    private string ModuleName()
    {
        var position = _cursor.Position;
        var name = _cursor.Name();
        while (_cursor.Here == '.' && char.IsAsciiLetter(_cursor.At(1)))
        {
            _cursor.Position++;
            name += "." + _cursor.Name();
        }

        if (_cursor.Here != '\\')
        {
            _cursor.Position = position;
            return "";
        }

        _cursor.Position++;
        return name + "\\";
    }

    private List<Argument> Arguments(string cmdlet)
    {
        cmdlet = Command.Plain(cmdlet);
        var arguments = new List<Argument>();
        while (!EndsHere() && _cursor.Here != '|')
        {
            if (Cursor.IsDash(_cursor.Here) && char.IsAsciiLetter(_cursor.At(1)))
            {
                arguments.Add(Parameter());
            }
            else if (_cursor.Here == '@' && Cursor.IsName(_cursor.At(1)))
            {
                _cursor.Position++;
                arguments.Add(new Argument(null, new Variable(_cursor.Line, _cursor.Name()), IsSplatted: true));
            }
            else if (_cursor.Here == '{' && Positional.Contains(cmdlet))
            {
                arguments.Add(new Argument(null, new ScriptBlock(_cursor.Line, Braces(cmdlet))));
            }
            else
            {
                throw _cursor.Refuse($"'{_cursor.Here}'", $"what {cmdlet} is given needs its parameter's name");
            }
        }

        return arguments;
    }

    private Argument Parameter()
    {
        _cursor.Position++;
        var name = _cursor.Name();
        if (_cursor.Takes(':'))
        {
            _cursor.Skip(lines: false);
            return new Argument(name, ArgumentValue());
        }

        var position = _cursor.Position;
        if (EndsHere() || _cursor.Here == '|' || (Cursor.IsDash(_cursor.Here) && char.IsAsciiLetter(_cursor.At(1))) || (_cursor.Here == '@' && Cursor.IsName(_cursor.At(1))))
        {
            _cursor.Position = position;
            return new Argument(name, null);
        }

        return new Argument(name, ArgumentValue());
    }

    /// <summary>One value or several with commas between.</summary>
    private Node ArgumentValue()
    {
        var line = _cursor.Line;
        var items = new List<Node> { OneArgument() };
        while (true)
        {
            var position = _cursor.Position;
            _cursor.Skip(lines: false);
            if (!_cursor.Takes(','))
            {
                _cursor.Position = position;
                return items.Count == 1 ? items[0] : new List(line, items);
            }

            _cursor.Skip(lines: true);
            items.Add(OneArgument());
        }
    }

    private Node OneArgument()
    {
        var line = _cursor.Line;
        if (_cursor.Here == '{')
        {
            return new ScriptBlock(line, Braces("a script block"));
        }

        if (_cursor.Here is '$' or '(' || Cursor.IsSingleQuote(_cursor.Here) || (_cursor.Here == '@' && _cursor.At(1) is '(' or '{'))
        {
            return Postfix(Primary());
        }

        if (char.IsAsciiDigit(_cursor.Here) || (Cursor.IsDash(_cursor.Here) && char.IsAsciiDigit(_cursor.At(1))))
        {
            return Cursor.IsDash(_cursor.Here) ? Negative(line) : new Constant(line, _cursor.Number());
        }

        RefuseStrangers();
        var word = _cursor.Bareword();
        return word.Length > 0 && word[0] != '[' ? new Constant(line, word) : throw _cursor.Refuse($"'{_cursor.Here}'", "an argument can't begin so; put an expression into parentheses");
    }

    private Unary Negative(int line)
    {
        _cursor.Position++;
        return new Unary(line, "-", new Constant(line, _cursor.Number()));
    }
}
