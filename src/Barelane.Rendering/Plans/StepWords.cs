using Barelane.Core.Plans;

namespace Barelane.Rendering.Plans;

/// <summary>Steps in words for people, with what taking them back means.</summary>
public static class StepWords
{
    /// <summary><c>+</c> gives or makes, <c>-</c> takes or removes, <c>~</c> changes, <c>?</c> only looks.</summary>
    public static string SymbolOf(Step step) => step.Kind switch
    {
        StepKind.ClaimDevice or StepKind.CutSlice or StepKind.CreateVm => "+",
        StepKind.ReleaseDevice or StepKind.RemoveSlice or StepKind.DeleteVm => "-",
        StepKind.RestorePoint => step.Changes.All(c => c.After is null) ? "-" : "+",
        StepKind.Verify => "?",
        _ => "~",
    };

    /// <summary>What it does, as an order with its target: <c>power off VM dc1/render-01</c>.</summary>
    public static string TitleOf(Step step) => step.Kind switch
    {
        StepKind.RestorePoint when step.Changes.All(c => c.After is null) => $"remove restore point of VM {step.TargetName}",
        StepKind.RestorePoint => $"make restore point of VM {step.TargetName}",
        StepKind.PrepareGuest => $"prepare guest of VM {step.TargetName}",
        StepKind.PowerOffVm => $"power off VM {step.TargetName}",
        StepKind.MoveVm => $"move VM {step.TargetName}",
        StepKind.EnterMaintenance => $"take host {step.TargetName} into maintenance mode",
        StepKind.ClaimDevice => $"claim device {step.TargetName} for passthrough",
        StepKind.ReleaseDevice => $"give device {step.TargetName} back to its host",
        StepKind.CutSlice => $"make slices possible on {step.TargetName}",
        StepKind.RemoveSlice => $"take slices away on {step.TargetName}",
        StepKind.RebootHost => $"reboot host {step.TargetName}",
        StepKind.LeaveMaintenance => $"take host {step.TargetName} out of maintenance mode",
        StepKind.CreateVm => $"create VM {step.TargetName}",
        StepKind.ConfigureVm => $"configure VM {step.TargetName}, all at once",
        StepKind.PowerOnVm => $"power on VM {step.TargetName}",
        StepKind.DeleteVm => $"delete VM {step.TargetName}",
        _ => $"verify {step.TargetName}",
    };

    /// <summary>What undo does about it; empty where there is nothing to take back.</summary>
    public static string UndoOf(Step step) => step.Kind switch
    {
        StepKind.RestorePoint when step.Changes.All(c => c.After is null) => "not possible: a removed restore point is gone",
        StepKind.RestorePoint => "kept, as your way back to the disks as they were",
        StepKind.PowerOffVm => "power on",
        StepKind.PowerOnVm => "power off",
        StepKind.MoveVm => "move back",
        StepKind.EnterMaintenance => "leave maintenance mode",
        StepKind.LeaveMaintenance => "part of the same bracket",
        StepKind.ClaimDevice => "give it back to the host",
        StepKind.ReleaseDevice => "claim it again",
        StepKind.CutSlice or StepKind.RemoveSlice => "the value before",
        StepKind.CreateVm => "delete it, if nobody has used it since",
        StepKind.DeleteVm => "not possible: a deleted VM is gone",
        StepKind.PrepareGuest => But("the settings before", step),
        StepKind.ConfigureVm => But("the values before", step),
        _ => "",
    };

    /// <summary>Whether undo can take back all of it. True too where there is nothing to take back.</summary>
    public static bool CanUndo(Step step) =>
        step.Kind != StepKind.DeleteVm
        && !(step.Kind == StepKind.RestorePoint && step.Changes.All(c => c.After is null))
        && !Staying(step).Any();

    private static string But(string before, Step step) => string.Join(" and ", Staying(step)) is { Length: > 0 } staying ? $"{before}, but for {staying}" : before;

    /// <summary>What of a step has no way back.</summary>
    private static IEnumerable<string> Staying(Step step) => step.AllChanges().Select(c => c.Change).Where(c => c.Before is not null).Select(c => c.Field.Name switch
    {
        _ when c.Field == Field.HardwareVersion => "the virtual hardware, which has no way back",
        "remotefx" => "RemoteFX, which was withdrawn",
        "driver-files" when c.After is not null => "the former driver's files, which the host has no more",
        _ => "",
    }).Where(w => w.Length > 0).Distinct(StringComparer.Ordinal);
}
