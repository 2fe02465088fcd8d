using System.Security.Cryptography;
using System.Text.Json;

namespace Barelane.Core.Plans;

/// <summary>The plan's bytes: JSON, version first, properties in declared order, enums as words, LF at the end.</summary>
public static class PlanFormat
{
    /// <summary>The version this program writes.</summary>
    public const int Version = 1;

    /// <summary>The canonical bytes.</summary>
    public static byte[] ToBytes(Plan plan) => [.. JsonSerializer.SerializeToUtf8Bytes(plan, PlanJson.Default.Plan), (byte)'\n'];

    /// <summary>The plan's id: <c>plan-</c> and the first 16 hex digits of the SHA-256 of its bytes.</summary>
    public static string IdOf(Plan plan) => "plan-" + Convert.ToHexStringLower(SHA256.HashData(ToBytes(plan)))[..16];

    /// <summary>Reads a plan.</summary>
    /// <exception cref="FormatException">The bytes are no plan of a version this program knows; the message says which version was found.</exception>
    public static Plan FromBytes(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var plan = JsonSerializer.Deserialize(bytes, PlanJson.Default.Plan)
                ?? throw new FormatException("The plan file is empty; make it again with 'barelane plan --out FILE'.");
            return plan.FormatVersion == Version
                ? plan
                : throw new FormatException($"The plan file has format {plan.FormatVersion}, this program reads format {Version}; make it again with 'barelane plan --out FILE'.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"This is not a plan file (line {e.LineNumber + 1}: {e.Message}); make it again with 'barelane plan --out FILE'.", e);
        }
    }
}
