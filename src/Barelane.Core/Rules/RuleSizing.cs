using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Sizing;

namespace Barelane.Core.Rules;

/// <summary>The MMIO window as rules see it: computed from facts that the rule declares.</summary>
internal static class RuleSizing
{
    /// <summary>The window for all that the VM will hold: the chosen cards and the fixed ones it has already.</summary>
    public static MmioSizing Of(RuleSubject subject)
    {
        var devices = Devices(subject);
        foreach (var device in devices)
        {
            subject.Read(DeviceFacts.BarMiB, device);
            subject.Read(DeviceFacts.MemoryMiB, device);
            subject.Read(DeviceFacts.VendorMmioGiB, device);
        }

        return MmioWindow.For(devices, subject.Assignment.Assignment.MmioGiB);
    }

    private static List<Device> Devices(RuleSubject subject) => [.. subject.Functions
        .Concat((subject.Vm?.Attached.Or([]) ?? [])
            .Where(a => a.Address is not null)
            .Select(a => subject.Host.DeviceAt(a.Address!.Value))
            .Where(d => d is not null)
            .Select(d => d!))
        .DistinctBy(d => d.Address)];
}
