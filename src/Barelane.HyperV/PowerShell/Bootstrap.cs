using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Barelane.HyperV.PowerShell;

/// <summary>
/// How a script gets to a host: a command line that is the same each time, and one line of base64 on standard input that holds the script and its
/// arguments. No name and no value is ever a part of a command line or of a script's text.
/// </summary>
internal static class Bootstrap
{
    /// <summary>The version of the request and of the answer.</summary>
    public const int Version = 1;

    /// <summary>
    /// All that is on the command line: reads standard input, and runs the frame in it. Short, as cmd.exe takes 8191 characters and other ways to a
    /// host far fewer.
    /// </summary>
    private const string Loader =
        "$r=[Text.Encoding]::UTF8.GetString([Convert]::FromBase64String([Console]::In.ReadToEnd()))|ConvertFrom-Json;&([scriptblock]::Create($r.frame)) $r";

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.Default };

    /// <summary>The arguments of <c>powershell</c>: words without blanks and quotes, which every shell takes as they are.</summary>
    public static IReadOnlyList<string> Arguments { get; } =
    [
        "-NoLogo", "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-InputFormat", "Text", "-OutputFormat", "Text",
        "-EncodedCommand", Convert.ToBase64String(Encoding.Unicode.GetBytes(Loader)),
    ];

    /// <summary>The same as one line for a shell of the host.</summary>
    public static string CommandLine { get; } = "powershell " + string.Join(' ', Arguments);

    /// <summary>The text that runs a script and prints its answer.</summary>
    internal static string Frame { get; } = Load("frame.ps1");

    /// <summary>The text that asks a restricted session for a function and prints its answer.</summary>
    internal static string RoleFrame { get; } = Load("role-frame.ps1");

    /// <summary>What goes to standard input.</summary>
    /// <param name="script">The script.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="ArgumentException">The script reads an argument that is not given, or a text is no valid Unicode and would arrive as another.</exception>
    public static byte[] Input(HostScript script, JsonObject arguments)
    {
        Check(script, arguments);
        return Encoded(writer =>
        {
            writer.WriteString("frame", Frame);
            writer.WriteString("script", script.Text);
            writer.WritePropertyName("arguments");
            arguments.WriteTo(writer);
        });
    }

    /// <summary>What goes to standard input where the script is a function of a restricted session: which session, which function, and the arguments as data.</summary>
    /// <param name="function">The function.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="configuration">The session's configuration.</param>
    /// <exception cref="ArgumentException">As of <see cref="Input"/>.</exception>
    public static byte[] RoleInput(Role.RoleFunction function, JsonObject arguments, string configuration)
    {
        Check(function.Script, arguments);
        return Encoded(writer =>
        {
            writer.WriteString("frame", RoleFrame);
            writer.WriteString("configuration", configuration);
            writer.WriteString("function", function.Name);
            writer.WriteBase64String("input", Json(writer => arguments.WriteTo(writer)));
        });
    }

    private static void Check(HostScript script, JsonObject arguments)
    {
        if (script.ArgumentNames.FirstOrDefault(n => !arguments.ContainsKey(n)) is { } missing)
        {
            throw new ArgumentException($"The script '{script.Name}' reads '{missing}', which is not given.", nameof(arguments));
        }

        CheckText(arguments);
    }

    private static byte[] Encoded(Action<Utf8JsonWriter> write) => Encoding.ASCII.GetBytes(Convert.ToBase64String(Json(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("v", Version);
        write(writer);
        writer.WriteEndObject();
    })));

    private static byte[] Json(Action<Utf8JsonWriter> write)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json, Plain))
        {
            write(writer);
        }

        return json.ToArray();
    }

    /// <summary>Half a surrogate pair would be written as another character: as the name of another thing.</summary>
    private static void CheckText(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var (_, value) in map)
                {
                    CheckText(value);
                }

                break;
            case JsonArray list:
                foreach (var value in list)
                {
                    CheckText(value);
                }

                break;
            case JsonValue value when value.TryGetValue<string>(out var text) && !IsUnicode(text):
                throw new ArgumentException("A text with half a surrogate pair can't be sent: it would arrive as another.");
        }
    }

    private static bool IsUnicode(string text)
    {
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var used) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            rest = rest[used..];
        }

        return true;
    }

    private static string Load(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
