using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Barelane.HyperV.PowerShell.Role;

/// <summary>
/// One script as a function of a JEA role: the frame with the script in it, which takes its arguments as data. Its name ends in a part of the text's hash, so that a host whose role is of another version of Barelane has no
/// such function, and nothing is ever done by another text than is meant.
/// </summary>
internal sealed partial record RoleFunction
{
    private const string Prefix = "Barelane-";

    private RoleFunction(HostScript script)
    {
        Script = script;
        Body = Bootstrap.Frame
            .Put("param($request)", "param([string]$Request)")
            .Put("$Arguments = $request.arguments", "$Arguments = [System.Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($Request)) | ConvertFrom-Json")
            .Put("$block = [scriptblock]::Create($request.script)", $"$block = {{\n{Qualified(script.Text).TrimEnd('\n')}\n    }}")
            .Put("[Console]::Out.WriteLine('<<<BARELANE ' + [Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($json)) + ' BARELANE>>>')", "'<<<BARELANE ' + [Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($json)) + ' BARELANE>>>'");
        Name = $"{Prefix}{script.Name}-{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Body)))[..12].ToLowerInvariant()}";
    }

    /// <summary>The script.</summary>
    public HostScript Script { get; }

    /// <summary>The function's name: <c>Barelane-read-vms-0a1b2c3d4e5f</c>.</summary>
    public string Name { get; }

    /// <summary>The text of its script block.</summary>
    public string Body { get; }

    /// <summary>Every function of the role: a script of this program each, but for those that say themselves that they are not for such a session.</summary>
    public static IReadOnlyList<RoleFunction> All { get; } = [.. HostScript.Names().Select(n => HostScript.Reads(n)).Where(s => s.IsForRole).Select(s => new RoleFunction(s))];

    /// <summary>The function of a script; null where the role has none.</summary>
    public static RoleFunction? Of(HostScript script) => All.FirstOrDefault(f => f.Script.Name == script.Name);

    /// <summary>
    /// In such a session these names are commands with fewer parameters, in functions too, unless the module is named with them. Source: Microsoft, JEA role capabilities, 'Creating custom functions'.
    /// </summary>
    private static string Qualified(string text) => Limited().Replace(text, m => m.Value == "Get-Command" ? @"Microsoft.PowerShell.Core\" + m.Value : @"Microsoft.PowerShell.Utility\" + m.Value);

    [GeneratedRegex(@"(?<![\w'\\-])(Select-Object|Measure-Object|Get-Command)(?![\w'-])")]
    private static partial Regex Limited();
}
