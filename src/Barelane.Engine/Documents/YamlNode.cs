namespace Barelane.Engine.Documents;

/// <summary>A node of a YAML text with its place. Aliases are resolved: several parents may hold the same node.</summary>
internal abstract record YamlNode(int Line, int Column)
{
    /// <summary>How many nodes a walk over it visits, aliases counted each time: the measure against alias bombs.</summary>
    public abstract long Weight { get; }

    /// <summary>What it is, for messages.</summary>
    public abstract string Kind { get; }
}

/// <summary>A single value. <paramref name="IsNull"/>: written as nothing, <c>~</c> or <c>null</c> without quotes.</summary>
internal sealed record YamlScalar(int Line, int Column, string Text, bool IsNull) : YamlNode(Line, Column)
{
    public override long Weight => 1;

    public override string Kind => IsNull ? "nothing" : "a single value";
}

/// <summary>A list.</summary>
internal sealed record YamlSequence(int Line, int Column, IReadOnlyList<YamlNode> Items) : YamlNode(Line, Column)
{
    public override long Weight { get; } = 1 + Items.Sum(i => i.Weight);

    public override string Kind => "a list";
}

/// <summary>Keys with values, in the order of the file; keys are single values.</summary>
internal sealed record YamlMapping(int Line, int Column, IReadOnlyList<(YamlScalar Key, YamlNode Value)> Entries) : YamlNode(Line, Column)
{
    public override long Weight { get; } = 1 + Entries.Sum(e => 1 + e.Value.Weight);

    public override string Kind => "keys with values";
}
