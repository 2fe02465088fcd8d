using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Barelane.FakeHyperV.Cmdlets;
using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Language;
using Barelane.FakeHyperV.Values;
using Barelane.HyperV.PowerShell.Role;

namespace Barelane.FakeHyperV.Hosting;

/// <summary>
/// Plays <c>powershell</c>: knows the constant command line and the constant frame by their bytes, does what these say, and interprets the script alone. A command line or a frame that it does not know is
/// refused, so that whoever changes one has to look here.
/// </summary>
internal static class FakePowerShell
{
    /// <summary>SHA-256 of the words of the command line, with blanks between.</summary>
    public const string KnownCommand = "00E5327998CD981E45C3AB4948A9292654DA5BB673D517EA9C15AF2A678AC6E6";

    /// <summary>SHA-256 of the frame that runs a script and prints its answer.</summary>
    public const string KnownFrame = "53915E25882E64D9741828ED1A41459FB3D948DBB50F369828955FBC21B287FB";

    /// <summary>SHA-256 of the frame that asks a restricted session.</summary>
    public const string KnownRoleFrame = "37AC2EF18248004005754E2F7AE5C5BC60699196346FC08F8933A56822B13B5A";

    /// <summary>SHA-256 of a function of a role with its script taken out.</summary>
    public const string KnownFunction = "8BC51A813B1DCB503311D790D54542258D01D5AEB61D035CE609A403D90FBAE9";

    /// <summary>Runs what a transport hands over. Standard output.</summary>
    /// <exception cref="InvalidDataException">Command line, input or frame are not the ones known.</exception>
    public static string Run(FakeHost host, IReadOnlyList<string> arguments, string input)
    {
        Require(KnownCommand, string.Join(' ', arguments), "command line");
        using var request = JsonDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(input)));
        var frame = request.RootElement.GetProperty("frame").GetString()!;
        if (HashOf(frame) == KnownRoleFrame || request.RootElement.TryGetProperty("function", out _))
        {
            Require(KnownRoleFrame, frame, "frame");
            return Printed(RestrictedSession.Run(host, request.RootElement));
        }

        Require(KnownFrame, frame, "frame");
        var script = request.RootElement.GetProperty("script").GetString()!;
        var given = (Json.Read(request.RootElement.GetRawText()) as PsObject)!["arguments"];
        return Printed(ScriptRun.Of(host, script, given, strict: frame.Contains("Set-StrictMode", StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Whether what goes to standard input holds a script that calls a cmdlet which changes something.</summary>
    public static bool Changes(string input)
    {
        try
        {
            using var request = JsonDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(input)));
            var text = request.RootElement.TryGetProperty("function", out var function)
                ? RoleFunction.All.FirstOrDefault(f => f.Name == function.GetString())?.Script.Text ?? ""
                : request.RootElement.GetProperty("script").GetString()!;
            return ScriptRun.Parse(text).CallsAny(HostCmdlets.Changing);
        }
        catch (Exception e) when (e is FormatException or JsonException or ParseException)
        {
            return false;
        }
    }

    public static string HashOf(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The envelope, as the frame prints it: data and warnings are always arrays; an error tells its record and its innermost exception.</summary>
    private static string Printed(ScriptRun run)
    {
        var answer = new PsTable();
        answer["v"] = 1;
        answer["ok"] = run.Error is null;
        answer["warnings"] = run.Warnings.Cast<object?>().ToArray();
        if (run.Error is { } error)
        {
            var about = new PsTable();
            foreach (var (name, value) in ((string, object?)[])
            [
                ("id", error.FullyQualifiedErrorId), ("category", error.Category), ("activity", error.Activity), ("target", Conversion.ToText(error.Target)), ("message", error.Message),
                ("type", error.Type), ("hresult", error.HResult), ("inner", error.Message), ("innerHresult", error.HResult),
            ])
            {
                about[name] = value;
            }

            answer["error"] = about;
        }
        else
        {
            answer["data"] = run.Output.ToArray();
        }

        var json = Json.Write(answer, run.Error is null ? 12 : 4);
        return $"<<<BARELANE {Convert.ToBase64String(Encoding.UTF8.GetBytes(json))} BARELANE>>>\r\n";
    }

    public static void Require(string known, string found, string what)
    {
        var hash = HashOf(found);
        if (hash != known)
        {
            throw new InvalidDataException($"The fake host does not know this {what}. If it is meant to be so, read what it does, let the fake do the same, and name its hash {hash}.");
        }
    }
}
