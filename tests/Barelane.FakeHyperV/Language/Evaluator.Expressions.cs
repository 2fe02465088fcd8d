using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Language;

internal sealed partial class Evaluator
{
    private object? Evaluate(Node node)
    {
        switch (node)
        {
            case Constant constant:
                return constant.Value;
            case Variable variable:
                return _variables.TryGetValue(variable.Name, out var value) || !Strict ? value
                    : throw PsException.Of("VariableIsUndefined", "InvalidOperation", $"The variable '${variable.Name}' cannot be retrieved because it has not been set.", variable.Name);
            case Parenthesis parenthesis:
                return Collect(parenthesis.Inner);
            case ArrayOf array:
                return ArrayFrom(array);
            case TableOf table:
                return TableFrom(table);
            case List list:
                return list.Items.Select(i => Conversion.Plain(Evaluate(i))).ToArray();
            case Unary unary:
                return Evaluate(unary);
            case Binary binary:
                return Evaluate(binary);
            case Cast { Type: "pscustomobject", Operand: TableOf entries }:
                return Casts.Convert("pscustomobject", TableFrom(entries));
            case Cast cast:
                return Casts.Convert(cast.Type, Evaluate(cast.Operand));
            case Member member:
                return Members.Get(Evaluate(member.Of), member.Name, Strict);
            case Call call:
                return Methods.Invoke(Evaluate(call.Of), call.Name, [.. call.Arguments.Select(a => Conversion.Plain(Evaluate(a)))]);
            case Index index:
                return Members.At(Evaluate(index.Of), Evaluate(index.At), Strict);
            case StaticMember member:
                return machine.Static(StaticMembers.Whole(member.Type), member.Name, member.Arguments?.Select(a => Conversion.Plain(Evaluate(a))).ToArray());
            case ScriptBlock:
                return node;
            default:
                return Collect(node);
        }
    }

    private object? Evaluate(Unary unary)
    {
        var operand = Evaluate(unary.Operand);
        return unary.Operator switch
        {
            "not" => !Conversion.IsTrue(operand),
            "join" => Operators.Apply("join", operand, ""),
            _ => Operators.Apply("-", 0, operand),
        };
    }

    private object? Evaluate(Binary binary) => binary.Operator switch
    {
        "and" => Conversion.IsTrue(Evaluate(binary.Left)) && Conversion.IsTrue(Evaluate(binary.Right)),
        "or" => Conversion.IsTrue(Evaluate(binary.Left)) || Conversion.IsTrue(Evaluate(binary.Right)),
        _ => Operators.Apply(binary.Operator, Evaluate(binary.Left), Evaluate(binary.Right)),
    };

    /// <summary>@( ): whatever the statements put out, as an array; an array that is put out is not nested.</summary>
    private object?[] ArrayFrom(ArrayOf array)
    {
        var output = new List<object?>();
        Run(array.Body, output.Add);
        return [.. output];
    }

    private PsTable TableFrom(TableOf entries)
    {
        var table = new PsTable();
        foreach (var (key, value) in entries.Entries)
        {
            var name = Conversion.ToText(Evaluate(key));
            table[name] = table.Has(name)
                ? throw PsException.Of("DuplicateKeyInHashLiteral", "InvalidOperation", $"Duplicate keys '{name}' are not allowed in hash literals.")
                : Conversion.Plain(Collect(value));
        }

        return table;
    }
}
