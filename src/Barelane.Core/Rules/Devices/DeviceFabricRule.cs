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
        Title = "Cards on an NVSwitch board are given as its vendor supports",
        Why = "Cards on such a board reach each other only through a fabric that somebody manages: without it the driver does not initialise CUDA on them. NVIDIA does not support passthrough there under vSphere, and elsewhere only in certain numbers.",
        Source = "NVIDIA AI Enterprise documentation, NVIDIA NVSwitch, limitations (docs.nvidia.com/ai-enterprise); NVIDIA Fabric Manager User Guide, full passthrough virtualization model",
        Reads = [DeviceFacts.Class],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.IsDirect || !subject.Assignment.Gpus.Any(g => g.Main.Id.Vendor == PciId.Nvidia))
        {
            yield break;
        }

        var required = subject.Words("no NVSwitch in the host, or slices in place of whole cards", "1, 2, 4, 8 or 16 cards where the host has NVSwitches", "no NVSwitch in the host");
        var switches = subject.Host.Devices.Count(d => IsNvSwitch(subject, d));
        var cards = subject.Assignment.Gpus.Count;
        if (switches == 0)
        {
            yield return subject.Pass(subject.Host.Ref, "the host has no NVSwitch", required);
        }
        else if (subject.Hypervisor != Hypervisor.Kvm)
        {
            yield return subject.Say(Severity.Block, subject.Host.Ref, $"the host has {Amount.Of(switches, "NVSwitch")}, and the VM gets {Amount.Of(cards, "whole card")}", required,
                "Use slices of the whole card ('way: shared' with the largest profile, or a device group), or a host without NVSwitches.");
        }
        else if (cards is 1 or 2 or 4 or 8 or 16)
        {
            yield return subject.Say(Severity.Note, subject.Host.Ref, $"the host has {Amount.Of(switches, "NVSwitch")}, and the VM gets {Amount.Of(cards, "card")}", required,
                "Make sure that Fabric Manager runs: in the VM that holds the switches, or in a service VM.");
        }
        else
        {
            yield return subject.Say(Severity.Warn, subject.Host.Ref, $"the host has {Amount.Of(switches, "NVSwitch")}, and the VM gets {Amount.Of(cards, "card")}", required,
                "Give 1, 2, 4, 8 or 16 cards to the VM.");
        }
    }

    private static bool IsNvSwitch(RuleSubject subject, Device device) => device.Id.Vendor == PciId.Nvidia && subject.Read(DeviceFacts.Class, device).Value.Code == 0x0680;
}
