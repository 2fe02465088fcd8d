using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Devices;

/// <summary>The host's console may be drawn by the card.</summary>
internal sealed class DeviceConsoleRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "DEVICE-CONSOLE-001",
        Title = "The host's console is not drawn by the card",
        Why = "The console goes dark when the card is given away (ESXi stops at 'dma_mapper_iommu loaded successfully'), and the card may stay 'needs reboot' because the console holds it.",
        Source = "KB 429186; vSphere documentation, console adapter; Linux, efifb and simpledrm hold the boot display and are removed when vfio-pci is bound",
        Reads = [HostFacts.FirmwareWords, DeviceFacts.IsHostConsole, DeviceFacts.Class],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.IsDirect)
        {
            yield break;
        }

        foreach (var device in subject.Assignment.Gpus.Select(g => g.Main).Where(d => d.IsGpu))
        {
            const string Required = "another adapter, such as the management controller's, as console";
            var primary = FirmwareWords.Hint(subject, FirmwareSetting.PrimaryDisplay);
            var remedy = subject.Words(
                $"Make the onboard adapter primary in firmware{primary}. If the card stays 'needs reboot': 'esxcli system settings kernel set -s vga -v FALSE', which leaves the host without a local console.",
                $"Make the onboard adapter primary in firmware{primary}, and have another way in (ssh, serial): the console goes dark when the card is bound to vfio-pci and comes back only with a reboot, also after an undo.",
                $"Make the onboard adapter primary in firmware{primary}.");
            var fact = subject.Read(DeviceFacts.IsHostConsole, device);
            var isOnlyVga = subject.Read(DeviceFacts.Class, device).Value.IsVga
                && subject.Host.Devices.Count(d => subject.Read(DeviceFacts.Class, d).Value.IsVga) == 1;
            yield return (fact.State, fact.Or(false)) switch
            {
                (ObservedState.Read, true) => subject.Say(Severity.Warn, device.Ref, "the host's console is drawn by it", Required, remedy),
                (ObservedState.Read, false) or (ObservedState.Absent, _) when !isOnlyVga => subject.Pass(device.Ref, "the host's console is not drawn by it", Required),
                _ when isOnlyVga => subject.Say(Severity.Warn, device.Ref, "it is the host's only VGA adapter, so it draws the console", Required, remedy),
                (ObservedState.Inferred, true) => subject.Say(Severity.Warn, device.Ref, $"the console seems to be drawn by it: {fact.Note}", Required, remedy),
                (ObservedState.Inferred, false) => subject.Say(Severity.Note, device.Ref, $"the console seems to be drawn by another adapter: {fact.Note}", Required, "Nothing."),
                _ when !device.Class.IsVga => subject.Pass(device.Ref, "it is no VGA adapter and draws no console", Required),
                _ => subject.Unseen(device.Ref, "Whether it draws the host's console", fact, Required, remedy),
            };
        }
    }
}
