using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Devices;

/// <summary>No other tool decides which driver a card has.</summary>
internal sealed class DeviceOverrideAtBootRule : IRule
{
    private const string Vfio = "vfio-pci";

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "DEVICE-OVERRIDE-001",
        Title = "No other tool binds the card at boot",
        Why = "driverctl binds at every boot what it was told once: to another driver, against the plan; to vfio-pci, also after Barelane has given the card back.",
        Source = "driverctl(8), /etc/driverctl.d",
        Reads = [DeviceFacts.OverrideAtBoot],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.IsDirect || subject.Hypervisor != Hypervisor.Kvm)
        {
            yield break;
        }

        foreach (var device in subject.Assignment.Gpus.SelectMany(g => g.Functions))
        {
            const string Required = "no override of driverctl, or one to 'vfio-pci'";
            var remedy = $"'driverctl unset-override {device.Address}' on '{subject.Host.Name}'.";
            var fact = subject.Read(DeviceFacts.OverrideAtBoot, device);
            yield return fact.State == ObservedState.Absent ? subject.Pass(device.Ref, "no override", Required)
                : !fact.TryGet(out var driver) ? subject.Unseen(device.Ref, "What driverctl binds it to", fact, Required, $"See 'driverctl list-persisted' on '{subject.Host.Name}'.")
                : driver == Vfio ? subject.Say(Severity.Note, device.Ref, "driverctl binds it to 'vfio-pci' at boot, also once Barelane has given it back", Required, remedy)
                : subject.Say(Severity.Block, device.Ref, $"driverctl binds it to '{driver}' at boot", Required, remedy);
        }
    }
}
