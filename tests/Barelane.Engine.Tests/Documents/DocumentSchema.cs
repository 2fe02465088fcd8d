using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Barelane.Engine.Documents;
using Barelane.TestKit;

namespace Barelane.Engine.Tests.Documents;

/// <summary>
/// docs/reference/barelane.schema.json, and what it says about a document. Knows the keywords that the schema uses and no others: one more in the schema
/// is an error here.
/// </summary>
internal sealed class DocumentSchema
{
    private static readonly string[] Silent = ["$schema", "$defs", "title", "description"];

    private readonly JsonObject _root;

    private DocumentSchema(JsonObject root) => _root = root;

    public static DocumentSchema Read() =>
        new(JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "reference", "barelane.schema.json")))!.AsObject());

    /// <summary>The keys that the schema knows in a mapping; null for the document itself.</summary>
    public IReadOnlySet<string> KeysOf(string? definition) =>
        (definition is null ? _root : _root["$defs"]![definition]!)["properties"]!.AsObject().Select(p => p.Key).ToHashSet(StringComparer.Ordinal);

    public IReadOnlyList<string> Consents => [.. _root["$defs"]!["consent"]!["items"]!["enum"]!.AsArray().Select(n => n!.GetValue<string>())];

    /// <summary>What is wrong with a YAML text by the schema; empty where nothing is.</summary>
    public IReadOnlyList<string> Check(string yaml)
    {
        var problems = new List<DocumentProblem>();
        var node = YamlLoader.Load(yaml, problems) ?? throw new InvalidOperationException($"This is no YAML: {string.Join(" ", problems)}");
        var errors = new List<string>();
        Check(_root, Json(node), "", errors);
        return errors;
    }

    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMapping map => new JsonObject(map.Entries.Select(e => KeyValuePair.Create(e.Key.Text, Json(e.Value)))),
        YamlSequence list => new JsonArray([.. list.Items.Select(Json)]),
        YamlScalar { IsNull: true } => null,
        YamlScalar scalar => long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(scalar.Text),
        _ => throw new InvalidOperationException($"No JSON stands for '{node}'."),
    };

    private bool Holds(JsonNode schema, JsonNode? value)
    {
        var errors = new List<string>();
        Check(schema.AsObject(), value, "", errors);
        return errors.Count == 0;
    }

    private void Check(JsonObject schema, JsonNode? value, string at, List<string> errors)
    {
        foreach (var (keyword, rule) in schema)
        {
            if (keyword == "$ref")
            {
                Check(_root["$defs"]![rule!.GetValue<string>()["#/$defs/".Length..]]!.AsObject(), value, at, errors);
            }
            else if (!Silent.Contains(keyword) && !IsSatisfied(schema, keyword, rule!, value, at, errors))
            {
                errors.Add($"{at}: '{value?.ToJsonString()}' breaks '{keyword}': {rule!.ToJsonString()}");
            }
        }
    }

    private bool IsSatisfied(JsonObject schema, string keyword, JsonNode rule, JsonNode? value, string at, List<string> errors) => keyword switch
    {
        "type" => (rule is JsonArray any ? any.Select(t => t!.GetValue<string>()) : [rule.GetValue<string>()]).Any(t => IsOf(t, value)),
        "const" => JsonNode.DeepEquals(rule, value),
        "enum" => rule.AsArray().Any(r => JsonNode.DeepEquals(r, value)),
        "pattern" => TextOf(value) is not { } text || Regex.IsMatch(text, rule.GetValue<string>()),
        "minLength" => TextOf(value) is not { } text || text.Length >= rule.GetValue<int>(),
        "minimum" => NumberOf(value) is not { } number || number >= rule.GetValue<long>(),
        "maximum" => NumberOf(value) is not { } number || number <= rule.GetValue<long>(),
        "required" => value is not JsonObject map || rule.AsArray().All(k => map.ContainsKey(k!.GetValue<string>())),
        "minProperties" => value is not JsonObject map || map.Count >= rule.GetValue<int>(),
        "minItems" => value is not JsonArray items || items.Count >= rule.GetValue<int>(),
        "uniqueItems" => value is not JsonArray list || list.Select(i => i?.ToJsonString()).Distinct(StringComparer.Ordinal).Count() == list.Count,
        "anyOf" => rule.AsArray().Any(r => Holds(r!, value)),
        "oneOf" => rule.AsArray().Count(r => Holds(r!, value)) == 1,
        "allOf" => rule.AsArray().All(r => Holds(r!, value)),
        "not" => !Holds(rule, value),
        "if" => Holds(rule, value) ? Holds(schema["then"]!, value) : true,
        "then" => schema.ContainsKey("if"),
        "properties" or "patternProperties" or "additionalProperties" or "propertyNames" => Descend(schema, keyword, rule, value, at, errors),
        "items" => DescendItems(rule, value, at, errors),
        _ => throw new InvalidOperationException($"The schema uses '{keyword}', which this check does not know."),
    };

    private bool Descend(JsonObject schema, string keyword, JsonNode rule, JsonNode? value, string at, List<string> errors)
    {
        if (value is not JsonObject map)
        {
            return true;
        }

        var fine = true;
        foreach (var (key, child) in map)
        {
            var isNamed = schema["properties"]?[key] is not null || schema["patternProperties"]?.AsObject().Any(p => Regex.IsMatch(key, p.Key)) == true;
            switch (keyword)
            {
                case "properties" when rule[key] is JsonObject property:
                    Check(property, child, $"{at}/{key}", errors);
                    break;
                case "propertyNames":
                    fine &= Holds(rule, JsonValue.Create(key));
                    break;
                case "additionalProperties" when !isNamed && rule is JsonObject other:
                    Check(other, child, $"{at}/{key}", errors);
                    break;
                case "additionalProperties" when !isNamed:
                    fine &= rule.GetValue<bool>();
                    break;
                default:
                    break;
            }
        }

        return fine;
    }

    private bool DescendItems(JsonNode rule, JsonNode? value, string at, List<string> errors)
    {
        for (var i = 0; value is JsonArray list && i < list.Count; i++)
        {
            Check(rule.AsObject(), list[i], $"{at}/{i}", errors);
        }

        return true;
    }

    private static bool IsOf(string type, JsonNode? value) => type switch
    {
        "null" => value is null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => TextOf(value) is not null,
        "integer" or "number" => NumberOf(value) is not null,
        "boolean" => value is JsonValue v && v.TryGetValue<bool>(out _),
        _ => throw new InvalidOperationException($"There is no type '{type}'."),
    };

    private static string? TextOf(JsonNode? value) => value is JsonValue v && v.TryGetValue<string>(out var text) ? text : null;

    private static long? NumberOf(JsonNode? value) => value is JsonValue v && v.TryGetValue<long>(out var number) ? number : null;
}
