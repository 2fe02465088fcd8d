using System.Text.Json;
using System.Text.Json.Nodes;
using Barelane.Core.Adapters;

namespace Barelane.Kvm.Guest;

/// <summary>Commands of the QEMU guest agent and its answers, as JSON.</summary>
internal static class AgentCommand
{
    /// <summary>A command without arguments.</summary>
    public static string Of(string name) => new JsonObject { ["execute"] = name }.ToJsonString();

    /// <summary>A command with arguments.</summary>
    public static string Of(string name, JsonObject arguments) => new JsonObject { ["execute"] = name, ["arguments"] = arguments }.ToJsonString();

    /// <summary>A program to run, with its output.</summary>
    public static string Execute(string program, IReadOnlyList<string> arguments) => Of("guest-exec", new JsonObject
    {
        ["path"] = program,
        ["arg"] = new JsonArray([.. arguments.Select(a => (JsonNode?)JsonValue.Create(a))]),
        ["capture-output"] = true,
    });

    /// <summary>What the agent returned.</summary>
    /// <exception cref="SiteException">It is no answer of the agent.</exception>
    public static JsonNode? Returned(string answer)
    {
        try
        {
            return JsonNode.Parse(answer) is JsonObject { } all && all.ContainsKey("return") ? all["return"] : throw Malformed(answer);
        }
        catch (JsonException)
        {
            throw Malformed(answer);
        }
    }

    /// <summary>A whole number of an answer.</summary>
    /// <exception cref="SiteException">It is not there, or no number.</exception>
    public static long Number(JsonNode? answer) => answer is JsonValue value && value.TryGetValue<long>(out var number) ? number : throw Malformed(answer?.ToJsonString() ?? "nothing");

    /// <summary>Bytes of an answer, which come as base64; none where they are left out.</summary>
    /// <exception cref="SiteException">They are no base64.</exception>
    public static byte[] Bytes(JsonNode? answer)
    {
        try
        {
            return answer is JsonValue value && value.TryGetValue<string>(out var text) ? Convert.FromBase64String(text) : [];
        }
        catch (FormatException)
        {
            throw Malformed(answer!.ToJsonString());
        }
    }

    private static SiteException Malformed(string answer) => new(new Problem
    {
        Code = "guest-answer",
        Message = $"The guest agent's answer can't be understood: '{(answer.Length > 120 ? answer[..120] : answer).ReplaceLineEndings(" ")}'.",
        Remedy = "Update 'qemu-guest-agent' in the guest.",
    });
}
