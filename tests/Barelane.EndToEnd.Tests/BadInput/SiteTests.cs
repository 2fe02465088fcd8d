using Barelane.EndToEnd.Tests.Processes;
using Barelane.Twin.Faults;

namespace Barelane.EndToEnd.Tests.BadInput;

/// <summary>A site that refuses, vanishes or talks nonsense: one clear message, the right exit code, and nothing half done.</summary>
public sealed class SiteTests
{
    [Fact]
    public async Task A_wrong_password_is_refused_without_being_shown()
    {
        await using var twin = await Sites.StartAsync(Sites.Cluster());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write(Sites.WholeCard);
        desk.Password("not-the-password");
        var start = twin.State();

        var result = (await desk.RunAsync("apply")).Ended(1).Said("administrator@vsphere.local", "password");

        Assert.DoesNotContain("not-the-password", result.ToString(), StringComparison.Ordinal);
        TwinText.Same(start, twin.State(), "Something was changed.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_untrusted_certificate_is_shown_with_its_thumbprint_and_how_to_pin_it(bool otherIsPinned)
    {
        await using var twin = await Sites.StartAsync(Sites.Cluster());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.WritePinned(otherIsPinned ? "sha256:" + new string('0', 64) : null, Sites.WholeCard);

        var result = (await desk.RunAsync("plan")).Ended(1).Said("certificate");

        var shown = result.Error.Replace(":", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        Assert.Contains(twin.Thumbprint.Replace(":", "", StringComparison.Ordinal), shown, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("sha256", shown, StringComparison.Ordinal);
        Assert.Equal(0, twin.Site.Calls.GetValueOrDefault("Login"));
    }

    [Fact]
    public async Task A_session_that_expires_is_opened_again()
    {
        await using var twin = await Sites.StartAsync(Sites.Cluster());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write(Sites.WholeCard);
        var start = twin.State();
        twin.Site.Faults.Add(new FaultRule { Method = "EnterMaintenanceMode_Task", Action = FaultAction.ExpireSession });

        (await desk.RunAsync("apply")).Ended(0);

        Assert.Equal(1, twin.Site.Faults.Struck);
        (await desk.RunAsync("undo")).Ended(0);
        TwinText.Same(start, twin.State(), "The undo has left something.");
    }

    [Theory]
    [InlineData("EnterMaintenanceMode_Task")]
    [InlineData("UpdatePassthruConfig")]
    [InlineData("ReconfigVM_Task")]
    [InlineData("PowerOnVM_Task")]
    public async Task A_write_that_met_a_503_is_sent_again_once_it_is_read_that_nothing_came_of_it(string method)
    {
        await using var twin = await Sites.StartAsync(Sites.Cluster());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write(Sites.WholeCard);
        var start = twin.State();
        twin.Site.Faults.Add(new FaultRule { Method = method, Action = FaultAction.Unavailable });

        (await desk.RunAsync("apply")).Ended(0);

        Assert.Equal(1, twin.Site.Faults.Struck);
        (await desk.RunAsync("undo")).Ended(0);
        TwinText.Same(start, twin.State(), "The undo has left something.");
    }

    [Fact]
    public async Task A_503_that_stays_is_named_and_what_was_reached_is_taken_back()
    {
        await using var twin = await Sites.StartAsync(Sites.Cluster());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write(Sites.WholeCard);
        var start = twin.State();
        twin.Site.Faults.Add(new FaultRule { Method = "EnterMaintenanceMode_Task", Times = null, Action = FaultAction.Unavailable });

        (await desk.RunAsync("apply")).Ended(4).Showed("HTTP 503", "vmware-vpxd");

        TwinText.Same(start, twin.State(), "What failed was not taken back.");
    }

    [Theory]
    [InlineData(FaultAction.Unavailable, "503")]
    [InlineData(FaultAction.CutXml, "XML")]
    [InlineData(FaultAction.EntityBomb, "DTD")]
    public async Task A_server_that_answers_with_nonsense_changes_nothing(FaultAction action, string said)
    {
        await using var twin = await Sites.StartAsync(Sites.Cluster());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write(Sites.WholeCard);
        var start = twin.State();
        twin.Site.Faults.Add(new FaultRule { Method = "RetrievePropertiesEx", Times = null, Action = action });

        var result = (await desk.RunAsync("apply")).Ended(1).Said("dc1", said);

        Assert.True(result.Error.Length < 2000, result.Error);
        TwinText.Same(start, twin.State(), "Something was changed.");
    }

    [Fact]
    public async Task A_host_that_never_comes_back_parks_the_run_and_resume_goes_on_once_it_does()
    {
        await using var twin = await Sites.StartAsync(Sites.Cluster());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write(Sites.WholeCard);
        var start = twin.State();
        twin.Site.Faults.Add(new FaultRule { Method = "RebootHost_Task", Action = FaultAction.HostNeverReturns });

        var parked = (await desk.RunAsync("apply --step-limit 3s")).Ended(5);

        parked.Showed("Parked", "dc1/esx-01", "barelane resume", "barelane undo");
        (await desk.RunAsync("apply --step-limit 3s")).Ended(3).Said("not known yet");
        twin.Site.BringBack("esx-01");
        (await desk.RunAsync("resume")).Ended(0);
        await Flows.Flow.IsReachedAsync(desk);
        (await desk.RunAsync("undo")).Ended(0);
        TwinText.Same(start, twin.State(), "The undo has left something.");
    }

    [Fact]
    public async Task A_host_that_vanishes_in_the_middle_holds_what_was_reached_until_it_is_back()
    {
        await using var twin = await Sites.StartAsync(Sites.Cluster());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write(Sites.WholeCard);
        var start = twin.State();
        twin.Site.Faults.Add(new FaultRule { Method = "UpdatePassthruConfig", Action = FaultAction.Fault, FaultType = "HostNotConnected", Message = "The host is not connected." });

        var result = await desk.RunAsync("apply");

        result.Ended(5).Showed("dc1/esx-01", "barelane resume", "barelane undo");
        (await desk.RunAsync("undo")).Ended(0);
        TwinText.Same(start, twin.State(), "The undo has left something.");
    }

    [Fact]
    public async Task A_second_apply_whose_host_is_gone_stands_still_before_anything_is_done()
    {
        await using var twin = await Sites.StartAsync(Sites.Cluster());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write(Sites.WholeCard);
        (await desk.RunAsync("apply")).Ended(0);
        twin.Site.FailHost("esx-01");

        (await desk.RunAsync("apply")).Ended(3).Showed("HOST-CONNECTION-001", "dc1/esx-01", "'not responding'");

        // High availability starts the host's other VMs elsewhere meanwhile; what counts is that no run was begun.
        Assert.Single(await desk.RunsAsync());
    }

    [Fact]
    public async Task A_site_that_is_named_by_an_address_alone_is_called_by_the_whole_of_it()
    {
        await using var twin = await Sites.StartAsync(Sites.ReadyCard());
        using var desk = new Desk(twin.Url, twin.Thumbprint);

        var inspected = (await desk.RunAsync($"inspect {twin.Url} --user {desk.User} --password file:{desk.Folder}/password --certificate sha256:{twin.Thumbprint} --output json")).Ended(0);

        Assert.Matches("\"alias\": ?\"127\\.0\\.0\\.1\"", inspected.Out);
    }

    [Fact]
    public async Task A_site_that_is_not_there_is_named_with_its_address()
    {
        Uri gone;
        await using (var twin = await Sites.StartAsync(Sites.Cluster()))
        {
            gone = twin.Url;
        }

        using var desk = new Desk(gone, new string('0', 64));
        desk.Write(Sites.WholeCard);

        (await desk.RunAsync("plan")).Ended(1).Said("dc1", gone.Host);
    }
}
