using Barelane.Core.Goals;
using Barelane.Core.Rules;

namespace Barelane.VSphere.Planning;

/// <summary>
/// Which form the way takes. By description comes first where it keeps what a fixed card loses and nobody named a card or a host;
/// a form that the VM has already stays, so that a reached goal stays reached when the cluster changes.
/// </summary>
internal static class VariantChoice
{
    private const string Source = "VMware, Exposing Hardware Accelerators using Assignable Hardware (Dynamic DirectPath I/O)";

    public static WayVariant Of(Proposing p, ByDescription description)
    {
        if (p.Assignment.Way == Way.Shared)
        {
            return WayVariant.Slice;
        }

        if (p.Assignment.Gpu.Group is not null)
        {
            return WayVariant.DirectByDescription;
        }

        if (p.Assignment.Variant is WayVariant.DirectFixed or WayVariant.DirectByDescription)
        {
            if (p.Assignment.Variant == WayVariant.DirectByDescription)
            {
                Check(p, description);
            }

            return p.Assignment.Variant.Value;
        }

        return Present(p, description) ?? (IsBetter(p, description) ? WayVariant.DirectByDescription : WayVariant.DirectFixed);
    }

    /// <summary>The form in which the VM has the chosen cards already; null where it has none.</summary>
    private static WayVariant? Present(Proposing p, ByDescription description)
    {
        var attached = p.Vm?.Attached.Or([]) ?? [];
        if (p.Question.Gpus.Any(g => attached.Any(a => a.Backing == FixedBacking.Of(g.Host, g.Main).ToString())))
        {
            return WayVariant.DirectFixed;
        }

        return description.Backing is { } backing && attached.Any(a => a.Backing == backing.ToString()) ? WayVariant.DirectByDescription : null;
    }

    private static bool IsBetter(Proposing p, ByDescription description)
    {
        var selector = p.Assignment.Gpu;
        var names = selector.Address is not null || selector.Serial is not null || selector.Host is not null;
        var isCurrent = p.Vm is { } vm
            ? HardwareVersion.Of(vm) >= HardwareVersion.Dynamic
            : p.Assignment.Create is { Template: null };
        return !names && isCurrent
            && p.Question.Site.ManagesFleet
            && p.Host.AssignableHardware.Or(false)
            && p.Question.Gpus.All(g => g.Main.IsGpu)
            && description.Backing is not null
            && description.KeepsSomething(p);
    }

    private static void Check(Proposing p, ByDescription description)
    {
        const string Why = "A description that fits other cards too may give the VM another card than the one that is meant, or none.";
        if (description.Obstacle is { } obstacle)
        {
            p.Block("VSPHERE-DYNAMIC-001", p.Question.VmRef, obstacle, "A description that fits only the cards that are meant", Why,
                "Give the cards a hardware label (host > Configure > PCI Devices > Hardware Label), or leave out 'variant:' so that the card is named by its address.", Source);
        }

        if (!p.Host.AssignableHardware.TryGet(out var offers) || !offers)
        {
            var known = p.Host.AssignableHardware.IsKnown;
            p.Block("VSPHERE-DYNAMIC-002", p.Host.Ref,
                known ? $"'{p.Host.Name}' ({p.Host.Product.Or("unknown version")}) does not offer Dynamic DirectPath I/O." : $"Whether '{p.Host.Name}' offers Dynamic DirectPath I/O could not be read. {p.Host.AssignableHardware.Note}",
                "A host with the capability 'assignableHardwareSupported' (ESXi 7.0 or later)", Why,
                "Leave out 'variant:' so that the card is named by its address, or upgrade the host.", Source, known ? Severity.Block : Severity.Unknown);
        }
    }
}
