using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Rendering.Text;

namespace Barelane.Rendering.Inventories;

/// <summary>What a host that is read down to its hardware says of its isolation, in words. Nothing of it is shown where it was not asked for.</summary>
internal static class IsolationText
{
    /// <summary>Adds the lines of a host.</summary>
    public static void Add(TextPage page, Host host)
    {
        if (host.InterruptRemapping.State == ObservedState.NotAsked)
        {
            return;
        }

        var parts = new List<string> { IommuWords(host) };
        parts.Add(!host.InterruptRemapping.TryGet(out var remaps) ? "interrupt remapping " + FactWords.Of(host.InterruptRemapping, _ => "") : remaps ? "interrupts remapped" : "interrupts not remapped");
        if (host.HardwareVirtualization.TryGet(out var virtualizes) && !virtualizes)
        {
            parts.Add("no /dev/kvm");
        }

        if (host.Lockdown.TryGet(out var lockdown) && lockdown != "none")
        {
            parts.Add($"kernel lockdown '{lockdown}'");
        }

        if (host.SecureBoot.Or(false))
        {
            parts.Add("Secure Boot");
        }

        var isWell = host.Iommu.Or(false) && host.InterruptRemapping.Or(false);
        page.Flow(4, 6, new Span(string.Join(", ", parts), isWell ? Ink.Dim : Ink.Warn));
        if (host.IsolationOverridden.Or(false))
        {
            page.Flow(4, 6, new Span("isolation groups are claimed by 'pcie_acs_override', not proved", Ink.Warn));
        }
    }

    /// <summary>Where a device hangs and who drives it: <c> (group 6, nouveau)</c>; empty where that was not asked for.</summary>
    public static string PlaceOf(Device device)
    {
        var group = device.IsolationGroup.HasValue ? $"group {device.IsolationGroup.Value}" : device.IsolationGroup.State == ObservedState.Absent ? "no group" : "";
        var driver = device.Driver.HasValue ? device.Driver.Value : device.Driver.State == ObservedState.Absent ? "no driver" : "";
        var place = string.Join(", ", new[] { group, driver }.Where(p => p.Length > 0));
        return place.Length == 0 || device.State.State == ObservedState.NotAsked ? "" : $" ({place})";
    }

    private static string IommuWords(Host host) => !host.Iommu.TryGet(out var isOn) ? "IOMMU " + FactWords.Of(host.Iommu, _ => "")
        : isOn ? $"IOMMU on{(host.IommuAddressBits.TryGet(out var bits) ? $" ({bits} bits)" : "")}"
        : host.IommuInFirmware.TryGet(out var there) ? there ? "IOMMU off, though firmware has one" : "IOMMU off, and firmware has none"
        : "IOMMU off";
}
