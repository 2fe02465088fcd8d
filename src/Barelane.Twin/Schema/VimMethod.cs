namespace Barelane.Twin.Schema;

/// <summary>A method of a managed type: parameters in wire order, what it returns, and the privilege it takes.</summary>
internal sealed class VimMethod(
    string name, VimField result, string? privilege, ApiVersion? since)
{
    public string Name { get; } = name;

    public VimField Result { get; } = result;

    /// <summary>The privilege demanded on the object, or null where the parameters decide or none is needed.</summary>
    public string? Privilege { get; } = privilege;

    public ApiVersion? Since { get; } = since;

    public List<VimField> Parameters { get; } = [];
}
