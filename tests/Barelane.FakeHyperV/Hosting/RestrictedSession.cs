using System.Text;
using System.Text.Json;
using Barelane.FakeHyperV.Cmdlets;
using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Language;
using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Hosting;

/// <summary>
/// A session of a JEA endpoint, entered from the host itself: it takes the name of a visible function and a parameter, and nothing else. In functions too, commands that such sessions limit are limited unless their module is
/// named, and no module loads by itself (PowerShell-Docs, learn/remoting/jea: role-capabilities; source of PowerShell, PSModuleAutoLoadingPreference None where commands are made visible).
/// </summary>
internal static class RestrictedSession
{
    private const string Before = "    $block = {\n";
    private const string After = "\n    }\n    & $block ";

    private static readonly string[] Limited = ["Select-Object", "Measure-Object", "Get-Command", "Get-Help", "Get-FormatData", "Out-Default", "Clear-Host", "Exit-PSSession"];

    public static ScriptRun Run(FakeHost host, JsonElement request)
    {
        var (name, function) = (request.GetProperty("configuration").GetString()!, request.GetProperty("function").GetString()!);
        if (!host.Endpoints.TryGetValue(name, out var endpoint))
        {
            return Failed("InvalidShellUri,PSSessionOpenFailed", "OpenError", $"[localhost] Connecting to remote server localhost failed with the following error message : The WinRM service cannot process the request. Cannot find the {name} session configuration in the WSMan: drive on the localhost computer.", "localhost");
        }

        if (!endpoint.IsRestricted || !endpoint.Functions.TryGetValue(function, out var body))
        {
            return Failed("CommandNotFoundException", "ObjectNotFound", $"The term '{function}' is not recognized as the name of a cmdlet, function, script file, or operable program. Check the spelling of the name, or if a path was included, verify that the path is correct and try again.", function);
        }

        var script = ScriptOf(body);
        foreach (var call in Calls.Of(ScriptRun.Parse(script)).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (Limited.Contains(call, StringComparer.OrdinalIgnoreCase))
            {
                return Failed("NamedParameterNotFound," + call, "InvalidArgument", "A parameter cannot be found that matches parameter name 'Property'.", "");
            }

            if (HostCmdlets.All.FirstOrDefault(c => c.Name.Equals(Command.Plain(call), StringComparison.OrdinalIgnoreCase)) is { } cmdlet && ModuleOf(cmdlet) is { } module && !endpoint.Modules.Contains(module))
            {
                return Failed("CommandNotFoundException", "ObjectNotFound", $"The term '{call}' is not recognized as the name of a cmdlet, function, script file, or operable program.", call);
            }
        }

        var given = Json.Read(Encoding.UTF8.GetString(Convert.FromBase64String(request.GetProperty("input").GetString()!)));
        return endpoint.IsVirtualAccount ? host.AsVirtualAccount(() => ScriptRun.Of(host, script, given, strict: false)) : ScriptRun.Of(host, script, given, strict: false);
    }

    /// <summary>The script in a function; what is around it is known by its bytes.</summary>
    private static string ScriptOf(string body)
    {
        var from = body.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        var to = body.IndexOf(After, StringComparison.Ordinal);
        if (from < Before.Length || to < from)
        {
            throw new InvalidDataException("A function of the role has no script where the fake host looks for it.");
        }

        FakePowerShell.Require(FakePowerShell.KnownFunction, (body[..from] + body[to..]).TrimEnd(), "function");
        return body[from..to];
    }

    /// <summary>The module that has to be imported for a cmdlet; null for those that every such session has.</summary>
    private static string? ModuleOf(HostCmdlet cmdlet) => cmdlet.Module switch
    {
        "Core" or "Utility" => null,
        "Management" or "Diagnostics" => "Microsoft.PowerShell." + cmdlet.Module,
        var module => module,
    };

    private static ScriptRun Failed(string id, string category, string message, string target) => new([], [], new PsErrorRecord
    {
        Id = id,
        Category = category,
        Message = message,
        Target = target,
        Type = "System.Management.Automation.RemoteException",
    });
}
