using System.Text.Json;
using Barelane.HyperV.PowerShell;

namespace Barelane.HyperV.Tests.Scripts;

/// <summary>A cmdlet as its documentation has it: <c>cmdlets.json</c>, made from the sources that each entry names.</summary>
internal sealed record DocumentedCmdlet(string Cmdlet, string Module, bool Changes, IReadOnlyList<string> Source, IReadOnlyDictionary<string, string> Parameters, IReadOnlyDictionary<string, string>? Since)
{
    private static readonly string[] Common = ["ErrorAction", "WarningAction", "ErrorVariable", "WarningVariable"];

    public static IReadOnlyDictionary<string, DocumentedCmdlet> All { get; } = Load();

    public bool Has(string parameter) => Parameters.ContainsKey(parameter) || Common.Contains(parameter, StringComparer.Ordinal);

    public bool IsSwitch(string parameter) => Parameters.TryGetValue(parameter, out var type) && type == "switch";

    private static Dictionary<string, DocumentedCmdlet> Load()
    {
        using var stream = typeof(HostScript).Assembly.GetManifestResourceStream("cmdlets.json")!;
        return JsonSerializer.Deserialize<List<DocumentedCmdlet>>(stream, JsonSerializerOptions.Web)!.ToDictionary(c => c.Cmdlet, StringComparer.Ordinal);
    }
}
