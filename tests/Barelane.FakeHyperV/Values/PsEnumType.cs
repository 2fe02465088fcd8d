namespace Barelane.FakeHyperV.Values;

/// <summary>A .NET enumeration with its names and numbers.</summary>
internal sealed class PsEnumType(string name, params (string Name, long Number)[] members)
{
    public string Name { get; } = name;

    public string? NameOf(long number) => Array.Find(members, m => m.Number == number).Name;

    /// <summary>The value of this name; null where there is none. Names ignore case.</summary>
    public PsEnum? Parse(string text) => Array.Find(members, m => string.Equals(m.Name, text, StringComparison.OrdinalIgnoreCase)) is { Name: not null } found
        ? new PsEnum(this, found.Number)
        : long.TryParse(text, out var number) ? new PsEnum(this, number) : null;

    public PsEnum Of(string name) => Parse(name) ?? throw new ArgumentException($"'{Name}' has no '{name}'.");

    public PsEnum Of(long number) => new(this, number);

    public string Members => string.Join(", ", members.Select(m => m.Name));
}
