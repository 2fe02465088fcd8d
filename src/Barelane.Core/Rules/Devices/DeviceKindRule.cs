using Barelane.Core.Facts;

namespace Barelane.Core.Rules.Devices;

/// <summary>The device is a GPU.</summary>
internal sealed class DeviceKindRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "DEVICE-KIND-001",
        Title = "The device is a GPU",
        Why = "Other devices go the same way, but nothing about their drivers and their use in the guest is checked.",
        Source = "PCI class codes: 03 display controller, 12 processing accelerator",
        Reads = [DeviceFacts.Class],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        foreach (var device in subject.Assignment.Gpus.Select(g => g.Main))
        {
            const string Required = "PCI class 03 (display) or 12 (accelerator)";
            var code = subject.Read(DeviceFacts.Class, device).Value;
            yield return device.IsGpu
                ? subject.Pass(device.Ref, $"class '{code}'", Required)
                : subject.Say(Severity.Note, device.Ref, $"class '{code}': {(code.IsStorage ? "storage" : code.IsNetwork ? "a network adapter" : "no GPU")}", Required,
                    "Nothing, if this device is meant.");
        }
    }
}
