using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Devices;

/// <summary>Hyper-V takes PCI Express endpoints, and of the legacy ones graphics controllers alone.</summary>
internal sealed class DeviceExpressRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "DEVICE-EXPRESS-001",
        Title = "The device is a PCI Express endpoint that the system controls",
        Why = "Old-style devices and those whose bus the firmware keeps to itself can't be kept apart from others.",
        Source = "Microsoft, SurveyDDA.ps1: DEVPKEY_PciDevice_DeviceType; Virtualization-Documentation #1787",
        Reads = [DeviceFacts.ExpressKind, DeviceFacts.Class],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Hypervisor != Hypervisor.HyperV || !subject.IsDirect)
        {
            yield break;
        }

        foreach (var device in subject.Assignment.Gpus.Select(g => g.Main))
        {
            const string Required = "an Express endpoint, or a legacy one that is a graphics controller";
            var fact = subject.Read(DeviceFacts.ExpressKind, device);
            yield return (fact.Or(""), subject.Read(DeviceFacts.Class, device).Value.IsGpu) switch
            {
                ("endpoint", _) => subject.Pass(device.Ref, "an Express endpoint", Required),
                ("legacy-endpoint", true) => subject.Pass(device.Ref, "a legacy Express endpoint, and a graphics controller", Required),
                ("legacy-endpoint", false) => subject.Say(Severity.Block, device.Ref, "a legacy Express endpoint that is no graphics controller", Required, "Choose another device."),
                ("integrated-endpoint", _) => subject.Say(Severity.Note, device.Ref, "an endpoint of the root complex, which is less isolated than one in a slot", Required, "Nothing, for a VM that is trusted."),
                ("firmware-controlled", _) => subject.Say(Severity.Block, device.Ref, "firmware kept control of PCI Express for it", Required,
                    $"Switch on SR-IOV and VT-d or AMD-Vi, and set ASPM to 'OS controlled' in the firmware of '{subject.Host.Name}', or update it."),
                ("other", _) => subject.Say(Severity.Block, device.Ref, "an old-style PCI device, a bridge or a port", Required, "Choose another device."),
                _ => subject.Unseen(device.Ref, "What kind of PCI device it is", fact, Required, $"Inspect '{subject.Host.Name}' as an administrator."),
            };
        }
    }
}
