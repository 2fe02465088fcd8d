using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Hosting;
using Barelane.HyperV.Inventory;
using Barelane.HyperV.PowerShell;
using Barelane.HyperV.PowerShell.Role;
using Barelane.HyperV.Steps;
using Barelane.HyperV.Tests.Scripts;

namespace Barelane.HyperV.Tests.PowerShell;

/// <summary>Restricted sessions (JEA): the role that is written, and working through it without being an administrator.</summary>
public partial class RoleTests
{
    private const string Account = @"CORP\gpu-people";

    // What opens something by a path; a script that gives it a path of its caller's is not for a role.
    private static readonly string[] Opening =
    [
        "Test-Path", "Get-Item", "Get-ChildItem", "New-Item", "Remove-Item", "Copy-Item", "Get-ItemProperty", "New-ItemProperty", "Set-ItemProperty", "Remove-ItemProperty", "Get-FileHash", "Mount-VHD", "Dismount-VHD", "Get-VHD",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_role_has_a_function_for_every_script_but_those_that_say_that_they_are_not_for_it()
    {
        var scripts = Directory.GetFiles(Path.Combine(TestKit.Repository.Root, "src", "Barelane.HyperV", "PowerShell", "Scripts"), "*.ps1")
            .Where(f => !File.ReadAllText(f).Contains("# Not for restricted sessions:", StringComparison.Ordinal)).Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal);

        Assert.Equal(scripts, RoleFunction.All.Select(f => f.Script.Name));
        Assert.Equal(RoleFunction.All.Select(f => f.Name), Registered().Functions.Keys);
        Assert.All(RoleFunction.All, f => Assert.True(Unqualified(f.Body).Contains(f.Script.Text.TrimEnd(), StringComparison.Ordinal), f.Name));
    }

    [Fact]
    public void A_script_that_opens_paths_it_is_given_or_gets_a_password_is_not_in_the_role_and_no_other_is_left_out()
    {
        foreach (var script in HostScript.Names().Select(n => HostScript.Reads(n)))
        {
            Assert.True(Takes(script) != script.IsForRole, $"'{script.Name}' {(script.IsForRole ? "opens a path or takes a password of its caller's, and is in the role" : "does neither, and is left out of the role")}.");
        }
    }

    [Theory]
    [InlineData("note-memory", "Path", @"PCIROOT(0)#PCI(0000)\..\..\Run")]
    [InlineData("forget-memory", "Path", "PCIROOT(36)#PCI(0200)\n")]
    [InlineData("forget-memory", "Path", "..")]
    [InlineData("set-policy", "Name", @"..\..\Run")]
    [InlineData("disable-device", "Device", @"ROOT\VMBUS\0000")]
    [InlineData("read-events", "Log", "Security")]
    public async Task What_a_caller_gives_reaches_nothing_that_the_job_is_not_about(string script, string argument, string value)
    {
        var host = FakeScenarios.Make("dda");
        var before = HostDescription.Of(host);
        await using var shell = Shell(host);
        var found = HostScript.Changes(script);
        var arguments = new JsonObject([.. found.ArgumentNames.Select(n => KeyValuePair.Create(n, (JsonNode?)JsonValue.Create(n == argument ? value : "1")))]);

        var error = (await Assert.ThrowsAsync<HostScriptException>(() => shell.RunAsync(found, arguments, Token))).Error!;

        Assert.True(error.Is("barelane-argument"), error.ToString());
        Assert.Equal(before, HostDescription.Of(host));
    }

    [Fact]
    public async Task Every_file_that_is_written_is_PowerShell_and_every_function_calls_limited_commands_by_their_modules()
    {
        var files = Files().ToList();

        var trees = await PowerShellGrammar.ParseTextsAsync([.. files.Select(f => f.Value), .. RoleFunction.All.Select(f => f.Body)], Token);

        Assert.Equal(["Barelane.pssc", "Barelane/Barelane.psd1", "Barelane/RoleCapabilities/Barelane.psrc", "register.ps1"], files.Select(f => f.Key));
        Assert.Empty(trees.SelectMany(PowerShellGrammar.Errors));
        var commands = trees.Skip(files.Count).SelectMany(t => t.All()).Where(n => n.Type == "command").Select(c => c.Child("command_name")?.Text ?? "").ToList();
        Assert.DoesNotContain(commands, c => c is "Select-Object" or "Measure-Object" or "Get-Command");
        Assert.Contains(@"Microsoft.PowerShell.Utility\Select-Object", commands);

        // The modules that are imported are those of the commands in the functions.
        var called = commands.Select(c => c.Split('\\')[^1]).Distinct().Where(DocumentedCmdlet.All.ContainsKey).Select(c => DocumentedCmdlet.All[c].Module).Where(m => m != "Microsoft.PowerShell.Core");
        Assert.Equal(called.Distinct().Order(StringComparer.Ordinal), HyperVRole.Modules(isClustered: true));
        Assert.DoesNotContain("FailoverClusters", HyperVRole.Modules(isClustered: false));
    }

    [Fact]
    public async Task Through_the_session_an_account_that_is_no_administrator_reads_and_changes_the_host()
    {
        var host = FakeScenarios.Make("dda");
        host.IsElevated = false;
        await using var shell = Shell(host);

        var inventory = await new HyperVInventorySource(shell, "hv01").ReadAsync(InspectScope.Whole, Token);
        await shell.RunAsync(ChangeScripts.DisableDevice, new JsonObject { ["Device"] = host.Devices[0].InstanceId }, Token);

        Assert.Empty(inventory.Gaps);
        Assert.Equal("yes", inventory.Hosts[0].Settings["elevated"].Value);
        Assert.Equal(2, inventory.Vms.Count);
        Assert.True(host.Devices[0].IsDisabled);
        await using var plain = new PowerShellHost(new FakeTransport(host));
        Assert.Equal("no-permission", (await Assert.ThrowsAsync<HostScriptException>(() => plain.RunAsync(ChangeScripts.EnableDevice, new JsonObject { ["Device"] = host.Devices[0].InstanceId }, Token))).Problem.Code);
    }

    [Fact]
    public async Task A_script_that_is_not_in_the_role_is_refused_before_anything_is_sent()
    {
        await using var shell = Shell(FakeScenarios.Make("dda"));

        var refused = await Assert.ThrowsAsync<HostScriptException>(() => shell.RunAsync(ReadScripts.SmallFile, new JsonObject { ["Path"] = @"C:\Windows\System32\config\SAM" }, Token));

        Assert.Equal((HostScriptFailure.NotSent, "not-in-role"), (refused.Kind, refused.Problem.Code));
    }

    [Theory]
    [InlineData("Get-VM")]
    [InlineData("Barelane-read-vms")]
    [InlineData("Barelane-read-vms-000000000000")]
    [InlineData("$(Remove-VM *)")]
    [InlineData("Get-VM; Stop-VM")]
    public void A_call_outside_of_the_role_is_answered_with_the_documented_error(string function)
    {
        var host = Registered(FakeScenarios.Make("dda"));
        var input = new JsonObject { ["v"] = 1, ["frame"] = Bootstrap.RoleFrame, ["configuration"] = "Barelane", ["function"] = function, ["input"] = Convert.ToBase64String("{}"u8) };

        var said = FakeHyperV.Hosting.FakePowerShell.Run(host, Bootstrap.Arguments, Convert.ToBase64String(Encoding.UTF8.GetBytes(input.ToJsonString())));

        Assert.True(Envelope.Read(said).Envelope!.Error!.Is("CommandNotFoundException"));
        Assert.Empty(host.Changes);
    }

    [Fact]
    public async Task A_session_that_is_not_there_and_a_role_of_another_version_are_told_apart()
    {
        var host = FakeScenarios.Make("dda");
        await using var shell = new PowerShellHost(new FakeTransport(host), "Barelane");
        var missing = await Assert.ThrowsAsync<HostScriptException>(() => shell.RunAsync(ReadScripts.Machine, [], Token));
        Assert.Equal((HostScriptFailure.NotSent, "session-refused"), (missing.Kind, missing.Problem.Code));

        var old = Files();
        host.Endpoints["Barelane"] = FakeEndpoint.Register(
            old["Barelane/RoleCapabilities/Barelane.psrc"].Replace(RoleFunction.Of(ReadScripts.Machine)!.Name, "Barelane-read-machine-0123456789ab", StringComparison.Ordinal), old["Barelane.pssc"]);
        var outdated = await Assert.ThrowsAsync<HostScriptException>(() => shell.RunAsync(ReadScripts.Machine, [], Token));

        Assert.Equal((HostScriptFailure.NotSent, "role-outdated"), (outdated.Kind, outdated.Problem.Code));
        Assert.Contains("export SITE --as jea", outdated.Problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_module_that_the_role_does_not_import_is_not_there()
    {
        var files = Files();
        var host = FakeScenarios.Make("dda");
        host.Endpoints["Barelane"] = FakeEndpoint.Register(files["Barelane/RoleCapabilities/Barelane.psrc"].Replace("'Hyper-V', ", "", StringComparison.Ordinal), files["Barelane.pssc"]);
        await using var shell = new PowerShellHost(new FakeTransport(host), "Barelane");

        Assert.Equal("module-missing", (await Assert.ThrowsAsync<HostScriptException>(() => shell.RunAsync(ReadScripts.Vms, [], Token))).Problem.Code);
    }

    [Fact]
    public async Task A_plan_that_copies_driver_files_is_stopped_before_it_begins()
    {
        await using var shell = Shell(FakeScenarios.Make("gpu-pv"));
        var step = new Step
        {
            Id = "s01",
            Kind = StepKind.ConfigureVm,
            Target = HyperVIds.Vm("x", FakeHosts.Train),
            TargetName = "train-02",
            Unit = "u",
            Reason = "r",
            Changes = [new FieldChange(Planning.HyperVFields.DriverFiles, null, "p")],
        };

        Assert.Equal("HYPERV-ROLE-001", Assert.Single(await AccountCheck.CheckAsync(shell, [step], Token)).Rule);
        Assert.Empty(await AccountCheck.CheckAsync(shell, [step with { Changes = [] }], Token));
    }

    [Theory]
    [InlineData(@"CORP\it's", "Barelane")]
    [InlineData("nobody", "Barelane")]
    [InlineData(@"CORP\a’; x", "Barelane")]
    [InlineData(Account, "a'b")]
    [InlineData(Account, "")]
    public void What_is_no_name_is_written_into_no_file(string account, string configuration) => Assert.Throws<ArgumentException>(() => HyperVRole.Files(account, configuration, isClustered: false));

    private static string Unqualified(string body) => body.Replace(@"Microsoft.PowerShell.Utility\", "", StringComparison.Ordinal).Replace(@"Microsoft.PowerShell.Core\", "", StringComparison.Ordinal);

    private static IReadOnlyDictionary<string, string> Files() => HyperVRole.Files(Account, HyperVRole.Name, isClustered: false);

    private static FakeEndpoint Registered() => FakeEndpoint.Register(Files()["Barelane/RoleCapabilities/Barelane.psrc"], Files()["Barelane.pssc"]);

    private static FakeHost Registered(FakeHost host)
    {
        host.Endpoints["Barelane"] = Registered();
        return host;
    }

    private static PowerShellHost Shell(FakeHost host) => new(new FakeTransport(Registered(host)), "Barelane");

    /// <summary>Whether a script opens what its caller names, or is given a password. An argument that the script holds against a pattern from its beginning to its end is not the caller's any more, and a value is no path.</summary>
    private static bool Takes(HostScript script)
    {
        var text = script.Text;
        var guarded = Guard().Matches(text).Select(m => m.Groups[1].Value).ToHashSet();
        var opens = Opening.Any(o => text.Contains(o + " ", StringComparison.Ordinal)) || text.Contains("[System.IO.File]", StringComparison.Ordinal);
        return script.ArgumentNames.Contains("Password") || (opens && Use().Matches(text).Any(m => !guarded.Contains(m.Groups[2].Value) && !Harmless(m.Groups[1].Value)));
    }

    private static bool Harmless(string before) => before.EndsWith("-Value ", StringComparison.Ordinal) || before.EndsWith("if (", StringComparison.Ordinal) || before.EndsWith("([int]", StringComparison.Ordinal);

    [GeneratedRegex(@"-not \(\$Arguments\.(\w+) -match '\^[^']*\\z'\)")]
    private static partial Regex Guard();

    [GeneratedRegex(@"(.{0,12})\$Arguments\.(\w+)")]
    private static partial Regex Use();
}
