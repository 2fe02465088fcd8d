namespace Barelane.Twin.Schema;

/// <summary>One element of a data type, one property of a managed type, or one parameter of a method.</summary>
internal sealed record VimField(
    string Name, string Type, bool IsArray, bool IsReference, bool IsOptional, ApiVersion? Since)
{
    public bool ExistsIn(ApiVersion version) => Since is not { } since || since <= version;
}
