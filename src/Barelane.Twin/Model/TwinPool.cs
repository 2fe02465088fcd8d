using Barelane.Twin.Properties;
using Barelane.Twin.Recording;

namespace Barelane.Twin.Model;

/// <summary>A resource pool.</summary>
public sealed class TwinPool : TwinObject
{
    internal TwinPool(TwinSite site, string name, TwinObject parent, TwinCompute owner, RecordedPool facts)
        : base(site, "ResourcePool", site.NewId("resgroup"), name, parent)
    {
        Owner = owner;
        MemoryReservationMib = facts.MemoryReservationMib;
        MemoryLimitMib = facts.MemoryLimitMib;
    }

    internal TwinCompute Owner { get; }

    internal List<TwinPool> Pools { get; } = [];

    internal long MemoryReservationMib { get; }

    internal long MemoryLimitMib { get; }

    /// <summary>What the powered-on VMs of this pool and of those below it hold reserved.</summary>
    internal long UsedMib => Site.Vms.Where(vm => vm.IsPoweredOn && vm.Pool.IsUnder(this)).Sum(vm => vm.ReservedMib);

    /// <summary>What a VM that is powered on in this pool can still reserve.</summary>
    internal long UnreservedMib
    {
        get
        {
            var hosts = Owner.Hosts.Sum(host => host.UsableMib);
            return (MemoryLimitMib < 0 ? hosts : Math.Min(hosts, MemoryLimitMib)) - UsedMib;
        }
    }

    internal bool IsUnder(TwinPool ancestor) => this == ancestor || (Parent is TwinPool parent && parent.IsUnder(ancestor));

    internal override object? Read(string property) => PoolProperties.Read(this, property);
}
