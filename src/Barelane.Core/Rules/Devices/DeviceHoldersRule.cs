using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Devices;

/// <summary>No other VM holds the device, or the plan takes it from there.</summary>
internal sealed class DeviceHoldersRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "DEVICE-USE-001",
        Title = "No other VM holds the device",
        Why = "A device serves one running VM; a second one that names it fails at power-on.",
        Source = "vSphere documentation, DirectPath I/O; derived",
        Reads = [DeviceFacts.HeldBy, VmFacts.Power],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.IsDirect)
        {
            yield break;
        }

        foreach (var device in subject.Functions)
        {
            const string Required = "held by no other VM";
            var clean = true;
            foreach (var holder in subject.Read(DeviceFacts.HeldBy, device).Or([]).Where(h => h != subject.Assignment.VmRef))
            {
                clean = false;
                yield return OfHolder(subject, device, holder, Required);
            }

            if (clean)
            {
                yield return subject.Pass(device.Ref, "no other VM holds it", Required);
            }
        }
    }

    private static Finding OfHolder(RuleSubject subject, Device device, ObjectRef holder, string required)
    {
        var name = subject.Fleet.NameOf(holder);
        var remedy = $"Take '{device.Address}' from '{name}' in the same document (leave its assignment out: the plan shows 'release'), or choose another card.";
        if (subject.Fleet.Vm(holder) is not { } vm)
        {
            return subject.Say(Severity.Unknown, device.Ref, $"held by '{name}', which was not inspected", required, remedy);
        }

        if (subject.PlanFrees(vm, device.Address))
        {
            return subject.Say(Severity.Note, device.Ref, $"held by '{name}'; the plan takes it from there first", required, "Nothing: it is part of the plan.");
        }

        var power = subject.Read(VmFacts.Power, vm);
        return power.TryGet(out var state)
            ? state == PowerState.Off
                ? subject.Say(Severity.Warn, device.Ref, $"configured for '{name}' too, which is off: only one of them can run", required, remedy)
                : subject.Say(Severity.Block, device.Ref, $"held by '{name}', which is '{state}'", required, remedy)
            : subject.Unseen(device.Ref, $"Whether '{name}', which holds it, is running", power, required, remedy);
    }
}
