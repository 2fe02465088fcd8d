namespace Barelane.FakeHyperV.Language;

/// <summary>
/// Parses the subset of Windows PowerShell 5.1 that the host's scripts may use. Everything else is refused with its line, never guessed at. The grammar is
/// that of about_Language_Keywords, about_Operators (precedence), about_Parsing and about_Pipelines.
/// </summary>
internal sealed partial class Parser
{
    private static readonly string[] Unwanted =
    [
        "function", "filter", "class", "enum", "switch", "while", "do", "for", "param", "begin", "process", "end", "trap", "using", "return", "break", "continue", "exit", "data", "workflow",
    ];

    private readonly Cursor _cursor;

    private Parser(string text) => _cursor = new Cursor(text);

    /// <summary>Parses a whole script.</summary>
    /// <exception cref="ParseException">It leaves the subset.</exception>
    public static Block Parse(string text)
    {
        var parser = new Parser(text);
        var statements = parser.Statements();
        return parser._cursor.AtEnd ? new Block(1, statements) : throw parser._cursor.Refuse($"'{parser._cursor.Here}'", "a statement can't begin so");
    }

    private List<Node> Statements()
    {
        var statements = new List<Node>();
        _cursor.SkipSeparators();
        while (!_cursor.AtEnd && _cursor.Here != '}' && _cursor.Here != ')')
        {
            statements.Add(Statement());
            _cursor.Skip(lines: false);
            if (!_cursor.AtEnd && _cursor.Here is not ('\n' or ';' or '}' or ')') && statements[^1] is not (If or ForEach or Try))
            {
                throw _cursor.Refuse($"'{_cursor.Here}'", "a statement ends with its line or with ';'");
            }

            _cursor.SkipSeparators();
        }

        return statements;
    }

    private Node Statement()
    {
        var line = _cursor.Line;
        foreach (var word in Unwanted)
        {
            if (_cursor.Sees(word))
            {
                throw _cursor.Refuse($"'{word}'", "the subset has no such statement");
            }
        }

        return _cursor.Takes("if") ? IfStatement(line)
            : _cursor.Takes("foreach") ? ForEachStatement(line)
            : _cursor.Takes("try") ? TryStatement(line)
            : _cursor.Takes("throw") ? new Throw(line, EndsHere() ? null : Pipeline())
            : Assignable();
    }

    private bool EndsHere()
    {
        _cursor.Skip(lines: false);
        return _cursor.AtEnd || _cursor.Here is '\n' or ';' or '}' or ')';
    }

    private If IfStatement(int line)
    {
        var branches = new List<(Node, Block)> { (Condition("if"), Braces("if")) };
        while (true)
        {
            var position = _cursor.Position;
            _cursor.Skip(lines: true);
            if (_cursor.Takes("elseif"))
            {
                branches.Add((Condition("elseif"), Braces("elseif")));
            }
            else if (_cursor.Takes("else"))
            {
                return new If(line, branches, Braces("else"));
            }
            else
            {
                _cursor.Position = position;
                return new If(line, branches, null);
            }
        }
    }

    private Node Condition(string of)
    {
        _cursor.Skip(lines: true);
        _cursor.Require('(', of);
        _cursor.Skip(lines: true);
        var condition = Pipeline();
        _cursor.Skip(lines: true);
        _cursor.Require(')', of);
        return condition;
    }

    private Block Braces(string of)
    {
        _cursor.Skip(lines: true);
        var line = _cursor.Line;
        _cursor.Require('{', of);
        var statements = Statements();
        _cursor.Require('}', of);
        return new Block(line, statements);
    }

    private ForEach ForEachStatement(int line)
    {
        _cursor.Skip(lines: true);
        _cursor.Require('(', "foreach");
        _cursor.Skip(lines: true);
        _cursor.Require('$', "foreach");
        var variable = _cursor.Name();
        _cursor.Skip(lines: true);
        if (!_cursor.Takes("in"))
        {
            throw _cursor.Refuse("foreach", "'in' is missing");
        }

        _cursor.Skip(lines: true);
        var items = Pipeline();
        _cursor.Skip(lines: true);
        _cursor.Require(')', "foreach");
        return new ForEach(line, variable, items, Braces("foreach"));
    }

    private Try TryStatement(int line)
    {
        var body = Braces("try");
        Block? handler = null;
        Block? final = null;
        var position = _cursor.Position;
        _cursor.Skip(lines: true);
        if (_cursor.Takes("catch"))
        {
            _cursor.Skip(lines: true);
            if (_cursor.Here == '[')
            {
                throw _cursor.Refuse("catch with a type", "the subset catches everything and looks at $_");
            }

            handler = Braces("catch");
            position = _cursor.Position;
            _cursor.Skip(lines: true);
        }

        if (_cursor.Takes("finally"))
        {
            final = Braces("finally");
        }
        else
        {
            _cursor.Position = position;
        }

        return handler is null && final is null ? throw _cursor.Refuse("try", "'catch' is missing") : new Try(line, body, handler, final);
    }

    private Node Assignable()
    {
        var line = _cursor.Line;
        var pipeline = Pipeline();
        _cursor.Skip(lines: false);
        var op = _cursor.Here == '=' ? "=" : _cursor.Here == '+' && _cursor.At(1) == '=' ? "+=" : null;
        if (op is null)
        {
            return pipeline;
        }

        if (pipeline is not (Variable or Member or Index))
        {
            throw _cursor.Refuse($"'{op}'", "only a variable, a property or an element can be assigned to");
        }

        _cursor.Position += op.Length;
        _cursor.Skip(lines: true);
        return new Assignment(line, pipeline, op, Value());
    }

    /// <summary>What stands to the right of an assignment: a pipeline, or a statement whose output is taken.</summary>
    private Node Value() => _cursor.Sees("if") || _cursor.Sees("foreach") || _cursor.Sees("try") ? Statement() : Pipeline();
}
