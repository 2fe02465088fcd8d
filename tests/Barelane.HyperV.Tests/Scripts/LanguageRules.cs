namespace Barelane.HyperV.Tests.Scripts;

/// <summary>
/// The part of the language that scripts may use, told from their syntax tree: small enough to be interpreted by the fake host, and without any way to make code
/// of a name. What is wrong comes as sentences with the line.
/// </summary>
internal static class LanguageRules
{
    private static readonly HashSet<string> Nodes =
    [
        "program", "comment", "statement_list", "pipeline", "pipeline_chain", "assignment_expression", "left_assignment_expression", "assignement_operator",
        "logical_expression", "bitwise_expression", "comparison_expression", "additive_expression", "multiplicative_expression", "format_expression", "range_expression",
        "array_literal_expression", "unary_expression", "expression_with_unary_operator", "cast_expression", "parenthesized_expression", "array_expression",
        "hash_literal_expression", "hash_literal_body", "hash_entry", "key_expression", "simple_name", "type_literal", "type_spec", "type_name", "type_identifier",
        "variable", "braced_variable", "member_access", "member_name", "element_access", "invokation_expression", "argument_list", "argument_expression_list", "argument_expression",
        "logical_argument_expression", "bitwise_argument_expression", "comparison_argument_expression", "additive_argument_expression",
        "multiplicative_argument_expression", "format_argument_expression", "range_argument_expression",
        "command", "command_name", "command_elements", "command_argument_sep", "command_parameter", "generic_token",
        "script_block", "script_block_expression", "script_block_body", "statement_block", "if_statement", "else_clause", "elseif_clauses", "elseif_clause", "foreach_statement",
        "try_statement", "catch_clauses", "catch_clause", "flow_control_statement", "comparison_operator", "format_operator",
        "string_literal", "verbatim_string_characters", "integer_literal", "decimal_integer_literal", "empty_statement",
    ];

    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "if", "else", "elseif", "foreach", "in", "try", "catch", "throw", "-and", "-or", "-not", "-f", "-join", "-split", "=", "+", "-", "*", "!", ".", "::", ",", ";", "|",
        "(", ")", "[", "]", "{", "}", "@(", "@{", ":", "$_",
    };

    private static readonly HashSet<string> Comparisons = new(StringComparer.OrdinalIgnoreCase)
    {
        "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-like", "-notlike", "-match", "-in", "-notin", "-contains", "-replace", "-split", "-join",
    };

    private static readonly HashSet<string> Types = new(StringComparer.Ordinal) { "int", "long", "uint32", "uint64", "string", "bool", "guid", "pscustomobject" };

    /// <summary>All static members that may be called. Each is documented for .NET Framework 4.x, on which Windows PowerShell 5.1 runs.</summary>
    private static readonly HashSet<string> Statics = new(StringComparer.Ordinal)
    {
        "[Convert]::ToBase64String", "[Convert]::FromBase64String", "[System.IO.File]::ReadAllBytes", "[System.IO.File]::WriteAllBytes", "[System.IO.File]::Exists",
        "[System.Security.Principal.WindowsIdentity]::GetCurrent", "[System.Security.Principal.WindowsPrincipal]::new", "[System.DateTime]::UtcNow",
        "[System.Management.Automation.PSCredential]::new", "[System.Net.NetworkCredential]::new", "[System.Diagnostics.Process]::Start", "[System.IO.File]::Open",
    };

    private static readonly HashSet<string> Methods = new(StringComparer.Ordinal) { "ToString", "ToUniversalTime", "ToUInt64", "IsInRole", "ContainsKey", "Close", "ReadToEndAsync", "WaitForExit", "Kill", "Write", "GetText", "ModifySystemSettings" };

    private static readonly string[] Patterns = ["-like", "-notlike", "-match", "-replace", "-split"];

    /// <summary>What is wrong in a script.</summary>
    public static IEnumerable<string> Problems(SyntaxNode tree)
    {
        foreach (var node in tree.All())
        {
            var problem = node.Type switch
            {
                _ when node.Children.Count == 0 && !Nodes.Contains(node.Type) => IsWord(node) ? null : $"'{node.Text}' is not in the subset",
                _ when !Nodes.Contains(node.Type) => $"a {node.Type.Replace('_', ' ')} is not in the subset",
                "variable" when node.Text.Contains(':', StringComparison.Ordinal) => $"'{node.Text}' is not in the subset: no drives and scopes",
                "assignement_operator" when node.Text != "=" => $"'{node.Text}' is not in the subset",
                "comparison_operator" when !Comparisons.Contains(node.Text) => $"the operator '{node.Text}' is not in the subset",
                "cast_expression" => Cast(node),
                "member_access" or "invokation_expression" when node.Children.Any(c => c.Type == "::" || c.Text == "::") => Static(node),
                "invokation_expression" => Method(node),
                "comparison_expression" => Pattern(node),
                _ => null,
            };
            if (problem is not null)
            {
                yield return $"line {node.Line}: {problem}.";
            }
        }

        foreach (var problem in CommandRules.Problems(tree))
        {
            yield return problem;
        }
    }

    private static bool IsWord(SyntaxNode leaf) =>
        string.IsNullOrWhiteSpace(leaf.Text) || Words.Contains(leaf.Type) || Words.Contains(leaf.Text) || Comparisons.Contains(leaf.Text);

    private static string? Cast(SyntaxNode node) =>
        node.Child("type_literal")?.Text.Trim('[', ']') is { } type && !Types.Contains(type) ? $"a cast to '[{type}]' is not in the subset" : null;

    private static string? Static(SyntaxNode node)
    {
        var text = node.Text.Split('(')[0];
        return Statics.Contains(text) ? null : $"'{text}' is not one of the static members that may be used";
    }

    private static string? Method(SyntaxNode node)
    {
        var name = node.Child("member_name")?.Text ?? node.Text;
        return Methods.Contains(name) ? null : $"the method '{name}' is not in the subset";
    }

    /// <summary>A pattern made of a name would match other names.</summary>
    private static string? Pattern(SyntaxNode node) =>
        node.Child("comparison_operator") is { } op && Patterns.Contains(op.Text.ToLowerInvariant()) && node.Children[^1].All().Any(n => n.Type == "variable")
            ? $"the right side of '{op.Text}' is a pattern, and no variable may be part of it"
            : null;
}
