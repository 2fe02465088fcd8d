using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Protocol.Leasing;

/// <summary>How questions and answers about leases travel.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(LeaseRequest))]
[JsonSerializable(typeof(LeaseReply))]
internal sealed partial class LeaseJson : JsonSerializerContext
{
    /// <summary>Reads one; what is not in the form agreed is a <see cref="WireException"/>.</summary>
    public static T Read<T>(string json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new WireException("A question or an answer about leases is empty.");
        }
        catch (JsonException e)
        {
            throw new WireException($"A question or an answer about leases is not in the form agreed: {e.Message}");
        }
    }
}
