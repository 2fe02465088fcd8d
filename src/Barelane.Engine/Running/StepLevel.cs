using Barelane.Core.Plans;

namespace Barelane.Engine.Running;

/// <summary>Which kinds of step concern one VM alone, and so can be taken back without touching a host.</summary>
internal static class StepLevel
{
    public static bool IsOfVm(StepKind kind) => kind is StepKind.RestorePoint or StepKind.PrepareGuest or StepKind.PowerOffVm or StepKind.MoveVm
        or StepKind.CreateVm or StepKind.ConfigureVm or StepKind.PowerOnVm or StepKind.DeleteVm;

    public static bool IsOfHost(StepKind kind) => !IsOfVm(kind) && kind != StepKind.Verify;
}
