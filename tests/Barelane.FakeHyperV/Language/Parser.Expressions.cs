namespace Barelane.FakeHyperV.Language;

internal sealed partial class Parser
{
    private static readonly string[] Logical = ["and", "or"];
    private static readonly string[] Comparing = ["eq", "ne", "lt", "le", "gt", "ge", "like", "notlike", "match", "in", "notin", "contains", "join", "split", "replace"];

    private Node Expression() => Left(Logical, () => Left(Comparing, Sum));

    private Node Left(string[] operators, Func<Node> next)
    {
        var left = next();
        while (true)
        {
            var position = _cursor.Position;
            _cursor.Skip(lines: false);
            var line = _cursor.Line;
            if (_cursor.Operator() is not { } op || !operators.Contains(op))
            {
                RefuseOperator(operators);
                _cursor.Position = position;
                return left;
            }

            _cursor.Position += op.Length + 1;
            _cursor.Skip(lines: true);
            left = new Binary(line, op, left, next());
        }
    }

    private void RefuseOperator(string[] operators)
    {
        if (ReferenceEquals(operators, Logical) && _cursor.Operator() is { } op && op != "f")
        {
            throw _cursor.Refuse($"'-{op}'", "the subset has no such operator");
        }
    }

    private Node Sum() => Signs("+-", () => Signs("*", Formatted));

    private Node Signs(string signs, Func<Node> next)
    {
        var left = next();
        while (true)
        {
            var position = _cursor.Position;
            _cursor.Skip(lines: false);
            var sign = Cursor.IsDash(_cursor.Here) ? '-' : _cursor.Here;
            if (!signs.Contains(sign) || sign == '\0' || _cursor.Operator() is not null || _cursor.At(1) == '=')
            {
                if (_cursor.Here is '/' or '%')
                {
                    throw _cursor.Refuse($"'{_cursor.Here}'", "the subset adds, subtracts and multiplies");
                }

                _cursor.Position = position;
                return left;
            }

            var line = _cursor.Line;
            _cursor.Position++;
            _cursor.Skip(lines: true);
            left = new Binary(line, sign.ToString(), left, next());
        }
    }

    private Node Formatted()
    {
        var left = Comma();
        while (true)
        {
            var position = _cursor.Position;
            _cursor.Skip(lines: false);
            if (_cursor.Operator() != "f")
            {
                _cursor.Position = position;
                return left;
            }

            var line = _cursor.Line;
            _cursor.Position += 2;
            _cursor.Skip(lines: true);
            left = new Binary(line, "f", left, Comma());
        }
    }

    private Node Comma()
    {
        var line = _cursor.Line;
        var items = new List<Node> { Prefixed() };
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
            items.Add(Prefixed());
        }
    }

    private Node Prefixed()
    {
        _cursor.Skip(lines: false);
        var line = _cursor.Line;
        if (_cursor.Takes('!'))
        {
            return new Unary(line, "not", Prefixed());
        }

        if (_cursor.Operator() is { } op)
        {
            if (op is not ("not" or "join"))
            {
                throw _cursor.Refuse($"'-{op}'", "nothing stands to its left");
            }

            _cursor.Position += op.Length + 1;
            return new Unary(line, op, Prefixed());
        }

        if (Cursor.IsDash(_cursor.Here) && char.IsAsciiDigit(_cursor.At(1)))
        {
            return Negative(line);
        }

        if (_cursor.Here == '[')
        {
            return Bracketed(line);
        }

        return Postfix(Primary());
    }

    /// <summary>A cast, or a static member of a type.</summary>
    private Node Bracketed(int line)
    {
        _cursor.Position++;
        var name = "";
        while (Cursor.IsName(_cursor.Here) || _cursor.Here is '.')
        {
            name += _cursor.Here;
            _cursor.Position++;
        }

        if (_cursor.Here == '[' && _cursor.At(1) == ']')
        {
            name += "[]";
            _cursor.Position += 2;
        }

        _cursor.Require(']', "a type");
        if (_cursor.Here == ':' && _cursor.At(1) == ':')
        {
            _cursor.Position += 2;
            var member = _cursor.Name();
            if (!StaticMembers.Has(name, member))
            {
                throw _cursor.Refuse($"'[{name}]::{member}'", "this is not among the static members that scripts may use");
            }

            return Postfix(new StaticMember(line, name, member, _cursor.Here == '(' ? CallArguments() : null));
        }

        return Casts.Has(name) ? new Cast(line, name.ToLowerInvariant(), Prefixed()) : throw _cursor.Refuse($"'[{name}]'", "the subset has no such cast");
    }

    private Node Primary()
    {
        RefuseStrangers();
        var line = _cursor.Line;
        switch (_cursor.Here)
        {
            case '$':
                return VariableHere(line);
            case '(':
                _cursor.Position++;
                _cursor.Skip(lines: true);
                var inner = Pipeline();
                _cursor.Skip(lines: true);
                _cursor.Require(')', "a parenthesis");
                return new Parenthesis(line, inner);
            case '@' when _cursor.At(1) == '(':
                _cursor.Position += 2;
                var body = new Block(line, Statements());
                _cursor.Require(')', "@( )");
                return new ArrayOf(line, body);
            case '@' when _cursor.At(1) == '{':
                _cursor.Position += 2;
                return Table(line);
            case '{':
                return new ScriptBlock(line, Braces("a script block"));
            case var c when Cursor.IsSingleQuote(c):
                return new Constant(line, _cursor.Quoted());
            case var c when char.IsAsciiDigit(c):
                return new Constant(line, _cursor.Number());
            default:
                throw _cursor.Refuse(_cursor.AtEnd ? "the end" : $"'{_cursor.Here}'", "an expression can't begin so");
        }
    }

    private Node VariableHere(int line)
    {
        if (_cursor.At(1) is '(' or '{')
        {
            throw _cursor.Refuse($"'${_cursor.At(1)}'", "the subset has neither $( ) nor ${ }");
        }

        _cursor.Position++;
        var name = _cursor.Name();
        return name.Length == 0 || (_cursor.Here == ':' && Cursor.IsName(_cursor.At(1))) ? throw _cursor.Refuse($"'${name}{_cursor.Here}'", "only plain variables may be used")
            : name.ToLowerInvariant() switch
            {
                "null" => new Constant(line, null),
                "true" => new Constant(line, true),
                "false" => new Constant(line, false),
                _ => new Variable(line, name),
            };
    }

    private TableOf Table(int line)
    {
        var entries = new List<(Node, Node)>();
        _cursor.SkipSeparators();
        while (_cursor.Here != '}')
        {
            var at = _cursor.Line;
            var key = Cursor.IsName(_cursor.Here) ? new Constant(at, _cursor.Name()) : Primary();
            _cursor.Skip(lines: false);
            _cursor.Require('=', "@{ }");
            _cursor.Skip(lines: true);
            entries.Add((key, Value()));
            _cursor.Skip(lines: false);
            if (_cursor.Here is not ('\n' or ';' or '}'))
            {
                throw _cursor.Refuse($"'{_cursor.Here}'", "an entry of @{ } ends with its line or with ';'");
            }

            _cursor.SkipSeparators();
        }

        _cursor.Position++;
        return new TableOf(line, entries);
    }

    private Node Postfix(Node node)
    {
        while (true)
        {
            var line = _cursor.Line;
            if (_cursor.Here == '.' && (Cursor.IsName(_cursor.At(1))))
            {
                _cursor.Position++;
                var name = _cursor.Name();
                if (_cursor.Here != '(')
                {
                    node = new Member(line, node, name);
                }
                else if (!Methods.Has(name))
                {
                    throw _cursor.Refuse($"'.{name}()'", "this is not among the methods that scripts may call");
                }
                else
                {
                    node = new Call(line, node, name, CallArguments());
                }
            }
            else if (_cursor.Here == '[')
            {
                _cursor.Position++;
                _cursor.Skip(lines: true);
                var at = Pipeline();
                _cursor.Skip(lines: true);
                _cursor.Require(']', "an index");
                node = new Index(line, node, at);
            }
            else
            {
                return node;
            }
        }
    }

    private List<Node> CallArguments()
    {
        _cursor.Require('(', "a call");
        var arguments = new List<Node>();
        _cursor.Skip(lines: true);
        while (!_cursor.Takes(')'))
        {
            if (arguments.Count > 0)
            {
                _cursor.Require(',', "a call");
                _cursor.Skip(lines: true);
            }

            // An argument of a method is an expression without the comma operator.
            arguments.Add(Left(Logical, () => Left(Comparing, () => Signs("+-", () => Signs("*", Prefixed)))));
            _cursor.Skip(lines: true);
        }

        return arguments;
    }

    private void RefuseStrangers()
    {
        if (Cursor.IsDoubleQuote(_cursor.Here))
        {
            throw _cursor.Refuse("a text in double quotes", "only single quotes: nothing is ever put into a text");
        }

        if (_cursor.Here is '`' or '&')
        {
            throw _cursor.Refuse($"'{_cursor.Here}'", "the subset has neither backticks nor the call operator");
        }

        if (_cursor.Here == '<' || _cursor.Here == '>')
        {
            throw _cursor.Refuse($"'{_cursor.Here}'", "nothing is redirected");
        }
    }
}
