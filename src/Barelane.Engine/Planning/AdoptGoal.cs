namespace Barelane.Engine.Planning;

/// <summary>Takes existing GPU VMs under care: of a document's goal only the marks, so that nothing about the VMs changes.</summary>
public static class AdoptGoal
{
    /// <summary>The goal of adopting what the document describes.</summary>
    /// <param name="apply">The document's own goal (<see cref="GoalMaker.ForDocument"/>).</param>
    public static Goal From(Goal apply) => apply with
    {
        Verb = "adopt",
        Units = [.. apply.Units.Where(u => u.Shown is not null).Select(u => u with
        {
            Wants = [.. u.Wants.Where(w => w.Field.Prefix == "mark")],
            BeforeConfigure = [],
            BeforePowerOn = [],
        })],
        Findings = [.. apply.Findings.Where(f => f.Rule.StartsWith("GOAL-", StringComparison.Ordinal))],
        Impacts = [],
    };
}
