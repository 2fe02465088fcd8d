using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Devices;

/// <summary>The device interrupts by messages.</summary>
internal sealed class DeviceInterruptRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "DEVICE-INTERRUPT-001",
        Title = "The device interrupts by messages (MSI, MSI-X)",
        Why = "A line-based interrupt is shared with other devices and can't be handed to a VM.",
        Source = "Microsoft, SurveyDDA.ps1: 'All of the interrupts are line-based, no assignment can work.'",
        Reads = [DeviceFacts.Interrupts, DeviceFacts.State],
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
            const string Required = "message-based interrupts, or none";
            var fact = subject.Read(DeviceFacts.Interrupts, device);
            yield return (fact.Or(""), subject.Read(DeviceFacts.State, device).Or(DeviceState.HostOwned)) switch
            {
                ("message", _) => subject.Pass(device.Ref, "message-based", Required),
                ("none", _) => subject.Pass(device.Ref, "it has no interrupts", Required),
                ("line", _) => subject.Say(Severity.Block, device.Ref, "all of its interrupts are line-based", Required, "Choose another device."),
                (_, DeviceState.Ready or DeviceState.InUse) => subject.Pass(device.Ref, "the host has dismounted it already", Required),
                _ => subject.Unseen(device.Ref, "How it interrupts", fact, Required, $"Enable it on '{subject.Host.Name}' and inspect again: Windows gives a disabled device no resources."),
            };
        }
    }
}
