using Barelane.EndToEnd.Tests.Processes;
using Barelane.Twin;

namespace Barelane.EndToEnd.Tests.Flows;

/// <summary>The whole way with one document: plan, apply, verify, apply again, undo. At its end the site is exactly as at its start.</summary>
internal static class Flow
{
    /// <summary>Goes the whole way; each command has to end as it should.</summary>
    /// <returns>The state that apply has reached.</returns>
    public static async Task<string> GoAsync(TwinServer twin, Desk desk)
    {
        var start = twin.State();
        (await desk.RunAsync("plan --detailed-exitcode")).Ended(2);
        TwinText.Same(start, twin.State(), "A plan has changed something.");
        (await desk.RunAsync("apply")).Ended(0);
        var goal = twin.State();
        Assert.NotEqual(start, goal);
        await IsReachedAsync(desk);
        TwinText.Same(goal, twin.State(), "Verifying, or applying what is applied, has changed something.");
        (await desk.RunAsync("undo")).Ended(0);
        TwinText.Same(start, twin.State(), "The undo has left something.");
        return goal;
    }

    /// <summary>Nothing is left to do, and nothing is wrong; the guest, in which no account is named, can't be asked (7).</summary>
    public static async Task IsReachedAsync(Desk desk)
    {
        var verified = await desk.RunAsync("verify");
        Assert.True(verified.ExitCode is 0 or 7, verified.ToString());
        (await desk.RunAsync("apply")).Ended(0).Showed("Nothing to do");
        (await desk.RunAsync("plan --detailed-exitcode")).Ended(0);
    }
}
