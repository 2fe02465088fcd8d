using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Devices;

/// <summary>What is bound by id is bound in every slot.</summary>
internal sealed class DeviceTwinRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "DEVICE-TWIN-001",
        Title = "The host does not bind the card by its id",
        Why = "'vfio-pci.ids=' takes every card of that id at boot, the host's own as well, and a card that was given back goes to vfio-pci again with the next boot. Barelane binds by address.",
        Source = "Linux, drivers/vfio/pci/vfio_pci.c, parameter ids",
        Reads = [HostFacts.IdsTakenAtBoot],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.IsDirect || subject.Hypervisor != Hypervisor.Kvm)
        {
            yield break;
        }

        var fact = subject.Read(HostFacts.IdsTakenAtBoot, subject.Host);
        foreach (var device in subject.Assignment.Gpus.SelectMany(g => g.Functions))
        {
            var id = device.Id.ToString();
            var required = $"no '{id}' in 'vfio-pci.ids=' (command line, /etc/modprobe.d)";
            var remedy = $"Take '{id}' out of 'ids=' on '{subject.Host.Name}' (the command line, or /etc/modprobe.d and a new initial file system); Barelane binds the card itself.";
            if (!fact.TryGet(out var ids))
            {
                yield return subject.Unseen(device.Ref, "Which ids the host gives to vfio-pci at boot", fact, required, remedy);
                continue;
            }

            var twins = subject.Host.Devices.Where(d => d.Address != device.Address && d.Id.Vendor == device.Id.Vendor && d.Id.Device == device.Id.Device).Select(d => $"'{d.Address}'").ToList();
            yield return !ids.Contains(id, StringComparer.Ordinal) ? subject.Pass(device.Ref, "it is not bound by its id", required)
                : twins.Count > 0 ? subject.Say(Severity.Warn, device.Ref, $"the host binds '{id}' at boot, and with it {string.Join(", ", twins)}", required, remedy)
                : subject.Say(Severity.Note, device.Ref, $"the host binds '{id}' at boot", required, remedy);
        }
    }
}
