using System.Globalization;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Devices;

/// <summary>The host's own firmware placed the card's memory.</summary>
internal sealed class DeviceBarRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "DEVICE-BAR-001",
        Title = "The host has placed all the card's BARs",
        Why = "A BAR without an address can't be used by anybody, the VM included.",
        Source = "Linux, drivers/pci/setup-res.c: 'can't assign; no space'",
        Reads = [HostFacts.FirmwareWords, DeviceFacts.Bars, DeviceFacts.ResizableToMiB],
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
            const string Required = "an address for every BAR";
            var fact = subject.Read(DeviceFacts.Bars, device);
            if (!fact.TryGet(out var bars))
            {
                yield return subject.Unseen(device.Ref, "Its BARs", fact, Required, $"'lspci -vv -s {device.Address}' on '{subject.Host.Name}' shows its regions.");
                continue;
            }

            var lost = bars.Where(b => b.Start == 0).ToList();
            var largest = bars.Select(b => b.Bytes >> 20).DefaultIfEmpty(0).Max();
            var resizable = subject.Read(DeviceFacts.ResizableToMiB, device).Or(0);
            yield return lost.Count > 0
                ? subject.Say(Severity.Warn, device.Ref, $"BAR {string.Join(", ", lost.Select(b => string.Create(CultureInfo.InvariantCulture, $"{b.Index} ({b.Bytes >> 20} MiB)")))} got no address from the host's firmware", Required,
                    $"Switch on {FirmwareWords.Of(subject, FirmwareSetting.Above4G, "'Above 4G decoding'")} in the firmware of '{subject.Host.Name}', and boot it with UEFI (no CSM).")
                : resizable > largest
                    ? subject.Say(Severity.Note, device.Ref, string.Create(CultureInfo.InvariantCulture, $"its largest BAR has {largest} MiB and can have {resizable} (resizable BAR)"), Required, "Nothing, or switch on 'Resizable BAR' in firmware for more speed.")
                    : subject.Pass(device.Ref, $"{Amount.Of(bars.Count, "BAR")}, all with an address", Required);
        }
    }
}
