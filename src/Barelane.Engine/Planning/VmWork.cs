using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Engine.Planning;

/// <summary>What has to be done about one VM, before it is ordered into steps.</summary>
internal sealed class VmWork
{
    public required ObjectRef Ref { get; init; }

    /// <summary>The VM as it is; null where it has to be created.</summary>
    public required Vm? Vm { get; init; }

    /// <summary>The unit its steps belong to.</summary>
    public required string Unit { get; set; }

    /// <summary>Whether no unit names it: it is touched only because of its host.</summary>
    public bool IsBystander { get; init; }

    public List<PlannedChange> Changes { get; } = [];

    public PowerState PowerNow => Vm?.Power.Or(PowerState.Off) ?? PowerState.Off;

    /// <summary>The power state it ends in.</summary>
    public PowerState PowerThen { get; set; }

    /// <summary>Where it is before.</summary>
    public ObjectRef? HostNow => Vm?.Host;

    /// <summary>Where it ends.</summary>
    public ObjectRef? HostThen { get; set; }

    /// <summary>For a bystander that waits elsewhere while its host is down: where.</summary>
    public ObjectRef? Shelter { get; set; }

    public bool NeedsOff => Changes.Any(c => c.Effect.NeedsVmOff);

    public IEnumerable<PlannedChange> Configuration => Changes.Where(c => c.Effect.Kind is StepKind.ConfigureVm or StepKind.CreateVm);

    public IEnumerable<PlannedChange> Of(StepKind kind) => Changes.Where(c => c.Effect.Kind == kind);
}
