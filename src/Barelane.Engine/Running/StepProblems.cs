using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Engine.Running;

/// <summary>What stands in a step's way, in words.</summary>
internal static class StepProblems
{
    public static Problem NotOwned(Step step, Field field) => new()
    {
        Code = "not-owned",
        Message = $"Step {step.Id} would write '{field}' of '{step.TargetName}', which is no field that Barelane owns. Nothing was sent.",
        Remedy = "Make the plan again with this version.",
    };

    public static Problem Unreadable(Step step, ObjectRef target, Field field, string why) => new()
    {
        Code = "unreadable",
        Message = $"'{field}' of '{NameIn(step, target)}' could not be read: {why} What can't be read is not written, so nothing was sent.",
        Remedy = "Make it readable, then 'barelane resume' goes on.",
    };

    public static Problem NotPrepared(Step step, Problem why) => new()
    {
        Code = "not-prepared",
        Message = $"Step {step.Id} reboots the machine that this run is on, and the machine could not be told to go on with it afterwards: {why.Message} Nothing was rebooted.",
        Remedy = $"{why.Remedy} Then 'barelane resume' goes on.".TrimStart(),
        Evidence = why.Evidence,
    };

    public static Problem Unproved(Step step, ObjectRef target, Field field, string why) => new()
    {
        Code = "unproved",
        Message = $"Step {step.Id} on '{step.TargetName}' was carried out, but '{field}' of '{NameIn(step, target)}' could not be read back: {why}",
        Remedy = "Make it readable, then 'barelane resume' settles it.",
    };

    public static Problem ChangedMeanwhile(Step step, ObjectRef target, FieldChange change, string? found) => new()
    {
        Code = "concurrent-change",
        Message = $"'{change.Field}' of '{NameIn(step, target)}' is {Show(found)}; the plan was made for {Show(change.Before)} and leads to {Show(change.After)}. Somebody changed it since, so nothing was sent.",
        Remedy = "See who changed it, then plan again.",
    };

    public static Problem Precondition(Step step, Predicate predicate, FieldReads reads) => new()
    {
        Code = "precondition",
        Message = $"Before step {step.Id} on '{step.TargetName}', '{predicate.TargetName}' must satisfy: {predicate}. Found: {Show(reads.Value(predicate.Target, predicate.Field))}. Nothing was sent.",
        Remedy = "Bring that about, then 'barelane resume' goes on.",
    };

    public static Problem NotReached(Step step, FieldReads reads, IEnumerable<Predicate> expectations)
    {
        var wrong = step.AllChanges()
            .Where(c => !c.Change.IsReached(reads.Value(c.Target, c.Change.Field)))
            .Select(c => $"'{c.Change.Field}' of '{NameIn(step, c.Target)}' is {Show(reads.Value(c.Target, c.Change.Field))}, wanted {Show(c.Change.After)}")
            .Concat(expectations.Where(e => reads.Holds(e) != true).Select(e => $"'{e.TargetName}' has {e.Field} {Show(reads.Value(e.Target, e.Field))}, expected: {e}"));
        return new Problem
        {
            Code = "not-as-expected",
            Message = $"The hypervisor says that step {step.Id} on '{step.TargetName}' is done, but it does not look so: {string.Join("; ", wrong)}.",
            Remedy = "Look at the hypervisor's own events for this object; 'barelane undo' takes back what was done.",
        };
    }

    public static Problem TimedOut(Step step, TimeSpan deadline) => new()
    {
        Code = "timed-out",
        Message = $"Step {step.Id} on '{step.TargetName}' did not end within {deadline.TotalMinutes:0} minutes. It may still happen.",
        Remedy = "Nothing is done again or taken back before it is known what came of it: 'barelane resume' settles that.",
    };

    public static Problem HostNotBack(Step step, Problem? cause) => new()
    {
        Code = "host-not-back",
        Message = $"Host '{step.TargetName}' has not come back from its reboot. {cause?.Message}".TrimEnd(),
        Remedy = "Look at its console or its management controller. When it is back, 'barelane resume' goes on.",
    };

    public static Problem WindowClosed(Step step, string window) => new()
    {
        Code = "window-closed",
        Message = $"Step {step.Id} on '{step.TargetName}' may only begin in the window {window}.",
        Remedy = "Start 'barelane resume' in the window, or let the run wait for it.",
    };

    public static string Show(string? value) => value is null ? "unset" : $"'{value}'";

    private static string NameIn(Step step, ObjectRef target) => target == step.Target
        ? step.TargetName
        : target.Kind == ObjectKind.Device ? target.AddressOfDevice().ToString() : target.Id;
}
