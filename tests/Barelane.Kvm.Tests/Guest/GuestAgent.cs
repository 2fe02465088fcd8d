using System.Text;
using System.Text.Json.Nodes;

namespace Barelane.Kvm.Tests.Guest;

/// <summary>A guest agent that answers as QEMU's does.</summary>
internal sealed class GuestAgent
{
    private readonly Dictionary<long, (string Path, MemoryStream Content)> _open = [];
    private long _next = 1000;
    private int _looks;

    /// <summary>What the guest says it is.</summary>
    public string System { get; init; } = "debian";

    /// <summary>How often a program is seen running before it is over.</summary>
    public int Slow { get; init; }

    public Dictionary<string, byte[]> Files { get; } = [];

    /// <summary>The programs that were run, a line each.</summary>
    public List<string> Ran { get; } = [];

    /// <summary>What a program says and ends with; 127 for one that is not there.</summary>
    public Func<string, (int Code, string Output, string Error)> Program { get; init; } = _ => (0, "", "");

    public string Answer(string command)
    {
        var asked = JsonNode.Parse(command)!;
        var (name, arguments) = (asked["execute"]!.GetValue<string>(), asked["arguments"]);
        return new JsonObject { ["return"] = Return(name, arguments) }.ToJsonString();
    }

    private JsonNode Return(string name, JsonNode? arguments) => name switch
    {
        "guest-ping" => new JsonObject(),
        "guest-get-osinfo" => new JsonObject { ["id"] = System, ["name"] = System },
        "guest-exec" => Execute(arguments!),
        "guest-exec-status" => Status(),
        "guest-file-open" => Open(arguments!["path"]!.GetValue<string>(), arguments["mode"]!.GetValue<string>()),
        "guest-file-write" => Write(arguments!["handle"]!.GetValue<long>(), Convert.FromBase64String(arguments["buf-b64"]!.GetValue<string>())),
        "guest-file-read" => Read(arguments!["handle"]!.GetValue<long>(), arguments["count"]!.GetValue<int>()),
        "guest-file-close" => Close(arguments!["handle"]!.GetValue<long>()),
        _ => throw new InvalidOperationException(name),
    };

    private JsonObject Execute(JsonNode arguments)
    {
        _looks = 0;
        Ran.Add(string.Join('|', arguments["arg"]!.AsArray().Select(a => a!.GetValue<string>()).Prepend(arguments["path"]!.GetValue<string>())));
        return new JsonObject { ["pid"] = _next++ };
    }

    private JsonObject Status()
    {
        if (_looks++ < Slow)
        {
            return new JsonObject { ["exited"] = false };
        }

        var (code, output, error) = Program(Ran[^1]);
        var status = new JsonObject { ["exited"] = true, [code < 0 ? "signal" : "exitcode"] = Math.Abs(code) };
        if (output.Length > 0)
        {
            status["out-data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(output));
        }

        if (error.Length > 0)
        {
            status["err-data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(error));
        }

        return status;
    }

    private JsonValue Open(string path, string mode)
    {
        var content = new MemoryStream();
        if (mode == "r")
        {
            content.Write(Files[path]);
            content.Position = 0;
        }

        _open[_next] = (path, content);
        return JsonValue.Create(_next++);
    }

    private JsonObject Write(long handle, byte[] piece)
    {
        _open[handle].Content.Write(piece);
        return new JsonObject { ["count"] = piece.Length, ["eof"] = false };
    }

    private JsonObject Read(long handle, int count)
    {
        var piece = new byte[count];
        var got = _open[handle].Content.Read(piece);
        return new JsonObject { ["count"] = got, ["buf-b64"] = Convert.ToBase64String(piece.AsSpan(0, got)), ["eof"] = _open[handle].Content.Position == _open[handle].Content.Length };
    }

    private JsonObject Close(long handle)
    {
        if (_open.Remove(handle, out var file))
        {
            Files[file.Path] = file.Content.ToArray();
        }

        return new JsonObject();
    }
}
