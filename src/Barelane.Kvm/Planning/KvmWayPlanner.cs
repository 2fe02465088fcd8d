using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;

namespace Barelane.Kvm.Planning;

/// <summary>What is particular about planning on KVM.</summary>
public sealed class KvmWayPlanner : IWayPlanner
{
    /// <inheritdoc/>
    public Hypervisor Hypervisor => Hypervisor.Kvm;

    /// <inheritdoc/>
    public WayProposal Propose(FleetInventory fleet, ResolvedAssignment assignment)
    {
        var p = new Proposing(fleet, assignment);
        var isSlice = p.Assignment.Way == Way.Shared;
        if (p.Vm is null || !IsPlannable(p))
        {
            return Answer(p, isSlice, []);
        }

        var places = new GuestPlaces(p.Options);
        var loads = new List<(PciAddress? Guest, Device Function)>();
        if (!isSlice || !SliceWants.IsMediated(p))
        {
            IommuWants.Add(p);
        }

        p.WantOfVm(Field.Placement, p.Host.Ref.Id, "the card is in this host");
        var backings = isSlice ? SliceWants.Add(p, places, loads) : DirectWants.Add(p, places, loads);
        WindowWants.Add(p, places, loads);
        AttachedWants.Add(p, backings);
        if (p.Assignment.RestorePoint is { Length: > 0 } name)
        {
            p.WantWithOthers(Field.RestorePoint(name), "yes", "the document asks for a restore point before the VM is changed");
        }

        p.WantOfVm(Field.Power, p.Assignment.PowerOn ? "on" : "off", p.Assignment.PowerOn ? "the document wants it to run" : "the document wants it to be off");
        return Answer(p, isSlice, Preconditions.BeforeConfigure(p));
    }

    /// <inheritdoc/>
    public IReadOnlyList<Want> ProposeRelease(FleetInventory fleet, Vm vm, AttachedDevice attached, string unit) => ReleaseWants.Of(fleet, vm, attached, unit);

    /// <inheritdoc/>
    public Observed<string> Read(FleetInventory fleet, ObjectRef target, Field field) => FieldReader.Read(fleet, target, field);

    /// <inheritdoc/>
    public bool Owns(ObjectKind kind, Field field) => KvmFields.Owns(kind, field);

    /// <inheritdoc/>
    public ChangeEffect EffectOf(FleetInventory fleet, ObjectRef target, FieldChange change) => target.Kind switch
    {
        ObjectKind.Vm => VmEffects.Of(fleet, target, change),
        ObjectKind.Host => HostEffects.OfHost(fleet, target, change),
        ObjectKind.Device => HostEffects.OfDevice(fleet, target, change),
        _ => throw new ArgumentException($"'{target}' has no field that KVM's planner changes.", nameof(target)),
    };

    /// <summary>A domain that Barelane can change: it exists, and its definition is kept.</summary>
    private static bool IsPlannable(Proposing p)
    {
        if (p.Options.GetValueOrDefault("transient") == "true")
        {
            p.Say("KVM-DOMAIN-001", Severity.Block, p.Question.VmRef, "the domain is transient: libvirt keeps no definition of it", "A domain with a stored definition",
                "What is changed would be gone with the domain's next stop.", $"'virsh dumpxml {p.Vm!.Name} > {p.Vm.Name}.xml && virsh define {p.Vm.Name}.xml' on '{p.Host.Name}'.", "libvirt, transient and persistent domains");
            return false;
        }

        return true;
    }

    private static WayProposal Answer(Proposing p, bool isSlice, IReadOnlyList<Predicate> beforeConfigure)
    {
        if (p.Vm is null)
        {
            p.Say("KVM-DOMAIN-002", Severity.Block, p.Question.VmRef, $"'{p.Assignment.VmName}' does not exist, and Barelane makes no libvirt domains", "A domain that exists",
                "A domain has disks, networks and an installed guest that only its owner knows how to make.", "Make it with 'virt-install' or virt-manager (q35, UEFI firmware), and leave out 'create:'.", "docs/design/0007-kvm.md");
        }

        return new WayProposal
        {
            Variant = isSlice ? WayVariant.Slice : WayVariant.DirectFixed,
            Wants = p.Wants,
            BeforeConfigure = beforeConfigure,
            BeforePowerOn = p.Vm is null ? [] : Preconditions.BeforePowerOn(p),
            Findings = p.Findings,
        };
    }
}
