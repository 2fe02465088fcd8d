using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Devices;

/// <summary>Cards joined by NVSwitch are given in the numbers their fabric allows.</summary>
internal sealed class DeviceFabricRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "DEVICE-FABRIC-001",
        Title = "Cards on an NVSwitch board are given as its fabric allows",
        Why = "Cards on such a board reach each other only through a fabric that somebody manages: without it the driver does not initialise CUDA on them, and other numbers than 1, 2, 4 or 8 fit no partition.",
        Source = "NVIDIA Fabric Manager User Guide, virtualization models",
        Reads = [DeviceFacts.Class],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.IsDirect || !subject.Assignment.Gpus.Any(g => g.Main.Id.Vendor == PciId.Nvidia))
        {
            yield break;
        }

        const string Required = "1, 2, 4 or 8 cards where the host has NVSwitches";
        var switches = subject.Host.Devices.Count(d => IsNvSwitch(subject, d));
        var cards = subject.Assignment.Gpus.Count;
        if (switches == 0)
        {
            yield return subject.Pass(subject.Host.Ref, "the host has no NVSwitch", Required);
        }
        else if (cards is 1 or 2 or 4 or 8)
        {
            yield return subject.Say(Severity.Note, subject.Host.Ref, $"the host has {switches} NVSwitch(es), and {cards} card(s) are given", Required,
                "Make sure that Fabric Manager runs: in the VM that holds the switches (8 cards), or in a service VM.");
        }
        else
        {
            yield return subject.Say(Severity.Warn, subject.Host.Ref, $"the host has {switches} NVSwitch(es), and {cards} cards are given", Required,
                "Give 1, 2, 4 or 8 cards to the VM.");
        }
    }

    private static bool IsNvSwitch(RuleSubject subject, Device device) => device.Id.Vendor == PciId.Nvidia && subject.Read(DeviceFacts.Class, device).Value.Code == 0x0680;
}
