using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Barelane.Core.Adapters;

namespace Barelane.Guest.Tests.Preparation;

/// <summary>
/// A Windows guest that knows the constant scripts by their text and does what each says; text that it was never told is refused, as nothing but those may
/// ever be sent.
/// </summary>
internal sealed class RegistryGuest : IGuestChannel
{
    private const string DataBegin = "$data = '";
    private readonly Dictionary<string, byte[]> _files = [];

    public GuestFamily Family => GuestFamily.Windows;

    public SortedDictionary<string, int> Policies { get; } = new(StringComparer.Ordinal);

    public string? Driver { get; set; }

    public bool? BitLocker { get; set; }

    public bool Administrator { get; set; } = true;

    /// <summary>Why Windows refuses to install; null where it does not.</summary>
    public string? Refuses { get; set; }

    public List<string> Scripts { get; } = [];

    public IReadOnlyCollection<string> Files => _files.Keys;

    public Task<GuestOutput> ExecuteAsync(string program, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken)
    {
        Assert.Equal("powershell.exe", program);
        Assert.True(arguments.Sum(a => a.Length + 1) < 8191, "cmd.exe takes no longer line.");
        var text = Encoding.Unicode.GetString(Convert.FromBase64String(arguments[^1]));
        var line = text[..text.IndexOf('\n', StringComparison.Ordinal)];
        Assert.StartsWith(DataBegin, line, StringComparison.Ordinal);
        Assert.Matches("^[A-Za-z0-9+/=]*'$", line[DataBegin.Length..]);
        var request = JsonNode.Parse(Convert.FromBase64String(line[DataBegin.Length..^1]))!.AsObject();
        var script = new[] { "state.ps1", "set-policy.ps1", "install-driver.ps1", "remove-driver.ps1", "busy.ps1" }
            .Single(s => text[(line.Length + 1)..] == EmbeddedText.Read("frame.ps1").Replace("#BODY#", EmbeddedText.Read(s), StringComparison.Ordinal));
        Scripts.Add(script);
        var json = Reply(script, request).ToJsonString();
        return Task.FromResult(new GuestOutput(0, $"a stray line\r\n<<<BARELANE {Convert.ToBase64String(Encoding.UTF8.GetBytes(json))} BARELANE>>>\r\n", ""));
    }

    public Task PutAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        _files[path] = content.ToArray();
        return Task.CompletedTask;
    }

    public Task<byte[]> GetAsync(string path, int limit, CancellationToken cancellationToken) => Task.FromResult(_files[path]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private JsonObject Reply(string script, JsonObject request)
    {
        switch (script)
        {
            case "state.ps1":
                var policies = request["policies"]!.AsArray().Select(p => (JsonNode)new JsonObject
                {
                    ["key"] = (string)p!["key"]!,
                    ["name"] = (string)p["name"]!,
                    ["value"] = Policies.TryGetValue((string)p["name"]!, out var set) ? set : null,
                });
                return new JsonObject { ["administrator"] = Administrator, ["policies"] = new JsonArray([.. policies]), ["driver"] = Driver, ["bitLocker"] = BitLocker };
            case "set-policy.ps1":
                foreach (var policy in request["policies"]!.AsArray())
                {
                    if (policy!["value"] is { } value)
                    {
                        Policies[(string)policy["name"]!] = (int)value;
                    }
                    else
                    {
                        Policies.Remove((string)policy["name"]!);
                    }
                }

                return [];
            case "install-driver.ps1":
                var file = _files[(string)request["file"]!];
                _files.Remove((string)request["file"]!);
                if (Refuses is not null || Convert.ToHexStringLower(SHA256.HashData(file)) != (string)request["sha256"]!)
                {
                    return new JsonObject { ["error"] = Refuses ?? "did not arrive whole" };
                }

                Driver = $"{(string)request["name"]!} sha256:{(string)request["sha256"]!}";
                return [];
            case "remove-driver.ps1":
                Driver = null;
                return [];
            default:
                return new JsonObject { ["root"] = @"C:\Windows", ["busy"] = false };
        }
    }
}
