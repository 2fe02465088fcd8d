using Barelane.FakeHyperV.Cmdlets;
using Barelane.HyperV.PowerShell;
using Barelane.TestKit;

namespace Barelane.HyperV.Tests.Scripts;

public class ScriptTests
{
    private static readonly string Scripts = Path.Combine(Repository.Root, "src", "Barelane.HyperV", "PowerShell", "Scripts");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_script_of_the_repository_is_PowerShell()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.ps1", SearchOption.AllDirectories);

        var trees = await PowerShellGrammar.ParseAsync(files, Token);

        Assert.Contains(files, f => f.EndsWith("frame.ps1", StringComparison.Ordinal));
        Assert.Contains(files, f => f.Contains("Barelane.Guest", StringComparison.Ordinal));
        Nothing(string.Join('\n', trees.SelectMany(t => PowerShellGrammar.Errors(t.Value).Select(e => $"{Path.GetFileName(t.Key)}, {e}"))));
    }

    [Fact]
    public async Task Every_script_for_a_host_keeps_to_the_subset_and_to_documented_cmdlets()
    {
        var files = Directory.GetFiles(Scripts, "*.ps1");

        var trees = await PowerShellGrammar.ParseAsync(files, Token);

        Assert.NotEmpty(files);
        Nothing(string.Join('\n', trees.SelectMany(t => LanguageRules.Problems(t.Value).Select(e => $"{Path.GetFileName(t.Key)}, {e}"))));
    }

    [Fact]
    public async Task A_script_that_is_called_after_reading_calls_nothing_that_changes()
    {
        var trees = await PowerShellGrammar.ParseAsync(Directory.GetFiles(Scripts, "read-*.ps1"), Token);

        Assert.NotEmpty(trees);
        foreach (var command in trees.Values.SelectMany(t => t.All()).Where(n => n.Type == "command"))
        {
            Assert.False(DocumentedCmdlet.All[command.Child("command_name")!.Text].Changes, command.Text);
        }
    }

    [Fact]
    public void Every_script_is_short_says_what_it_is_for_and_is_part_of_the_program()
    {
        foreach (var file in Directory.GetFiles(Scripts, "*.ps1"))
        {
            var lines = File.ReadAllLines(file);
            Assert.True(lines.Length <= 40, $"{Path.GetFileName(file)} has {lines.Length} lines; logic belongs into C#.");
            Assert.StartsWith("# ", lines[0], StringComparison.Ordinal);
            Assert.Equal(File.ReadAllText(file), HostScript.Reads(Path.GetFileNameWithoutExtension(file)).Text);
        }
    }

    [Fact]
    public async Task The_grammar_catches_a_planted_mistake()
    {
        (string Script, string Expected)[] planted =
        [
            ("Get-VM -Id $Arguments.Vm | {", "no PowerShell"),
            ("if ($true) { 'a'", "missing"),
            ("'unfinished", "no PowerShell"),
        ];

        var trees = await PowerShellGrammar.ParseTextsAsync([.. planted.Select(p => p.Script)], Token);

        Assert.All(planted.Zip(trees), p => Assert.Contains(PowerShellGrammar.Errors(p.Second), e => e.Contains(p.First.Expected, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_rules_catch_a_planted_mistake()
    {
        (string Script, string Expected)[] planted =
        [
            ("Set-VM -VM $vm -NoSuch 1 -Confirm:$false -ErrorAction Stop", "no parameter '-NoSuch'"),
            ("Set-VMM -VM $vm", "'Set-VMM' is no cmdlet"),
            ("set-vm -VM $vm", "'set-vm' is no cmdlet"),
            ("gwmi Win32_Bios", "'gwmi' is no cmdlet"),
            ("Get-WmiEvent -Class Win32_Bios", "'Get-WmiEvent' is no cmdlet"),
            ("Get-WmiObject -Class Win32_Bios", "no -ErrorAction Stop"),
            ("Invoke-Expression -Command $Arguments.Text", "'Invoke-Expression' is no cmdlet"),
            ("Get-VM 'name' -ErrorAction Stop", "by position"),
            ("Get-VM -Name $Arguments.Name", "is a pattern"),
            ("Get-VMHardDiskDrive -VMName $Arguments.Name", "is a pattern"),
            ("Get-CimInstance -ClassName Win32_Bios -Filter ('Name=' + $Arguments.Name)", "put together"),
            ("Stop-VM -VM $vm -ErrorAction Stop", "-Confirm:$false"),
            ("Stop-VM -VM $vm -Confirm:$false", "-ErrorAction Stop"),
            ("$p = @{ VM = $vm; Nope = 1; Confirm = $false; ErrorAction = 'Stop' }\nSet-VM @p", "no parameter '-Nope'"),
            ("$x = \"a $($Arguments.Name)\"", "expandable string literal"),
            ("& $Arguments.Command", "is no cmdlet"),
            ("function Go { 1 }", "function"),
            ("$x = [scriptblock]::Create($Arguments.Text)", "static members"),
            ("$x = [xml]$Arguments.Text", "a cast to '[xml]'"),
            ("$x = $env:PATH", "no drives"),
            ("$x = $a -like $Arguments.Name", "is a pattern"),
            ("$x = $a -bxor 3", "not in the subset"),
            ("$x.Delete()", "the method 'Delete'"),
            ("while ($true) { }", "while"),
            ("switch ($a) { 1 { 2 } }", "switch"),
            ("$x = 1 > 'file'", "subset"),
        ];

        var trees = await PowerShellGrammar.ParseTextsAsync([.. planted.Select(p => p.Script)], Token);

        Assert.All(planted.Zip(trees), p => Assert.Contains(LanguageRules.Problems(p.Second), e => e.Contains(p.First.Expected, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_rules_let_the_subset_through()
    {
        const string Script = """
            # What scripts are made of.
            $vm = Get-VM -Id ([guid]$Arguments.Vm) -ErrorAction Stop
            $p = @{ VM = $vm; AutomaticStopAction = 'TurnOff'; Confirm = $false; ErrorAction = 'Stop' }
            try { Set-VM @p } catch { throw $_ }
            if ($vm.State -eq 'Off' -and -not $vm.IsClustered) { 'off' } elseif ($vm.State -in @(2, 3)) { 1 } else { [string]$vm.Id }
            foreach ($device in @(Get-VMAssignableDevice -VM $vm -ErrorAction SilentlyContinue)) {
                [pscustomobject]@{ path = $device.LocationPath; high = [uint64]$vm.HighMemoryMappedIoSpace; at = $vm.CreationTime.ToUniversalTime().ToString('o'); all = ('a', 'b' -join ',') }
            }
            @(Get-PnpDevice -PresentOnly -ErrorAction Stop | Where-Object { $_.InstanceId -like 'PCI\*' } | Select-Object -Property 'InstanceId', 'Class' -First 3 | ForEach-Object { $_.InstanceId })[0]
            """;
        var tree = (await PowerShellGrammar.ParseTextsAsync([Script], Token))[0];

        Assert.Empty(PowerShellGrammar.Errors(tree));
        Nothing(string.Join('\n', LanguageRules.Problems(tree)));
    }

    [Fact]
    public void The_fake_host_has_no_cmdlet_and_no_parameter_that_is_not_documented()
    {
        var problems = new List<string>();
        foreach (var cmdlet in HostCmdlets.All)
        {
            if (!DocumentedCmdlet.All.TryGetValue(cmdlet.Name, out var documented))
            {
                problems.Add($"'{cmdlet.Name}' is no cmdlet of cmdlets.json");
                continue;
            }

            problems.AddRange(cmdlet.Parameters.Where(p => !documented.Parameters.Keys.Contains(p, StringComparer.OrdinalIgnoreCase)).Select(p => $"'{cmdlet.Name}' has no '-{p}'"));
        }

        Nothing(string.Join('\n', problems));
    }

    [Fact]
    public void Every_cmdlet_names_where_it_is_documented()
    {
        Assert.NotEmpty(DocumentedCmdlet.All);
        Assert.All(DocumentedCmdlet.All.Values, c => Assert.NotEmpty(c.Source));
    }

    private static void Nothing(string problems) => Assert.True(problems.Length == 0, problems);
}
