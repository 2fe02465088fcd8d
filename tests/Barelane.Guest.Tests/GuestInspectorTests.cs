using Barelane.Core.Adapters;
using Barelane.Core.Rules;
using Barelane.Guest.Tests.Linux;
using Barelane.Guest.Tests.Windows;

namespace Barelane.Guest.Tests;

public sealed class GuestInspectorTests
{
    [Fact]
    public void Every_check_has_an_id_of_its_own_and_says_what_it_requires_and_why()
    {
        Assert.Equal(GuestChecks.All.Count, GuestChecks.All.Select(c => c.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.All(GuestChecks.All, c => Assert.Matches("^GUEST-[A-Z0-9]+-[0-9]{3}$", c.Id));
        Assert.All(GuestChecks.All, c => Assert.True(c.Title.Length > 0 && c.Required.Length > 0 && c.Source.Length > 0, c.Id));
    }

    [Fact]
    public async Task A_guest_that_does_not_tell_its_family_is_asked_for_its_system()
    {
        var guest = new ScriptedGuest(GuestFamily.Unknown).Says("uname -s", "Linux\n").Says(LinuxGuest.Lspci, LinuxGuest.Emulated + LinuxGuest.Card("nvidia"));
        var results = await Inspection.OfAsync(guest, Inspection.OneA40);
        results.AssertIs(GuestChecks.DeviceSeen, Severity.Pass, "1 GPU");

        results = await Inspection.OfAsync(new ScriptedGuest(GuestFamily.Unknown).Says("uname -s", "FreeBSD\n"), Inspection.OneA40);
        Assert.Equal(Severity.Unknown, Assert.Single(results).Severity);
        results.AssertIs(GuestChecks.System, Severity.Unknown, "'uname -s' said 'FreeBSD'", "agent");
    }

    [Theory]
    [InlineData(GuestFamily.Linux)]
    [InlineData(GuestFamily.Windows)]
    [InlineData(GuestFamily.Unknown)]
    public async Task A_guest_that_hangs_is_asked_twice_and_everything_is_unknown(GuestFamily family)
    {
        var guest = new FaultyGuest(family, () => throw ScriptedGuest.Trouble("time-out", "No answer."));

        var results = await Inspection.OfAsync(guest, Inspection.OneA40);

        Assert.InRange(guest.Questions, 1, 2);
        Assert.NotEmpty(results);
        Assert.All(results, r => Assert.Equal((r.Check, Severity.Unknown), (r.Check, r.Severity)));
        Assert.Contains("did not end within", results[0].Observed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_program_that_hangs_costs_only_its_own_check()
    {
        var results = await Inspection.OfAsync(LinuxGuest.Working().TimesOut(LinuxGuest.SmiList), Inspection.OneA40);

        results.AssertIs(GuestChecks.NvidiaAnswers, Severity.Unknown, "'nvidia-smi' did not end within 120 s", "nvidia-utils");
        results.AssertIs(GuestChecks.Cuda, Severity.Pass, "right on 1");
    }

    [Fact]
    public async Task A_refused_account_is_told_in_the_sites_words()
    {
        var guest = new FaultyGuest(GuestFamily.Linux, () => throw ScriptedGuest.Trouble("refused", "The account 'gpu' was refused in the guest."));

        var results = await Inspection.OfAsync(guest, Inspection.OneA40);

        results.AssertIs(GuestChecks.DeviceSeen, Severity.Unknown, "The account 'gpu' was refused in the guest.", "run verify again");
    }

    [Fact]
    public async Task Only_the_callers_own_cancellation_comes_through()
    {
        var broken = new FaultyGuest(GuestFamily.Windows, () => throw new OperationCanceledException("The connection's own time ran out."));
        var results = await Inspection.OfAsync(broken, Inspection.OneA40);
        results.AssertIs(GuestChecks.DeviceSeen, Severity.Unknown, "broke off", "Device Manager");

        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new GuestInspector().InspectAsync(LinuxGuest.Working(), Inspection.OneA40, cancelled.Token));
    }

    [Fact]
    public async Task Words_of_a_guest_never_reach_a_terminal_raw()
    {
        var guest = LinuxGuest.Working().Says(LinuxGuest.SmiList, "\u001b[2J\u202e0, evil\n" + new string('x', 5000));

        var results = await Inspection.OfAsync(guest, Inspection.OneA40);

        var observed = results.Of(GuestChecks.NvidiaAnswers).Observed;
        Assert.DoesNotContain('\u001b', observed);
        Assert.DoesNotContain('\u202e', observed);
        Assert.InRange(observed.Length, 1, 400);
    }

    [Fact]
    public async Task A_list_cut_off_at_the_limit_never_proves_that_a_card_is_missing()
    {
        var guest = LinuxGuest.Working().Says(LinuxGuest.Lspci, LinuxGuest.Emulated + new string('#', 1 << 20));

        var results = await Inspection.OfAsync(guest, Inspection.OneA40);

        results.AssertIs(GuestChecks.DeviceSeen, Severity.Unknown, "cut off", "again");
    }

    [Fact]
    public async Task The_checks_write_nothing_in_the_guest_and_ask_each_time_the_same()
    {
        var linux = LinuxGuest.Working();
        var windows = WindowsGuest.Working();
        await Inspection.OfAsync(linux, Inspection.OneA40);
        await Inspection.OfAsync(windows, Inspection.OneA40);

        Assert.All(linux.Asked, a => Assert.DoesNotContain(">", a.Split('\n')[0], StringComparison.Ordinal));
        Assert.All(windows.Asked, a => Assert.InRange(a.Length, 1, 8000));
    }
}
