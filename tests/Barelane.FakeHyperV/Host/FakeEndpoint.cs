using System.Text.RegularExpressions;

namespace Barelane.FakeHyperV.Host;

/// <summary>
/// A registered JEA endpoint, read from its role capability and its session configuration as Windows PowerShell reads them: what is visible are the functions that both name, and modules are there only where they are named
/// (PowerShell-Docs, learn/remoting/jea: role-capabilities, session-configurations; no module is loaded by itself where commands are limited).
/// </summary>
public sealed partial class FakeEndpoint
{
    private FakeEndpoint()
    {
    }

    /// <summary>The bodies of the functions that a caller sees, by name.</summary>
    public IReadOnlyDictionary<string, string> Functions { get; private init; } = new Dictionary<string, string>();

    /// <summary>The modules that are imported.</summary>
    public IReadOnlySet<string> Modules { get; private init; } = new HashSet<string>();

    /// <summary>Whether functions run as a virtual account, which is an administrator.</summary>
    public bool IsVirtualAccount { get; private init; }

    /// <summary>Whether it takes no script text (NoLanguage).</summary>
    public bool IsRestricted { get; private init; }

    /// <summary>The account that may use it.</summary>
    public string Account { get; private init; } = "";

    /// <summary>Registers an endpoint.</summary>
    public static FakeEndpoint Register(string capability, string configuration)
    {
        var visible = Names(VisibleForm().Match(capability).Groups[1].Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var functions = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (Match match in FunctionForm().Matches(capability))
        {
            functions.Add(match.Groups[1].Value, capability[(match.Index + match.Length)..End(capability, match.Index + match.Length)]);
        }

        return new FakeEndpoint
        {
            Functions = functions.Where(f => visible.Contains(f.Key)).ToDictionary(StringComparer.OrdinalIgnoreCase),
            Modules = Names(ModulesForm().Match(capability).Groups[1].Value).ToHashSet(StringComparer.OrdinalIgnoreCase),
            IsVirtualAccount = configuration.Contains("RunAsVirtualAccount = $true", StringComparison.Ordinal),
            IsRestricted = configuration.Contains("SessionType = 'RestrictedRemoteServer'", StringComparison.Ordinal),
            Account = AccountForm().Match(configuration).Groups[1].Value,
        };
    }

    /// <summary>Where a script block that begins here ends: braces in texts and comments don't count.</summary>
    private static int End(string text, int from)
    {
        var depth = 1;
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] is '\'' or '"')
            {
                i = text.IndexOf(text[i], i + 1);
            }
            else if (text[i] == '#')
            {
                i = text.IndexOf('\n', i);
            }
            else if (text[i] == '{')
            {
                depth++;
            }
            else if (text[i] == '}' && --depth == 0)
            {
                return i;
            }
        }

        throw new InvalidDataException("A script block of the role capability does not end.");
    }

    private static IEnumerable<string> Names(string list) => NameForm().Matches(list).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"^ *VisibleFunctions = (.*)$", RegexOptions.Multiline)]
    private static partial Regex VisibleForm();

    [GeneratedRegex(@"^ *ModulesToImport = (.*)$", RegexOptions.Multiline)]
    private static partial Regex ModulesForm();

    [GeneratedRegex(@"Name = '([^']*)'\s+ScriptBlock = \{\n")]
    private static partial Regex FunctionForm();

    [GeneratedRegex(@"'([^']*)' = @\{ RoleCapabilities = 'Barelane' \}")]
    private static partial Regex AccountForm();

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex NameForm();
}
