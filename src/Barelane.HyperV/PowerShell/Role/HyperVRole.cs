using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Barelane.HyperV.PowerShell.Role;

/// <summary>
/// The files of a JEA endpoint for Barelane: a module with a role capability that holds the program's scripts as functions and shows nothing else, a session configuration that gives it to a group, and the commands that
/// register it. All of it follows from the scripts. Source: Microsoft, JEA: role capabilities, session configurations, register.
/// </summary>
public static partial class HyperVRole
{
    /// <summary>The module's and the role's name, and what a site's <c>configuration</c> is called where nothing else is said.</summary>
    public const string Name = "Barelane";

    private const string Core = "Microsoft.PowerShell.Core";
    private const string Cluster = "FailoverClusters";

    /// <summary>The files, by path within a folder.</summary>
    /// <param name="account">The group or account that may use the endpoint, <c>DOMAIN\name</c>.</param>
    /// <param name="configuration">The endpoint's name.</param>
    /// <param name="isClustered">Whether the host is a node of a failover cluster: its module is named only there, as a session with a module that is missing does not open.</param>
    /// <exception cref="ArgumentException">One of the two is no name.</exception>
    public static IReadOnlyDictionary<string, string> Files(string account, string configuration, bool isClustered)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(configuration);
        if (!AccountForm().IsMatch(account))
        {
            throw new ArgumentException($"'{account}' is no group or account: write 'DOMAIN\\name' or 'COMPUTER\\name'.", nameof(account));
        }

        if (!IsConfiguration(configuration))
        {
            throw new ArgumentException($"'{configuration}' is no name of a session configuration: letters, digits, '.', '-' and '_'.", nameof(configuration));
        }

        return new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [$"{Name}/{Name}.psd1"] = $$"""
                @{
                    ModuleVersion = '1.0'
                    GUID = '5b7d2a0e-6f0d-4a57-9a0e-3c1c4c6f7b11'
                    Author = '{{Name}}'
                    Description = 'The role that Barelane works with on a Hyper-V host'
                }

                """,
            [$"{Name}/RoleCapabilities/{Name}.psrc"] = Capability(isClustered),
            [$"{configuration}.pssc"] = $$"""
                @{
                    SchemaVersion = '2.0.0.0'
                    GUID = 'a4c9f3de-0a39-4a29-8c61-7a1df3f3f0b2'
                    Author = '{{Name}}'
                    Description = 'Barelane on a Hyper-V host, without being its administrator'
                    SessionType = 'RestrictedRemoteServer'
                    RunAsVirtualAccount = $true
                    RoleDefinitions = @{
                        '{{account}}' = @{ RoleCapabilities = '{{Name}}' }
                    }
                }

                """,
            ["register.ps1"] = $$"""
                # Registers the endpoint '{{configuration}}'. Run it elevated on the host, in Windows PowerShell and from this folder, after reading these files. WinRM is restarted: sessions of others end.
                $ErrorActionPreference = 'Stop'
                $module = "$env:ProgramFiles\WindowsPowerShell\Modules\{{Name}}"
                if (Test-Path -LiteralPath $module) { Remove-Item -LiteralPath $module -Recurse -Force }
                Copy-Item -LiteralPath '.\{{Name}}' -Destination $module -Recurse
                if (-not (Test-PSSessionConfigurationFile -Path '.\{{configuration}}.pssc')) { throw 'The session configuration file is not valid.' }
                if (Get-PSSessionConfiguration -Name '{{configuration}}' -ErrorAction SilentlyContinue) { Unregister-PSSessionConfiguration -Name '{{configuration}}' -Force }
                Register-PSSessionConfiguration -Path '.\{{configuration}}.pssc' -Name '{{configuration}}' -Force
                # To take it away again: Unregister-PSSessionConfiguration -Name '{{configuration}}' -Force, and remove the folder of the module.

                """,
        };
    }

    /// <summary>Whether a text can be the name of a session configuration.</summary>
    public static bool IsConfiguration(string text) => ConfigurationForm().IsMatch(text);

    /// <summary>The modules of the cmdlets that the role's functions call, in order; the engine's own is always there.</summary>
    internal static IReadOnlyList<string> Modules(bool isClustered)
    {
        var modules = LoadModules();
        return [.. RoleFunction.All.SelectMany(f => Cmdlets(f.Body)).Append("Remove-TypeData").Where(modules.ContainsKey).Select(c => modules[c]).Where(m => m != Core && (isClustered || m != Cluster)).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>The cmdlets that a text calls, by their names' form.</summary>
    internal static IEnumerable<string> Cmdlets(string text) => CmdletForm().Matches(text).Select(m => m.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static string Capability(bool isClustered)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# The role that Barelane works with: {RoleFunction.All.Count} functions, each a script of Barelane's with one job. Nothing else is visible, and no function opens a path that it is given.\n@{{\n");
        text.Append("    GUID = 'd2d1b3c0-54a7-4d0c-9a1b-1f0f8c1a9e42'\n    Author = 'Barelane'\n");
        text.Append(CultureInfo.InvariantCulture, $"    ModulesToImport = {List(Modules(isClustered))}\n    VisibleFunctions = {List(RoleFunction.All.Select(f => f.Name))}\n    FunctionDefinitions = @(\n");
        foreach (var function in RoleFunction.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"        @{{\n            Name = '{function.Name}'\n            ScriptBlock = {{\n{function.Body.TrimEnd('\n')}\n            }}\n        }}{(function == RoleFunction.All[^1] ? "" : ",")}\n");
        }

        return text.Append("    )\n}\n").ToString();
    }

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"'{n}'"));

    private static Dictionary<string, string> LoadModules()
    {
        using var stream = typeof(HyperVRole).Assembly.GetManifestResourceStream("cmdlets.json")!;
        using var json = JsonDocument.Parse(stream);
        return json.RootElement.EnumerateArray().ToDictionary(c => c.GetProperty("cmdlet").GetString()!, c => c.GetProperty("module").GetString()!, StringComparer.Ordinal);
    }

    [GeneratedRegex(@"^[A-Za-z0-9_.-]+\\[\p{L}\p{N} _.$-]+$")]
    private static partial Regex AccountForm();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$")]
    private static partial Regex ConfigurationForm();

    [GeneratedRegex(@"(?<![\w'$-])[A-Z][A-Za-z]+-[A-Z][A-Za-z0-9]+(?![\w'-])")]
    private static partial Regex CmdletForm();
}
