using System.Text.Json.Nodes;

namespace Barelane.HyperV.PowerShell;

/// <summary>Arguments of scripts that are more than one value.</summary>
internal static class ScriptArguments
{
    /// <summary>Texts, in their order.</summary>
    public static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode?)JsonValue.Create(t))]);

    /// <summary>Things of several values each, in their order.</summary>
    public static JsonArray Items<T>(IEnumerable<T> items, Func<T, JsonObject> of) => new([.. items.Select(i => (JsonNode?)of(i))]);
}
