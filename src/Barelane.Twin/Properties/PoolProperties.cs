using Barelane.Twin.Model;
using Barelane.Twin.Values;

namespace Barelane.Twin.Properties;

/// <summary>ResourcePool.</summary>
internal static class PoolProperties
{
    private const long Mib = 1L << 20;

    public static object? Read(TwinPool pool, string property) => property switch
    {
        "owner" => pool.Owner.Ref,
        "resourcePool" => VimArray.Of(pool.Pools.Select(p => p.Ref)),
        "vm" => VimArray.Of(pool.Site.Vms.Where(vm => vm.Pool == pool).Select(vm => vm.Ref)),
        "runtime" => Runtime(pool),
        "config" => Config(pool),
        "summary" => new VimObject("ResourcePoolSummary").Set("name", pool.Name).Set("config", Config(pool))
            .Set("runtime", Runtime(pool)),
        _ => EntityProperties.Read(pool, property),
    };

    public static VimObject Allocation(ResourceShare share) => new VimObject("ResourceAllocationInfo")
        .Set("reservation", share.Reservation)
        .Set("expandableReservation", share.Expandable)
        .Set("limit", share.Limit)
        .Set("shares", new VimObject("SharesInfo").Set("shares", share.Shares).Set("level", share.Level));

    private static VimObject Config(TwinPool pool) => new VimObject("ResourceConfigSpec")
        .Set("entity", pool.Ref)
        .Set("cpuAllocation", Allocation(new ResourceShare(Expandable: true)))
        .Set("memoryAllocation", Allocation(new ResourceShare(pool.MemoryReservationMib, true, pool.MemoryLimitMib)));

    private static VimObject Runtime(TwinPool pool) => new VimObject("ResourcePoolRuntimeInfo")
        .Set("memory", Usage(pool.UsedMib * Mib, pool.UnreservedMib * Mib))
        .Set("cpu", Usage(0, pool.Owner.Hosts.Sum(h => (long)h.Facts.CpuCores * h.Facts.CpuMhz)))
        .Set("overallStatus", "green");

    private static VimObject Usage(long used, long free) => new VimObject("ResourcePoolResourceUsage")
        .Set("reservationUsed", used).Set("reservationUsedForVm", used).Set("unreservedForPool", Math.Max(0, free))
        .Set("unreservedForVm", Math.Max(0, free)).Set("overallUsage", used).Set("maxUsage", used + Math.Max(0, free));
}
