using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;

namespace Barelane.HyperV.Planning;

/// <summary>What is particular about planning on Hyper-V.</summary>
public sealed class HyperVWayPlanner : IWayPlanner
{
    /// <inheritdoc/>
    public Hypervisor Hypervisor => Hypervisor.HyperV;

    /// <inheritdoc/>
    public WayProposal Propose(FleetInventory fleet, ResolvedAssignment assignment)
    {
        var p = new Proposing(fleet, assignment);
        var isSlice = p.Assignment.Way == Way.Shared;
        var pool = isSlice ? null : PoolWants.PoolOf(p);
        var variant = isSlice ? WayVariant.Slice : pool is null ? WayVariant.DirectFixed : WayVariant.DirectByDescription;
        if (p.Vm is null)
        {
            p.Say("HYPERV-VM-001", Severity.Block, p.Question.VmRef, $"'{p.Assignment.VmName}' does not exist, and Barelane makes no VMs on Hyper-V", "A VM that exists",
                "A VM has disks, networks and an installed guest that only its owner knows how to make.", "Make it with 'New-VM -Generation 2', and leave out 'create:'.", "docs/design/0011-hyperv.md");
            return new WayProposal { Variant = variant, Wants = p.Wants, Findings = p.Findings };
        }

        if (!isSlice && p.Assignment.Variant == WayVariant.DirectByDescription && pool is null)
        {
            p.Say("HYPERV-POOL-002", Severity.Block, p.Host.Ref, "no pool is named, or the host's module knows none", "'label: POOL' on a host with pools (Windows Server 2025)",
                "By description means out of a pool on Hyper-V.", "Name the pool by 'label:', or leave out 'variant:'.", "Microsoft, Use GPUs with clustered VMs");
        }

        p.WantOfVm(Field.Placement, p.Host.Ref.Id, "the card is in this host");
        var backings = isSlice ? PartitionWants.Add(p) : pool is null ? DirectWants.Add(p) : PoolWants.Add(p, pool);
        if (isSlice)
        {
            SettingWants.AddForPartitions(p);
        }
        else
        {
            SettingWants.AddForDevices(p, pool is null ? [.. DirectWants.FunctionsOf(p)] : [.. p.Question.Gpus.Select(g => g.Main)]);
        }

        HostSigns.Say(p);
        AttachedWants.Add(p, backings);
        if (p.Assignment.RestorePoint is { Length: > 0 } name)
        {
            p.WantWithOthers(Field.RestorePoint(name), "yes", "the document asks for a restore point before the VM is changed");
        }

        p.WantOfVm(Field.Power, p.Assignment.PowerOn ? "on" : "off", p.Assignment.PowerOn ? "the document wants it to run" : "the document wants it to be off");
        return new WayProposal
        {
            Variant = variant,
            Wants = p.Wants,
            BeforeConfigure = Preconditions.BeforeConfigure(p),
            BeforePowerOn = Preconditions.BeforePowerOn(p),
            Findings = p.Findings,
        };
    }

    /// <inheritdoc/>
    public IReadOnlyList<Want> ProposeRelease(FleetInventory fleet, Vm vm, AttachedDevice attached, string unit) => ReleaseWants.Of(fleet, vm, attached, unit);

    /// <inheritdoc/>
    public Observed<string> Read(FleetInventory fleet, ObjectRef target, Field field) => FieldReader.Read(fleet, target, field);

    /// <inheritdoc/>
    public bool Owns(ObjectKind kind, Field field) => HyperVFields.Owns(kind, field);

    /// <inheritdoc/>
    public ChangeEffect EffectOf(FleetInventory fleet, ObjectRef target, FieldChange change) => target.Kind switch
    {
        ObjectKind.Vm => VmEffects.Of(fleet, target, change),
        ObjectKind.Host => HostEffects.OfHost(change),
        ObjectKind.Device => HostEffects.OfDevice(fleet, target, change),
        _ => throw new ArgumentException($"'{target}' has no field that Hyper-V's planner changes.", nameof(target)),
    };
}
