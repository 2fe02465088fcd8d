using Barelane.Core.Inventory;

namespace Barelane.Core.Goals;

/// <summary>
/// Chooses cards for one direct assignment. A choice sticks: cards the VM has already come first; then the VM's own host, ready
/// cards before those that need a reboot, its cluster before other hosts. All cards of one assignment are on one host.
/// </summary>
internal sealed class CardChoice(FleetInventory fleet, SiteInventory site, GpuSelector selector, Vm? vm, IReadOnlySet<ObjectRef> taken)
{
    /// <summary>Every function the selector describes, on every host it may be on; taken and held ones too.</summary>
    public IReadOnlyList<(Host Host, Device Device)> Matches { get; } = [.. site.Hosts
        .Where(h => selector.Host is null || string.Equals(h.Name, selector.Host, StringComparison.OrdinalIgnoreCase))
        .SelectMany(h => h.Devices.Where(d => Describes(selector, d)).Select(d => (h, d)))];

    /// <summary>The chosen cards with their host; null where no host has enough that are free.</summary>
    public (Host Host, IReadOnlyList<Device> Devices)? Choose()
    {
        var best = Matches
            .Where(m => !taken.Contains(m.Device.Ref) && IsFree(m.Device))
            .GroupBy(m => m.Host.Ref)
            .Where(g => g.Count() >= selector.Count)
            .Select(g => (Host: fleet.Host(g.Key)!, Devices: (IReadOnlyList<Device>)[.. g.Select(m => m.Device)
                .OrderBy(d => IsMine(d) ? 0 : 1).ThenBy(d => selector.Label is null || HasLabel(selector, d) ? 0 : 1).ThenBy(StateRank).ThenBy(d => d.Address).Take(selector.Count)]))
            .OrderByDescending(c => c.Devices.Count(IsMine))
            .ThenBy(c => HostRank(c.Host))
            .ThenBy(c => c.Devices.Sum(StateRank))
            .ThenBy(c => c.Host.Name, StringComparer.Ordinal)
            .ThenBy(c => c.Host.Ref)
            .ToList();
        return best.Count == 0 ? null : best[0];
    }

    private static bool Describes(GpuSelector selector, Device device)
    {
        var named = selector.Address is not null || selector.Id is not null || selector.Serial is not null;
        return (device.IsGpu || named)
            && !device.Class.IsBridge
            && (selector.Address is null || device.Address == selector.Address)
            && (selector.Id is null || (device.Id.Vendor == selector.Id.Value.Vendor && device.Id.Device == selector.Id.Value.Device))
            && (selector.Serial is null || string.Equals(device.Serial.Or(""), selector.Serial, StringComparison.OrdinalIgnoreCase))
            && (selector.Label is null || HasLabel(selector, device) || (device.TakesLabel && !device.Label.HasValue && device.Label.IsKnown))
            && (selector.Model is null || NamesModel(device, selector.Model));
    }

    private static bool HasLabel(GpuSelector selector, Device device) => string.Equals(device.Label.Or(""), selector.Label, StringComparison.Ordinal);

    private static bool NamesModel(Device device, string model)
    {
        var full = $"{device.VendorName} {device.Name}";
        return full.Contains(model, StringComparison.OrdinalIgnoreCase)
            || model.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(w => ContainsWord(full, w));
    }

    /// <summary>A whole word, so that 'A40' is no match for 'A4000'; brackets and dashes end a word.</summary>
    private static bool ContainsWord(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsMine(Device device) => vm is not null && device.HeldBy.Contains(vm.Ref);

    private bool IsFree(Device device) =>
        device.State.Or(DeviceState.HostOwned) is not (DeviceState.NotPossible or DeviceState.Stuck)
        && (IsMine(device) || device.HeldBy.Count == 0);

    private int HostRank(Host host)
    {
        if (vm?.Host is not { } home)
        {
            return 2;
        }

        var own = fleet.Host(home)?.ClusterId;
        return host.Ref == home ? 0 : own is not null && string.Equals(own, host.ClusterId, StringComparison.Ordinal) ? 1 : 2;
    }

    private static int StateRank(Device device) => device.State.Or(DeviceState.HostOwned) switch
    {
        DeviceState.Ready or DeviceState.InUse => 0,
        DeviceState.WaitingForReboot => 1,
        DeviceState.HostOwned or DeviceState.ReleaseWaitingForReboot => 2,
        _ => 3,
    };
}
