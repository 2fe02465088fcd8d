using System.Text.Json;

namespace Barelane.HyperV.Tests.Scripts;

/// <summary>A node of a script's syntax tree, as the grammar makes it.</summary>
internal sealed record SyntaxNode(string Type, int Line, string Text, IReadOnlyList<SyntaxNode> Children)
{
    public static SyntaxNode Of(JsonElement node)
    {
        var content = node[3];
        SyntaxNode[] children = content.ValueKind == JsonValueKind.Array ? [.. content.EnumerateArray().Select(Of)] : [];
        return new SyntaxNode(node[0].GetString()!, node[1].GetInt32(), content.ValueKind == JsonValueKind.String ? content.GetString()! : string.Concat(children.Select(c => c.Text)), children);
    }

    public IEnumerable<SyntaxNode> All() => Children.SelectMany(c => c.All()).Prepend(this);

    public SyntaxNode? Child(string type) => Children.FirstOrDefault(c => c.Type == type);
}
