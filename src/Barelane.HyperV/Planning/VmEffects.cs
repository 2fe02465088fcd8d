using Barelane.Core.Plans;

namespace Barelane.HyperV.Planning;

/// <summary>What changing a field of a VM means. Consents for power, releases and losses are the planner's, which knows why the change is made.</summary>
internal static class VmEffects
{
    public static ChangeEffect Of(FieldChange change) => change.Field.Prefix switch
    {
        "power" => new ChangeEffect { Kind = change.After == "on" ? StepKind.PowerOnVm : StepKind.PowerOffVm },
        "host" => new ChangeEffect { Kind = StepKind.MoveVm, Impossible = "A Hyper-V site is one host: a VM of it runs there or nowhere." },
        "restore-point" => new ChangeEffect { Kind = StepKind.RestorePoint, NeedsVmOff = true },
        "mark" or "stop-action" or "checkpoints" or "automatic-checkpoints" or "offline-action" => new ChangeEffect { Kind = StepKind.ConfigureVm },
        "remotefx" => new ChangeEffect
        {
            Kind = StepKind.ConfigureVm,
            NeedsVmOff = true,
            Impossible = change.After is null ? null : "RemoteFX was withdrawn in April 2021: its adapter can't be put back.",
        },
        _ => new ChangeEffect { Kind = StepKind.ConfigureVm, NeedsVmOff = true },
    };
}
