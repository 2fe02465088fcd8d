using Barelane.EndToEnd.Tests.Processes;

namespace Barelane.EndToEnd.Tests.Matrix;

/// <summary>The only two states in which a shape's site may be found: as it was, and as an undisturbed apply leaves it.</summary>
/// <param name="Start">As it was.</param>
/// <param name="Goal">As it should be.</param>
/// <param name="ApplyExit">How the undisturbed apply ended: 0, or 7 where the guest could not be asked.</param>
internal sealed record ShapeStates(string Start, string Goal, int ApplyExit)
{
    /// <summary>Applies and takes back, undisturbed.</summary>
    public static async Task<ShapeStates> OfAsync(Shape shape)
    {
        await using var twin = await Sites.StartAsync(shape.Site());
        using var desk = new Desk(twin.Url, twin.Thumbprint);
        desk.Write(shape.Assignment);
        var start = TwinText.WithoutSnapshots(twin.State());
        var applied = await desk.RunAsync("apply");
        Assert.True(applied.ExitCode is 0 or 7, applied.ToString());
        var goal = twin.State();
        Assert.NotEqual(start, goal);
        (await desk.RunAsync("undo")).Ended(0);
        // A restore point is the user's way back, and outlives an undo.
        TwinText.Same(start, TwinText.WithoutSnapshots(twin.State()), $"Undisturbed, the undo of '{shape.Name}' leaves something.");
        return new ShapeStates(start, goal, applied.ExitCode);
    }
}
