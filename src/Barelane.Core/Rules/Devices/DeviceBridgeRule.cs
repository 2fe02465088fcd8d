using Barelane.Core.Facts;

namespace Barelane.Core.Rules.Devices;

/// <summary>What else loses its way when the host gives up the bridge above a device.</summary>
internal sealed class DeviceBridgeRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "DEVICE-BRIDGE-001",
        Title = "Nothing else depends on what the host gives up with the device",
        Why = "Where the host has to give up a bridge, everything behind it goes away from the host too.",
        Source = "vSphere API, HostPciPassthruInfo.dependentDevice: 'Device which needs to be unclaimed by vmkernel (may be bridge)'",
        Reads = [DeviceFacts.DependsOn, DeviceFacts.ParentBridge],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.IsDirect)
        {
            yield break;
        }

        var going = subject.Functions.Select(d => d.Address).ToHashSet();
        foreach (var device in subject.Assignment.Gpus.Select(g => g.Main))
        {
            const string Required = "no other device behind the bridge that the host gives up";
            var fact = subject.Read(DeviceFacts.DependsOn, device);
            if (!fact.IsKnown)
            {
                yield return subject.Unseen(device.Ref, "What the host has to give up with it", fact, Required, "Inspect the host again.");
                continue;
            }

            var on = fact.Or(device.Address);
            var others = going.Contains(on) ? [] : subject.Host.Devices
                .Where(d => !going.Contains(d.Address) && !d.Class.IsBridge && subject.Read(DeviceFacts.ParentBridge, d).Or(default) == on)
                .ToList();
            yield return others.Count == 0
                ? subject.Pass(device.Ref, going.Contains(on) ? "it depends on no other device" : $"nothing else is behind '{on}'", Required)
                : subject.Say(Severity.Warn, device.Ref, $"the host gives up '{on}', and with it {string.Join(", ", others.Select(o => $"'{o.Address}' {o.Name}"))}", Required,
                    "Put the card into a slot of its own, or take the other devices out of use first.");
        }
    }
}
