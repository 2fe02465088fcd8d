namespace Barelane.FakeHyperV.Language;

/// <summary>A piece of a parsed script, with its line.</summary>
internal abstract record Node(int Line);

/// <summary>Statements between braces, or a whole script.</summary>
internal sealed record Block(int Line, IReadOnlyList<Node> Statements) : Node(Line);

internal sealed record Assignment(int Line, Node Target, string Operator, Node Value) : Node(Line);

internal sealed record If(int Line, IReadOnlyList<(Node Condition, Block Then)> Branches, Block? Otherwise) : Node(Line);

internal sealed record ForEach(int Line, string Variable, Node Items, Block Body) : Node(Line);

internal sealed record Try(int Line, Block Body, Block? Catch, Block? Finally) : Node(Line);

internal sealed record Throw(int Line, Node? Value) : Node(Line);

/// <summary>Stages joined by |; each but the first is a <see cref="Command"/>.</summary>
internal sealed record Pipeline(int Line, IReadOnlyList<Node> Stages) : Node(Line);

/// <summary>A cmdlet's call. Arguments without a name are what it is given by position.</summary>
internal sealed record Command(int Line, string Name, IReadOnlyList<Argument> Arguments) : Node(Line)
{
    /// <summary>A cmdlet's name without its module's.</summary>
    public static string Plain(string name) => name[(name.LastIndexOf('\\') + 1)..];
}

/// <summary>One argument of a cmdlet: a switch has no value, a splatted table no name.</summary>
internal sealed record Argument(string? Name, Node? Value, bool IsSplatted = false);

internal sealed record Constant(int Line, object? Value) : Node(Line);

internal sealed record Variable(int Line, string Name) : Node(Line);

internal sealed record ArrayOf(int Line, Block Body) : Node(Line);

internal sealed record TableOf(int Line, IReadOnlyList<(Node Key, Node Value)> Entries) : Node(Line);

internal sealed record ScriptBlock(int Line, Block Body) : Node(Line);

internal sealed record Parenthesis(int Line, Node Inner) : Node(Line);

internal sealed record List(int Line, IReadOnlyList<Node> Items) : Node(Line);

internal sealed record Binary(int Line, string Operator, Node Left, Node Right) : Node(Line);

internal sealed record Unary(int Line, string Operator, Node Operand) : Node(Line);

internal sealed record Cast(int Line, string Type, Node Operand) : Node(Line);

internal sealed record Member(int Line, Node Of, string Name) : Node(Line);

internal sealed record Call(int Line, Node Of, string Name, IReadOnlyList<Node> Arguments) : Node(Line);

internal sealed record Index(int Line, Node Of, Node At) : Node(Line);

internal sealed record StaticMember(int Line, string Type, string Name, IReadOnlyList<Node>? Arguments) : Node(Line);
