using Barelane.Rendering.Scripts;
using Barelane.TestKit;

namespace Barelane.Rendering.Tests;

public sealed class PlanScriptTests
{
    [Fact]
    public void A_plan_reads_as_powercli() => Golden.Match("plan.ps1", PlanScript.Render(Samples.NeedsConsent, ScriptDialect.PowerCli));

    [Fact]
    public void A_plan_reads_as_govc() => Golden.Match("plan.sh", PlanScript.Render(Samples.NeedsConsent, ScriptDialect.Govc));

    [Theory]
    [InlineData(ScriptDialect.PowerCli, "'x\u001b[31m''; rm -rf /; \u2019\u2019\n$(reboot)'")]
    [InlineData(ScriptDialect.Govc, "'x\u001b[31m'\\''; rm -rf /; \u2019\n$(reboot)'")]
    public void A_hostile_name_stays_data_in_every_dialect(ScriptDialect dialect, string quoted)
    {
        var script = PlanScript.Render(Samples.Hostile, dialect);

        Assert.Contains(quoted, script, StringComparison.Ordinal);
        Assert.Equal(script.Split(quoted).Length - 1, script.Split("$(reboot)'").Length - 1);
    }

    [Fact]
    public void A_comment_never_breaks_into_a_line_of_code() =>
        Assert.All(
            PlanScript.Render(Samples.Hostile, ScriptDialect.Govc).Split('\n').Where(l => l.Contains("power off VM", StringComparison.Ordinal)),
            line => Assert.StartsWith("#", line, StringComparison.Ordinal));
}
