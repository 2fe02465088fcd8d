using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Hosts;

/// <summary>The other running VMs of a host to be taken down can wait elsewhere.</summary>
internal sealed class HostBystandersRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "HOST-BYSTANDERS-001",
        Title = "Other VMs of the host can wait on other hosts",
        Why = "A VM that cannot be moved is shut down while the host is out. That needs the consent of its name, so this warns and does not block.",
        Source = "vSphere API, EnterMaintenanceMode_Task: it moves and powers off nothing by itself",
        Reads = [VmFacts.Power, VmFacts.Role, VmFacts.Attached, VmFacts.MemoryMiB, VmFacts.Storage, VmFacts.Networks, HostFacts.Connection, HostFacts.Maintenance, HostFacts.FreeMemoryMiB, HostFacts.Storage, HostFacts.Networks],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.DisturbsHost)
        {
            yield break;
        }

        var host = subject.Host;
        const string Required = "room on other hosts for every other running VM";
        var others = Others(subject).ToList();
        var free = others.ToDictionary(h => h.Ref, h => subject.Read(HostFacts.FreeMemoryMiB, h).Or(0));
        var stuck = new List<string>();
        var unseen = new List<string>();
        foreach (var vm in subject.Fleet.VmsOn(host.Ref).Where(v => v.Ref != subject.Assignment.VmRef && subject.Read(VmFacts.Role, v).Or("") != "vcls"))
        {
            var power = subject.Read(VmFacts.Power, vm);
            var attached = subject.Read(VmFacts.Attached, vm);
            var memory = subject.Read(VmFacts.MemoryMiB, vm);
            if (power.HasValue && power.Value != PowerState.On)
            {
                continue;
            }

            if (!power.HasValue || !attached.IsKnown || !memory.HasValue)
            {
                unseen.Add($"'{vm.Name}'");
            }
            else if (attached.Or([]).Count > 0 || !Place(subject, vm, memory.Value, others, free))
            {
                stuck.Add($"'{vm.Name}'");
            }
        }

        if (stuck.Count > 0)
        {
            yield return subject.Say(Severity.Warn, host.Ref, $"no other host can take {string.Join(", ", stuck)}: shut down while the host is out", Required,
                "Make room on another host that reaches the same storage and networks, or name these VMs under 'bystanders'.");
        }

        if (unseen.Count > 0)
        {
            yield return subject.Say(Severity.Unknown, host.Ref, $"power, memory or devices of {string.Join(", ", unseen)} could not be seen", Required,
                "Inspect with an account that may read these VMs.");
        }

        if (stuck.Count == 0 && unseen.Count == 0)
        {
            yield return subject.Pass(host.Ref, "every other running VM can wait on another host, or there is none", Required);
        }
    }

    private static IEnumerable<Host> Others(RuleSubject subject) => subject.Host.ClusterId is null ? [] : subject.Fleet.SiteOf(subject.Host.Ref).Hosts
        .Where(h => h.Ref != subject.Host.Ref && string.Equals(h.ClusterId, subject.Host.ClusterId, StringComparison.Ordinal))
        .Where(h => subject.Read(HostFacts.Connection, h).Or(HostConnection.NotResponding) == HostConnection.Connected
            && !subject.Read(HostFacts.Maintenance, h).Or(true));

    private static bool Place(RuleSubject subject, Vm vm, long memoryMiB, List<Host> others, Dictionary<ObjectRef, long> free)
    {
        var storage = subject.Read(VmFacts.Storage, vm).Or([]);
        var networks = subject.Read(VmFacts.Networks, vm).Or([]);
        var target = others
            .Where(h => free[h.Ref] >= memoryMiB
                && storage.All(subject.Read(HostFacts.Storage, h).Or([]).Contains)
                && networks.All(subject.Read(HostFacts.Networks, h).Or([]).Contains))
            .MaxBy(h => free[h.Ref]);
        if (target is null)
        {
            return false;
        }

        free[target.Ref] -= memoryMiB;
        return true;
    }
}
