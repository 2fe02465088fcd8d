using System.Text.Json.Serialization;

namespace Barelane.Rendering.Json;

/// <summary>What every JSON answer begins with.</summary>
public abstract record Report
{
    /// <summary>Version of these formats; a reader refuses one it does not know.</summary>
    [JsonPropertyOrder(-2)]
    public int FormatVersion { get; init; } = 1;

    /// <summary>Which answer it is.</summary>
    [JsonPropertyOrder(-1)]
    public abstract string Type { get; }
}
