using Barelane.Core.Facts;
using Barelane.Core.Goals;

namespace Barelane.Core.Rules.Devices;

/// <summary>A label that is asked for is on the card.</summary>
internal sealed class DeviceLabelRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "DEVICE-LABEL-001",
        Title = "The card carries the label asked for",
        Why = "A card chosen by description is any card of its model; only a label keeps the wrong ones out.",
        Source = "vSphere API 7.0.2, HostPciPassthruInfo.hardwareLabel; VirtualPCIPassthroughDynamicBackingInfo.customLabel",
        Reads = [DeviceFacts.Label],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Variant != WayVariant.DirectByDescription || subject.Assignment.Assignment.Gpu.Label is not { } label)
        {
            yield break;
        }

        foreach (var device in subject.Assignment.Gpus.Select(g => g.Main))
        {
            var required = $"label '{label}'";
            var remedy = $"vSphere Client > '{subject.Host.Name}' > Configure > PCI Devices > select '{device.Address}' > Hardware Label, and enter '{label}'.";
            var fact = subject.Read(DeviceFacts.Label, device);
            yield return !fact.IsKnown
                ? subject.Unseen(device.Ref, "Its label", fact, required, remedy)
                : string.Equals(fact.Or(""), label, StringComparison.Ordinal)
                    ? subject.Pass(device.Ref, $"label '{label}'", required)
                    : subject.Say(Severity.Block, device.Ref, fact.HasValue ? $"label '{fact.Value}'" : "no label", required, remedy);
        }
    }
}
