using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Sizing;

namespace Barelane.VSphere.Planning;

/// <summary>What is particular about planning on vSphere.</summary>
public sealed class VSphereWayPlanner : IWayPlanner
{
    /// <inheritdoc/>
    public Hypervisor Hypervisor => Hypervisor.VSphere;

    /// <inheritdoc/>
    public WayProposal Propose(FleetInventory fleet, ResolvedAssignment assignment)
    {
        var p = new Proposing(fleet, assignment);
        var description = ByDescription.Of(p);
        var variant = VariantChoice.Of(p, description);
        var isSlice = variant == WayVariant.Slice || p.Assignment.Gpu.Group is not null;
        var described = variant == WayVariant.DirectByDescription ? description.Backing : null;
        var functions = isSlice || (variant == WayVariant.DirectByDescription && described is null) ? [] : DirectWants.FunctionsOf(p, described);
        var backings = isSlice ? SliceWants.BackingsOf(p) : DirectWants.BackingsOf(p, functions, described);

        Creation.Add(p);
        if (isSlice)
        {
            SliceWants.AddHostSide(p);
        }
        else
        {
            DirectWants.AddHostSide(p, functions);
        }

        var moves = PlacementWants.Add(p, variant, h => isSlice ? OffersSlice(h, p) : description.HasCard(h, p));
        if (moves)
        {
            PlacementWants.CheckMove(p, backings);
        }

        VmWants.Add(p, variant, WindowOf(p, functions, isSlice), VersionFor(p, variant, backings.Count), hasCards: backings.All(b => AttachedWants.GivenBefore(p).Contains(b.ToString(), StringComparer.Ordinal)));
        AttachedWants.Add(p, backings);
        MarkWants.Add(p, backings);
        AddRestorePoint(p);
        AddPower(p);
        return new WayProposal
        {
            Variant = variant,
            Wants = p.Wants,
            BeforeConfigure = Preconditions.BeforeConfigure(p, variant, functions),
            BeforePowerOn = Preconditions.BeforePowerOn(p, variant, functions),
            Findings = p.Findings,
        };
    }

    /// <inheritdoc/>
    public IReadOnlyList<Want> ProposeRelease(FleetInventory fleet, Vm vm, AttachedDevice attached, string unit) =>
        ReleaseWants.Of(fleet, vm, attached, unit);

    /// <inheritdoc/>
    public Observed<string> Read(FleetInventory fleet, ObjectRef target, Field field) => FieldReader.Read(fleet, target, field);

    /// <inheritdoc/>
    public bool Owns(ObjectKind kind, Field field) => VSphereFields.Owns(kind, field);

    /// <inheritdoc/>
    public ChangeEffect EffectOf(FleetInventory fleet, ObjectRef target, FieldChange change) => target.Kind switch
    {
        ObjectKind.Vm => VmEffects.Of(fleet, target, change),
        ObjectKind.Host => HostEffects.OfHost(fleet, target, change),
        ObjectKind.Device => HostEffects.OfDevice(fleet, target, change),
        _ => throw new ArgumentException($"'{target}' has no field that vSphere's planner changes.", nameof(target)),
    };

    /// <summary>The window for everything the VM will have: the assignment's functions, and fixed devices that somebody else gave it.</summary>
    private static MmioSizing WindowOf(Proposing p, IReadOnlyList<Device> functions, bool isSlice)
    {
        if (isSlice)
        {
            return MmioWindow.ForSlices(SliceWants.MemoryOf(p), p.Assignment.MmioGiB);
        }

        var given = AttachedWants.GivenBefore(p);
        var staying = (p.Vm?.Attached.Or([]) ?? [])
            .Where(a => !given.Contains(a.Backing) && Backing.Parse(a.Backing) is FixedBacking f && f.Host == p.Host.Ref.Id)
            .Select(a => p.Host.DeviceAt(((FixedBacking)Backing.Parse(a.Backing)).Address))
            .OfType<Device>();
        return MmioWindow.For([.. functions.Concat(staying).DistinctBy(d => d.Ref)], p.Assignment.MmioGiB);
    }

    private static int VersionFor(Proposing p, WayVariant variant, int count) => (variant, p.Assignment.Gpu.Group) switch
    {
        (_, not null) => HardwareVersion.Groups,
        (WayVariant.Slice, _) => HardwareVersion.ForSlices(count),
        (WayVariant.DirectByDescription, _) => HardwareVersion.ForDynamic(count),
        _ => HardwareVersion.ForFixed(count),
    };

    private static bool OffersSlice(Host host, Proposing p) => host.Profiles.Or([])
        .Any(o => string.Equals(o.Name, SliceWants.NameOf(p), StringComparison.Ordinal) && (o.Free.Or(0) >= p.Assignment.Gpu.Count || p.Vm?.Host == host.Ref));

    private static void AddRestorePoint(Proposing p)
    {
        if (p.Vm is not null && p.Assignment.RestorePoint is { Length: > 0 } name)
        {
            p.WantWithOthers(Field.RestorePoint(name), "yes", "the document asks for a restore point before the VM is changed");
        }
    }

    private static void AddPower(Proposing p)
    {
        if (p.Assignment.PowerOn)
        {
            p.WantOfVm(Field.Power, "on", "the document wants it to run");
        }
        else if (p.Vm is not null)
        {
            p.WantOfVm(Field.Power, "off", "the document wants it to be off");
        }
    }
}
