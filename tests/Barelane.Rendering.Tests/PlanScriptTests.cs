using System.Diagnostics;
using Barelane.Rendering.Scripts;
using Barelane.TestKit;

namespace Barelane.Rendering.Tests;

public sealed class PlanScriptTests
{
    [Fact]
    public void A_plan_reads_as_powercli() => Golden.Match("plan.ps1", PlanScript.Render(Samples.NeedsConsent, ScriptDialect.PowerCli));

    [Fact]
    public void A_plan_reads_as_govc() => Golden.Match("plan.sh", PlanScript.Render(Samples.NeedsConsent, ScriptDialect.Govc));

    [Fact]
    public void A_plan_for_kvm_reads_as_virsh() => Golden.Match("plan-kvm.sh", PlanScript.Render(KvmSamples.Everything, ScriptDialect.Virsh));

    [Fact]
    public void A_plan_of_Hyper_V_reads_as_powershell() => Golden.Match("plan-hyperv.ps1", PlanScript.Render(HyperVPlan.View, ScriptDialect.PowerShell));

    [Fact]
    public void In_powershell_a_hostile_name_stands_in_comments_and_quotes_alone() => Assert.All(
        PlanScript.Render(Samples.Hostile, ScriptDialect.PowerShell).Split('\n').Where(l => l.Contains("rm -rf", StringComparison.Ordinal)),
        line => Assert.True(line.StartsWith('#') || line.StartsWith("throw '", StringComparison.Ordinal), line));

    [Theory]
    [InlineData(ScriptDialect.Virsh)]
    [InlineData(ScriptDialect.Govc)]
    public void The_shell_takes_the_scripts_also_with_hostile_names_in_them(ScriptDialect dialect)
    {
        Assert.Equal("", Complaints(PlanScript.Render(KvmSamples.Everything, dialect)));
        Assert.Equal("", Complaints(PlanScript.Render(Samples.Hostile, dialect)));
    }

    [Theory]
    [InlineData(ScriptDialect.Virsh, "'x\u001b[31m'\\''; rm -rf /; \u2019\n$(reboot)'")]
    [InlineData(ScriptDialect.PowerCli, "'x\u001b[31m''; rm -rf /; \u2019\u2019\n$(reboot)'")]
    [InlineData(ScriptDialect.Govc, "'x\u001b[31m'\\''; rm -rf /; \u2019\n$(reboot)'")]
    public void A_hostile_name_stays_data_in_every_dialect(ScriptDialect dialect, string quoted)
    {
        var script = PlanScript.Render(Samples.Hostile, dialect);

        Assert.Contains(quoted, script, StringComparison.Ordinal);
        Assert.Equal(script.Split(quoted).Length - 1, script.Split("$(reboot)'").Length - 1);
    }

    private static string Complaints(string script)
    {
        var start = new ProcessStartInfo("bash") { ArgumentList = { "-n" }, RedirectStandardInput = true, RedirectStandardError = true };
        using var bash = Process.Start(start)!;
        bash.StandardInput.Write(script);
        bash.StandardInput.Close();
        return bash.StandardError.ReadToEnd();
    }

    [Fact]
    public void A_comment_never_breaks_into_a_line_of_code() =>
        Assert.All(
            PlanScript.Render(Samples.Hostile, ScriptDialect.Govc).Split('\n').Where(l => l.Contains("power off VM", StringComparison.Ordinal)),
            line => Assert.StartsWith("#", line, StringComparison.Ordinal));
}
