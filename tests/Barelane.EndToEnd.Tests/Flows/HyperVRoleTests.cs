using Barelane.EndToEnd.Tests.Processes;
using Barelane.FakeHyperV.Host;

namespace Barelane.EndToEnd.Tests.Flows;

/// <summary>Working on a Hyper-V host without being its administrator, through a restricted session (JEA) whose files Barelane writes.</summary>
public sealed class HyperVRoleTests
{
    private const string WholeCard = "{ vm: hv01/train-02, gpu: { address: \"0000:3b:00.0\" }, way: direct }";

    [Fact]
    public async Task A_card_is_given_and_taken_back_through_the_session_that_was_exported()
    {
        var host = FakeScenarios.Make("dda");
        await using var desk = new HyperVDesk(host);
        desk.Write(WholeCard);
        var start = await desk.StateAsync();
        (await desk.RunAsync("export", "hv01", "--as", "jea", "--for", @"CORP\gpu-people")).Ended(0).Showed("barelane-jea/Barelane.pssc", @".\register.ps1", "configuration: Barelane");
        (await desk.RunAsync("export", "hv01", "--as", "jea", "--for", @"CORP\gpu-people")).Ended(0);

        host.Endpoints["Barelane"] = FakeEndpoint.Register(Written(desk, "Barelane/RoleCapabilities/Barelane.psrc"), Written(desk, "Barelane.pssc"));
        Assert.Equal(@"CORP\gpu-people", host.Endpoints["Barelane"].Account);
        host.IsElevated = false;
        (await desk.RunAsync("apply")).Ended(1);
        desk.Site = "{ hyperv: local, configuration: Barelane }";
        desk.Write(WholeCard);

        (await desk.RunAsync("apply")).Ended(0);
        Assert.Equal(2, host.Vms[0].Devices.Count);
        (await desk.RunAsync("apply")).Ended(0).Showed("Nothing to do");
        (await desk.RunAsync("undo")).Ended(0);
        TwinText.Same(start, await desk.StateAsync(), "Something is left.");
    }

    [Fact]
    public async Task What_the_session_cannot_do_is_refused_by_name_before_anything_is_done()
    {
        var host = FakeScenarios.Make("gpu-pv");
        await using var desk = new HyperVDesk(host);
        desk.Write();
        (await desk.RunAsync("export", "hv01", "--as", "jea", "--for", @"CORP\gpu-people", "--folder", "role")).Ended(0);
        host.Endpoints["Barelane"] = FakeEndpoint.Register(Written(desk, "Barelane/RoleCapabilities/Barelane.psrc", "role"), Written(desk, "Barelane.pssc", "role"));
        var start = await desk.StateAsync();

        desk.Site = "{ hyperv: local, configuration: Barelane }";
        desk.Write("{ vm: hv01/train-02, gpu: { profile: \"gpu-pv-10de:2235\" }, way: shared }");
        (await desk.RunAsync("apply")).Ended(3).Showed("HYPERV-ROLE-001", "driver-files: leave");
        desk.Site = "{ hyperv: local, configuration: Elsewhere }";
        desk.Write(WholeCard);
        (await desk.RunAsync("apply")).Ended(1).Said("opens no session 'Elsewhere' for this account");
        desk.Site = "{ hyperv: \"winrm://hv01\", configuration: Barelane }";
        desk.Write(WholeCard);
        (await desk.RunAsync("apply")).Ended(1).Said("can't be reached over WinRM", "PSRP");

        TwinText.Same(start, await desk.StateAsync(), "What was refused has changed something.");
    }

    [Theory]
    [InlineData("'--as jea' and '--for DOMAIN\\GROUP' go together", "--as", "jea")]
    [InlineData("'--as jea' and '--for DOMAIN\\GROUP' go together", "--for", "CORP\\gpu-people")]
    [InlineData("'it's me' is no group or account", "--as", "jea", "--for", "it's me")]
    public async Task A_wrong_word_is_answered_with_what_is_right(string said, params string[] words)
    {
        await using var desk = new HyperVDesk(FakeScenarios.Make("dda"));
        desk.Write();

        (await desk.RunAsync(["export", "hv01", .. words])).Ended(64).Said(said);

        Assert.False(Directory.Exists(Path.Combine(desk.Folder, "barelane-jea")));
    }

    private static string Written(HyperVDesk desk, string path, string folder = "barelane-jea") => File.ReadAllText(Path.Combine(desk.Folder, folder, path)).ReplaceLineEndings("\n");
}
