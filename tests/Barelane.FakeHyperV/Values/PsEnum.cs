using System.Globalization;

namespace Barelane.FakeHyperV.Values;

/// <summary>A value of a .NET enumeration: prints as its name, and as its number in JSON (about_Enum; ConvertTo-Json of 5.1 has no -EnumsAsStrings).</summary>
internal sealed record PsEnum(PsEnumType Type, long Number)
{
    public string Name => Type.NameOf(Number) ?? Number.ToString(CultureInfo.InvariantCulture);

    public override string ToString() => Name;
}
