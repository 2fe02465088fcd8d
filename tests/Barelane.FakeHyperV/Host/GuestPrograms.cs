using System.Text;
using System.Text.Json.Nodes;

namespace Barelane.FakeHyperV.Host;

/// <summary>Programs that every Windows guest has, as far as somebody asks them: which Windows it is, its system drive, and the state that Barelane's own constant script tells.</summary>
internal static class GuestPrograms
{
    private const string Encoded = "-EncodedCommand ";

    public static FakeProgramEnd? Answer(FakeVm vm, string name, string line) => name switch
    {
        "cmd.exe" => new FakeProgramEnd(0, line.Contains("%SystemDrive%", StringComparison.Ordinal) ? "C:\r\n" : "Microsoft Windows", ""),
        "powershell.exe" when IsOfState(line) => Reply(new JsonObject { ["administrator"] = vm.AccountsAdminister, ["bitLocker"] = vm.IsLocked }),
        _ => null,
    };

    /// <summary>Barelane's script for what a guest has: data first, and a property that only it tells.</summary>
    private static bool IsOfState(string line)
    {
        var at = line.IndexOf(Encoded, StringComparison.Ordinal);
        var text = at < 0 ? "" : Encoding.Unicode.GetString(Convert.FromBase64String(line[(at + Encoded.Length)..].Trim()));
        return text.StartsWith("$data = '", StringComparison.Ordinal) && text.Contains("administrator", StringComparison.Ordinal) && text.Contains("bitLocker", StringComparison.Ordinal);
    }

    private static FakeProgramEnd Reply(JsonObject reply) => new(0, $"<<<BARELANE {Convert.ToBase64String(Encoding.UTF8.GetBytes(reply.ToJsonString()))} BARELANE>>>\r\n", "");
}
