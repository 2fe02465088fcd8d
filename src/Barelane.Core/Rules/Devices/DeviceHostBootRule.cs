using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Devices;

/// <summary>The host must not lose what it boots from.</summary>
internal sealed class DeviceHostBootRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "DEVICE-BOOT-001",
        Title = "The host does not boot from the device",
        Why = "A host that gives away its boot storage loses its configuration, or does not come back at all.",
        Source = "KB 1021345; KB 373820",
        Reads = [DeviceFacts.CarriesHostBoot, DeviceFacts.DependsOn, DeviceFacts.ParentBridge, DeviceFacts.Class],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.IsDirect)
        {
            yield break;
        }

        foreach (var device in subject.Assignment.Gpus.Select(g => g.Main))
        {
            const string Required = "no boot storage among what the host gives up";
            var affected = Affected(subject, device).ToList();
            var boot = affected.FirstOrDefault(d => subject.Read(DeviceFacts.CarriesHostBoot, d) is { State: ObservedState.Read, Value: true })
                ?? affected.FirstOrDefault(d => subject.Read(DeviceFacts.CarriesHostBoot, d).Or(false));
            var unseen = affected.FirstOrDefault(d => !subject.Read(DeviceFacts.CarriesHostBoot, d).IsKnown);
            yield return boot is not null
                ? subject.Weigh(
                    subject.Read(DeviceFacts.CarriesHostBoot, boot),
                    subject.Say(Severity.Block, device.Ref, $"the host boots from '{boot.Address}' {boot.Name}, which it would give up", Required, "Choose another device; never this one."))
                : unseen is not null
                    ? subject.Unseen(device.Ref, $"Whether the host boots from '{unseen.Address}'", subject.Read(DeviceFacts.CarriesHostBoot, unseen), Required, subject.Words(
                        $"'esxcli storage core device list' and 'esxcli storage core path list' on '{subject.Host.Name}' show the boot device's adapter.",
                        $"'findmnt / /boot' and 'lsblk -o NAME,HCTL,MOUNTPOINT' on '{subject.Host.Name}' show it.",
                        $"'Get-Disk | ? IsBoot' on '{subject.Host.Name}' shows it."))
                    : affected.Select(d => subject.Read(DeviceFacts.CarriesHostBoot, d)).FirstOrDefault(f => f.State == ObservedState.Inferred) is { HasValue: true } concluded
                        ? subject.Weigh(concluded, subject.Pass(device.Ref, "no boot storage goes with it", Required))
                        : subject.Pass(device.Ref, "no boot storage goes with it", Required);
        }
    }

    /// <summary>The storage functions that the host loses: the device itself, its companions, what it depends on, and what is behind that bridge.</summary>
    private static IEnumerable<Device> Affected(RuleSubject subject, Device device)
    {
        var on = subject.Read(DeviceFacts.DependsOn, device).Or(device.Address);
        var going = subject.Functions.Select(d => d.Address).Append(on).ToHashSet();
        return subject.Host.Devices.Where(d => subject.Read(DeviceFacts.Class, d).Value.IsStorage
            && (going.Contains(d.Address) || (on != device.Address && subject.Read(DeviceFacts.ParentBridge, d).Or(default) == on)));
    }
}
