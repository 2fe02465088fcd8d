using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Devices;

/// <summary>Nobody on the host has the card open when it is taken from its driver.</summary>
internal sealed class DeviceUsersRule : IRule
{
    private const int Shown = 6;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "DEVICE-USERS-001",
        Title = "No process of the host has the card open",
        Why = "Taking a card from a driver that still has clients waits for them; NVIDIA's driver then hangs for good ('Attempting to remove device … with non-zero usage count!') and only a reboot helps.",
        Source = "NVIDIA/open-gpu-kernel-modules#1119, #1374; kubevirt/kubevirt#8549; Linux, drivers/vfio/vfio_main.c",
        Reads = [DeviceFacts.Users, DeviceFacts.Driver, DeviceFacts.HeldBy],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.IsDirect || subject.Hypervisor != Hypervisor.Kvm)
        {
            yield break;
        }

        foreach (var device in subject.Functions)
        {
            const string Required = "no process that has it open";
            if (subject.Read(DeviceFacts.HeldBy, device).Or([]).Contains(subject.Assignment.VmRef))
            {
                yield return subject.Pass(device.Ref, "the VM itself has it", Required);
                continue;
            }

            var users = subject.Read(DeviceFacts.Users, device);
            var driver = subject.Read(DeviceFacts.Driver, device).Or("none");
            var remedy = driver == "nvidia"
                ? $"Stop the workloads, then 'systemctl stop nvidia-persistenced' (and dcgm, the display manager) on '{subject.Host.Name}'; 'fuser -v /dev/nvidia*' shows who is left."
                : $"Stop these processes on '{subject.Host.Name}' (the display manager first), and plan again.";
            yield return !users.TryGet(out var list) ? subject.Unseen(device.Ref, "Who has it open", users, Required, $"Inspect '{subject.Host.Name}' as root, or look there with 'fuser -v'.")
                : list.Count == 0 ? subject.Pass(device.Ref, "nobody has it open", Required)
                : subject.Say(driver == "nvidia" ? Severity.Block : Severity.Warn, device.Ref,
                    $"driver '{driver}', opened by {string.Join(", ", list.Take(Shown).Select(u => $"'{u}'"))}{(list.Count > Shown ? $" and {list.Count - Shown} more" : "")}", Required, remedy);
        }
    }
}
