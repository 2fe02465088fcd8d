using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Devices;

/// <summary>Hardware keeps the device's traffic from others on its way up.</summary>
internal sealed class DeviceIsolationRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "DEVICE-ISOLATION-001",
        Title = "The path to the device isolates it (ACS)",
        Why = "Without ACS on the way up, a VM could reach other devices of the host through its own: Hyper-V dismounts such a device only with -Force (consent 'weaken-isolation').",
        Source = "Microsoft, SurveyDDA.ps1: AcsCompatibleUpHierarchy; Discrete Device Assignment (team blog)",
        Reads = [DeviceFacts.IsIsolated],
        CanBlock = false,
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
            const string Required = "access control services (ACS) on every bridge above it";
            var remedy = $"Put the card into another slot of '{subject.Host.Name}', or switch ACS on in its firmware; or give it only to a VM that is trusted.";
            var fact = subject.Read(DeviceFacts.IsIsolated, device);
            yield return !fact.TryGet(out var isolated) ? subject.Unseen(device.Ref, "Whether its path isolates it", fact, Required, remedy)
                : isolated ? subject.Pass(device.Ref, "its path isolates it", Required)
                : subject.Say(Severity.Warn, device.Ref, "its traffic may be redirected to other devices of the host", Required, remedy);
        }
    }
}
