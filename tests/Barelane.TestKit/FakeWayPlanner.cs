using System.Globalization;
using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.TestKit;

/// <summary>The fake hypervisor's planner: a card directly (switch, reboot, attach, reserve, one option) or a slice (graphics type, profile).</summary>
public sealed class FakeWayPlanner : IWayPlanner
{
    internal const string MarkOption = "mark.";
    internal const string GuestOption = "guest.";

    private const string WindowOption = "window64";

    public Hypervisor Hypervisor => Hypervisor.VSphere;

    public static string BackingOf(PciAddress address) => $"fixed {address} {FakeInventory.CardId}";

    public WayProposal Propose(FleetInventory fleet, ResolvedAssignment assignment)
    {
        var wants = new List<Want>();
        var vm = assignment.VmRef;
        var backings = assignment.Assignment.Way == Way.Shared
            ? [$"profile {assignment.Assignment.Gpu.Profile}"]
            : assignment.Gpus.SelectMany(g => g.Functions).Select(f => BackingOf(f.Address)).ToList();
        if (assignment.Vm is null)
        {
            Add(vm, Field.Exists, "yes");
            Add(vm, Field.MemoryMiB, Number(assignment.Assignment.Create!.MemoryMiB));
        }

        foreach (var device in assignment.Gpus.SelectMany(g => g.Functions))
        {
            Add(device.Ref, Field.Passthrough, "on");
        }

        if (assignment.Assignment.Way == Way.Shared)
        {
            Add(assignment.Host.Devices[0].Ref, Field.GraphicsType, "sharedDirect");
        }

        Add(vm, Field.Placement, assignment.Host.Ref.Id);
        backings.ForEach(b => Add(vm, Field.Attached(b), "1"));
        Add(vm, Field.ReservationMiB, Number(assignment.Vm?.MemoryMiB.Value ?? assignment.Assignment.Create!.MemoryMiB));
        Add(vm, Field.Option(WindowOption), "TRUE");
        Add(vm, Marks.Document, assignment.Document);
        Add(vm, Marks.Cards, Marks.FormatCards(backings));
        wants.Add(Make(vm, Marks.Run, FieldChange.RunToken) with { OnlyWithOthers = true });
        if (assignment.Assignment.RestorePoint is { } point)
        {
            Add(vm, Field.RestorePoint(point), "yes");
        }

        if (assignment.Assignment.Guest is not null)
        {
            Add(vm, new Field("guest:image"), "installed");
        }

        if (assignment.Assignment.Guest is { Prepare: not null } && assignment.Vm is { } there && there.Power.Or(PowerState.Off) == PowerState.On)
        {
            Add(vm, new Field("running-guest:driver"), "installed");
        }

        Add(vm, Field.Power, assignment.Assignment.PowerOn ? "on" : "off");
        return new WayProposal
        {
            Variant = assignment.Assignment.Way == Way.Shared ? WayVariant.Slice : WayVariant.DirectFixed,
            Wants = wants,
            BeforeConfigure = assignment.Assignment.Gpu.Profile is { } profile
                ? [new Predicate { Target = assignment.Host.Ref, TargetName = assignment.Host.Name, Field = Field.Offers(profile), Test = Test.Is, Values = ["yes"] }]
                : [],
            BeforePowerOn = [.. assignment.Gpus.SelectMany(g => g.Functions).Select(f => new Predicate
            {
                Target = f.Ref, TargetName = fleet.NameOf(f.Ref), Field = Field.Passthrough, Test = Test.Is, Values = ["on"],
            })],
        };

        void Add(ObjectRef target, Field field, string value) => wants.Add(Make(target, field, value));
        Want Make(ObjectRef target, Field field, string value) =>
            new() { Target = target, Field = field, Value = value, Unit = assignment.Id, Reason = $"'{assignment.Id}' gets {assignment.Assignment.Gpu}" };
    }

    public IReadOnlyList<Want> ProposeRelease(FleetInventory fleet, Vm vm, AttachedDevice attached, string unit) =>
        [.. new[] { Field.Attached(attached.Backing), Marks.Document, Marks.Cards, Marks.Run }.Select(f => new Want
        {
            Target = vm.Ref, Field = f, Value = null, Unit = unit, Reason = $"'{unit}' gives its card back",
        })];

    public Observed<string> Read(FleetInventory fleet, ObjectRef target, Field field) => field.Prefix switch
    {
        "mark" => CommonFields.TryRead(fleet, target, Field.Option(MarkOption + field.Qualifier))!.Value,
        "guest" => CommonFields.TryRead(fleet, target, Field.Option(GuestOption + field.Qualifier))!.Value,
        "running-guest" => fleet.Vm(target)?.Power.Or(PowerState.Off) == PowerState.On
            ? CommonFields.TryRead(fleet, target, Field.Option(GuestOption + "running-" + field.Qualifier))!.Value
            : Observed<string>.Unreadable("The VM is off."),
        _ => CommonFields.TryRead(fleet, target, field) ?? Observed<string>.Unreadable($"The fake knows no field '{field}'."),
    };

    public bool Owns(ObjectKind kind, Field field) => kind switch
    {
        ObjectKind.Vm => field.Prefix is "exists" or "power" or "host" or "attached" or "option" or "mark" or "guest" or "running-guest" or "restore-point" or "memory-reservation-mib" or "memory-mib",
        ObjectKind.Host => field.Prefix is "maintenance",
        ObjectKind.Device => field.Prefix is "passthrough" or "graphics-type",
        _ => false,
    };

    public ChangeEffect EffectOf(FleetInventory fleet, ObjectRef target, FieldChange change)
    {
        var creates = target.Kind == ObjectKind.Vm && fleet.Vm(target) is null;
        return change.Field.Prefix switch
        {
            "exists" when change.After is null => new ChangeEffect { Kind = StepKind.DeleteVm, NeedsVmOff = true },
            "restore-point" => new ChangeEffect { Kind = StepKind.RestorePoint },
            "guest" => new ChangeEffect { Kind = StepKind.PrepareGuest, NeedsVmOff = true },
            "running-guest" => new ChangeEffect { Kind = StepKind.PrepareGuest, NeedsVmOn = true },
            "power" => new ChangeEffect { Kind = change.After == "on" ? StepKind.PowerOnVm : StepKind.PowerOffVm },
            "maintenance" => new ChangeEffect { Kind = change.After == "on" ? StepKind.EnterMaintenance : StepKind.LeaveMaintenance },
            "passthrough" => OfSwitch(change),
            "graphics-type" => new ChangeEffect
            {
                Kind = change.After == "sharedDirect" ? StepKind.CutSlice : StepKind.RemoveSlice,
                HostNeed = HostNeed.Maintenance,
            },
            _ when creates => new ChangeEffect { Kind = StepKind.CreateVm },
            "host" => new ChangeEffect { Kind = StepKind.MoveVm, NeedsVmOff = true },
            "mark" => new ChangeEffect { Kind = StepKind.ConfigureVm },
            _ => new ChangeEffect { Kind = StepKind.ConfigureVm, NeedsVmOff = true },
        };
    }

    // Switching back what still waits for its reboot needs none.
    private static ChangeEffect OfSwitch(FieldChange change)
    {
        var kind = change.After == "on" ? StepKind.ClaimDevice : StepKind.ReleaseDevice;
        return change.Before == (change.After == "on" ? "off-pending" : "on-pending")
            ? new ChangeEffect { Kind = kind }
            : new ChangeEffect { Kind = kind, HostNeed = HostNeed.Reboot, Interim = change.After + "-pending" };
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
