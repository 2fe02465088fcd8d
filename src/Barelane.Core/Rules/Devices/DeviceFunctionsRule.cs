using System.Globalization;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Devices;

/// <summary>A card that is cut into virtual functions is not given whole.</summary>
internal sealed class DeviceFunctionsRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "DEVICE-FUNCTIONS-001",
        Title = "A card that is given whole has no virtual functions",
        Why = "vfio-pci refuses a card that has some ('Cannot bind to PF with SR-IOV enabled'), and whoever has one of them would lose it.",
        Source = "Linux, drivers/vfio/pci/vfio_pci_core.c; Documentation/PCI/pci-iov-howto.rst",
        Reads = [DeviceFacts.VirtualFunctions],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Hypervisor != Hypervisor.Kvm || !subject.IsDirect)
        {
            yield break;
        }

        foreach (var device in subject.Functions)
        {
            const string Required = "no virtual functions";
            var fact = subject.Read(DeviceFacts.VirtualFunctions, device);
            if (fact.State == ObservedState.Absent)
            {
                yield return subject.Pass(device.Ref, "it can have none", Required);
            }
            else if (!fact.TryGet(out var functions))
            {
                yield return subject.Unseen(device.Ref, "How many virtual functions it has", fact, Required, $"Look at '/sys/bus/pci/devices/{device.Address}/sriov_numvfs' on '{subject.Host.Name}'.");
            }
            else
            {
                var holders = subject.Host.Devices.Where(d => d.PhysicalFunction.HasValue && d.PhysicalFunction.Value == device.Address)
                    .SelectMany(d => d.HeldBy.Select(v => $"'{subject.Fleet.NameOf(v)}' has {d.Address}")).Distinct(StringComparer.Ordinal).ToList();
                yield return functions.Enabled == 0 ? subject.Pass(device.Ref, "none", Required) : subject.Say(
                    Severity.Block,
                    device.Ref,
                    string.Create(CultureInfo.InvariantCulture, $"{functions.Enabled} virtual functions{(holders.Count == 0 ? ", which no VM has" : ": " + string.Join(", ", holders))}"),
                    Required,
                    $"Take them off the VMs and away ('echo 0 >/sys/bus/pci/devices/{device.Address}/sriov_numvfs' on '{subject.Host.Name}'), or give one of them, or another card.");
            }
        }
    }
}
