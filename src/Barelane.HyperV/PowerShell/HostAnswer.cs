using System.Text.Json;

namespace Barelane.HyperV.PowerShell;

/// <summary>What a script answered.</summary>
/// <param name="Data">What it put out: always an array, also of one or of none.</param>
/// <param name="Warnings">What cmdlets warned of, in the host's language, in order.</param>
internal sealed record HostAnswer(JsonElement Data, IReadOnlyList<string> Warnings)
{
    /// <summary>The one object that a script answers with.</summary>
    /// <exception cref="InvalidDataException">There is none, or more than one.</exception>
    public JsonElement One() => Data.GetArrayLength() == 1
        ? Data[0]
        : throw new InvalidDataException($"One result was expected of the host, {Data.GetArrayLength()} came.");
}
