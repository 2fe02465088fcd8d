using System.Text.Json;
using System.Text.Json.Serialization;
using Barelane.Remote.Protocol.Leasing;

namespace Barelane.Remote.Server.Leases;

/// <summary>
/// A program of the user's that serves leases instead of Barelane's OpenCL, as a JSON file describes it. Barelane ships no such program. In words of
/// commands, variables and files: <c>{lease}</c>, <c>{user}</c>, <c>{devices}</c> (places with commas between), <c>{memory-mib}</c> (0: whole), <c>{port}</c>.
/// </summary>
public sealed record EngineFile
{
    /// <summary><c>external</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>The devices it serves.</summary>
    public required IReadOnlyList<EngineDevice> Devices { get; init; }

    /// <summary>The command that starts it for a lease, and ends once it serves.</summary>
    public required IReadOnlyList<string> Start { get; init; }

    /// <summary>The command that stops it; it may be called where nothing runs.</summary>
    public required IReadOnlyList<string> Stop { get; init; }

    /// <summary>A command that ends with 0 while somebody uses the lease; without it nobody is seen to.</summary>
    public IReadOnlyList<string> Used { get; init; } = [];

    /// <summary>How long a command may take, in s.</summary>
    public int CommandSeconds { get; init; } = 60;

    /// <summary>The first of the ports that leases get, one each; 0: none.</summary>
    public int FirstPort { get; init; }

    /// <summary>Variables for programs.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Files for programs, by name.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>Reads one; what is wrong with it is an <see cref="ArgumentException"/>.</summary>
    public static EngineFile Read(string path)
    {
        EngineFile file;
        try
        {
            file = JsonSerializer.Deserialize(File.ReadAllText(path), EngineJson.Default.EngineFile) ?? throw new JsonException("It is empty.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new ArgumentException($"The engine '{path}' can't be read: {e.Message}", e);
        }

        var wrong = file.Engine != "external" ? $"'engine' is '{file.Engine}'; the one kind there is is 'external'"
            : file.Devices.Count == 0 ? "'devices' names none"
            : file.Devices.FirstOrDefault(d => !MemoryText.TryParse(d.Memory, out _)) is { } device ? $"the memory of '{device.Name}' is '{device.Memory}'; write it with its unit, such as 48GiB"
            : file.Start.Count == 0 || file.Stop.Count == 0 ? "'start' and 'stop' each need a command, its program first"
            : file.Files.Keys.FirstOrDefault(n => n.Length == 0 || n.Contains('/', StringComparison.Ordinal) || n[0] == '.') is { } name ? $"'{name}' is no name for a file"
            : file.FirstPort is < 0 or > 65000 || file.CommandSeconds < 1 ? "'firstPort' has to be from 0 to 65000, and 'commandSeconds' 1 or more"
            : null;
        return wrong is null ? file : throw new ArgumentException($"The engine '{path}' does not go: {wrong}.");
    }

    /// <summary>The devices as leases know them.</summary>
    internal IReadOnlyList<LeaseDevice> LeaseDevices() =>
        [.. Devices.Select((d, place) => new LeaseDevice(place, d.Name, MemoryText.TryParse(d.Memory, out var bytes) ? bytes : 0))];
}

/// <summary>How <see cref="EngineFile"/> is written: a key that is not known is an error.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true)]
[JsonSerializable(typeof(EngineFile))]
internal sealed partial class EngineJson : JsonSerializerContext;
