using System.Globalization;
using System.Text;
using Barelane.HyperV.Inventory;
using Barelane.HyperV.PowerShell;
using Barelane.HyperV.PowerShell.Role;
using Barelane.HyperV.Steps;
using Barelane.TestKit;

namespace Barelane.HyperV.Tests.Scripts;

/// <summary>docs/reference/hyperv-scripts.md lists every script as it is.</summary>
public class ScriptTableTests
{
    private static readonly string Page = Path.Combine(Repository.Root, "docs", "reference", "hyperv-scripts.md");

    [Fact]
    public void The_page_of_scripts_is_what_the_scripts_are()
    {
        var text = Write();
        if (Environment.GetEnvironmentVariable("BARELANE_ACCEPT") == "1")
        {
            File.WriteAllText(Page, text);
        }

        Assert.True(File.Exists(Page) && File.ReadAllText(Page) == text, "The scripts have changed: run the test with BARELANE_ACCEPT=1, and read the page.");
    }

    [Fact]
    public void A_script_that_is_called_after_reading_is_used_as_one_that_reads()
    {
        var reading = typeof(ReadScripts).GetFields().Select(f => (HostScript)f.GetValue(null)!).ToList();

        Assert.All(reading, s => Assert.True(s.OnlyReads && s.Name.StartsWith("read-", StringComparison.Ordinal), s.Name));
        Assert.DoesNotContain(typeof(ChangeScripts).GetFields().Select(f => (HostScript)f.GetValue(null)!), s => s.OnlyReads || s.Name.StartsWith("read-", StringComparison.Ordinal));
    }

    private static string Write()
    {
        var scripts = HostScript.Names().Select(n => HostScript.Reads(n)).ToList();
        var (frame, role) = (Lines(Bootstrap.Frame), Lines(Bootstrap.RoleFrame));
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # The scripts that run on a Hyper-V host

            Generated from `src/Barelane.HyperV/PowerShell`; a test keeps it so. {scripts.Count} scripts with {scripts.Sum(s => Lines(s.Text))} lines, of which {scripts.Count(IsReading)} only read, and two frames around them ({frame} and {role} lines). Each runs under Windows PowerShell 5.1;
            none was ever run on real Windows. [How they get there](../design/0012-powershell-as-data.md), [what a role of JEA holds](../design/0017-hyperv-role.md).

            | script | lines | | in the JEA role | what it does |
            |---|---|---|---|---|

            """);
        foreach (var script in scripts)
        {
            text.Append(CultureInfo.InvariantCulture, $"| [{script.Name}](../../src/Barelane.HyperV/PowerShell/Scripts/{script.Name}.ps1) | {Lines(script.Text)} | {(IsReading(script) ? "reads" : "changes")} | {(RoleFunction.Of(script) is null ? "no" : "yes")} | {script.Text.Split('\n')[0][2..].Trim().Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }

        return text.ToString();
    }

    private static bool IsReading(HostScript script) => script.Name.StartsWith("read-", StringComparison.Ordinal);

    private static int Lines(string text) => text.TrimEnd('\n').Split('\n').Length;
}
