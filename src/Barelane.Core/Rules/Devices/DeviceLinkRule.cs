using System.Globalization;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Devices;

/// <summary>The card has all its lanes.</summary>
internal sealed class DeviceLinkRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "DEVICE-LINK-001",
        Title = "The card's link has all its lanes",
        Why = "A card in a narrower slot, or seated badly, moves data at a part of its speed. Speed falls at rest, width does not.",
        Source = "Linux, Documentation/ABI/testing/sysfs-bus-pci, current_link_width",
        Reads = [DeviceFacts.Link],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.IsDirect || subject.Hypervisor != Hypervisor.Kvm)
        {
            yield break;
        }

        foreach (var device in subject.Assignment.Gpus.Select(g => g.Main))
        {
            var fact = subject.Read(DeviceFacts.Link, device);
            if (fact.State == ObservedState.Absent)
            {
                yield return subject.Pass(device.Ref, "it has no PCI Express link", "as many lanes as the card has");
                continue;
            }

            if (!fact.TryGet(out var link))
            {
                yield return subject.Unseen(device.Ref, "Its link", fact, "as many lanes as the card has", $"'lspci -vv -s {device.Address}' on '{subject.Host.Name}' shows LnkCap and LnkSta.");
                continue;
            }

            var required = string.Create(CultureInfo.InvariantCulture, $"{link.MaxWidth} lanes");
            var seen = string.Create(CultureInfo.InvariantCulture, $"{link.Width} lanes of {link.MaxWidth}, {link.Speed} GT/s of {link.MaxSpeed}");
            yield return link.Width < link.MaxWidth
                ? subject.Say(Severity.Warn, device.Ref, seen, required, "Move the card to a slot with all its lanes, or seat it again; some slots share lanes with another.")
                : subject.Pass(device.Ref, seen, required);
        }
    }
}
