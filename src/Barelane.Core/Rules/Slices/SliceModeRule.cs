using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Core.Rules.Slices;

/// <summary>A card on the host is in the mode that slices are cut from.</summary>
internal sealed class SliceModeRule : IRule
{
    private const string SharedDirect = "sharedDirect";

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "SLICE-MODE-001",
        Title = "A card of the host is in 'Shared Direct' mode",
        Why = "After the vGPU driver is installed cards stay in 'Shared' mode; vGPU VMs then fail with 'The amount of graphics resource available in the parent resource pool is insufficient for the operation'.",
        Source = "NVIDIA vGPU user guide §2.7.6; vSphere API, HostGraphicsConfig",
        Reads = [DeviceFacts.GraphicsType, DeviceFacts.Class, HostFacts.DefaultGraphicsType],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Hypervisor != Hypervisor.VSphere || subject.Variant != WayVariant.Slice)
        {
            yield break;
        }

        var host = subject.Host;
        const string Required = "graphics type 'sharedDirect'";
        var remedy = $"vSphere Client > '{host.Name}' > Configure > Hardware > Graphics > Edit: 'Shared Direct', with its VMs off; before 7.0 Update 1 restart Xorg on the host too.";
        var types = host.Devices.Where(d => subject.Read(DeviceFacts.Class, d).Value.IsGpu && d.IsGpu).Select(d => subject.Read(DeviceFacts.GraphicsType, d)).ToList();
        var byDefault = subject.Read(HostFacts.DefaultGraphicsType, host);
        if (types.Any(t => t.Or("") == SharedDirect))
        {
            yield return subject.Pass(host.Ref, "a card is in 'sharedDirect' mode", Required);
        }
        else if (subject.Wants.Any(w => w.Target.Kind is ObjectKind.Host or ObjectKind.Device && w.Target.HostOfDevice() == host.Ref
            && (w.Field == Field.GraphicsType || w.Field == Field.DefaultGraphicsType) && w.Value == SharedDirect))
        {
            yield return subject.Say(Severity.Note, host.Ref, "no card is in 'sharedDirect' mode; the plan sets it", Required, "Nothing: it is part of the plan.");
        }
        else if (types.Count == 0)
        {
            yield return subject.Say(Severity.Block, host.Ref, "the host has no GPU", Required, "Choose another host.");
        }
        else if (types.Any(t => !t.IsKnown))
        {
            yield return subject.Unseen(host.Ref, "The cards' graphics type", types.First(t => !t.IsKnown), Required, remedy);
        }
        else
        {
            yield return subject.Say(Severity.Block, host.Ref, $"its cards are {string.Join(", ", types.Select(t => $"'{t.Or("none")}'").Distinct())}, the default is '{byDefault.Or("unknown")}'", Required, remedy);
        }
    }
}
