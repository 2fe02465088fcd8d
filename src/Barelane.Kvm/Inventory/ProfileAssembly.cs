using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Kvm.Sysfs;

namespace Barelane.Kvm.Inventory;

/// <summary>The slices a host can place: mediated types, vGPU types on virtual functions, and plain virtual functions.</summary>
internal static class ProfileAssembly
{
    public static SliceProfile Of(MediatedType type) => new()
    {
        Name = type.Id,
        Title = type.Name.Or("") == type.Id ? "" : type.Name.Or(""),
        MemoryMiB = type.MemoryMiB,
        Free = type.Left,
        MigrationSupported = Observed<bool>.Absent,
    };

    public static SliceProfile Of(VgpuType type) => new()
    {
        Name = KvmBackings.VgpuPrefix + type.Id,
        Title = type.Name,
        Free = Observed.Read(1),
        MigrationSupported = Observed<bool>.Absent,
    };

    /// <summary>
    /// All profiles of a host by name, with what is left on all its cards together. A virtual function that Barelane has given its type and that no VM has is left too.
    /// </summary>
    public static Observed<IReadOnlyList<SliceProfile>> OfHost(HostReading reading, Holders holders, IHostFiles files)
    {
        var all = reading.MediatedTypes.Select(Of).ToList();
        var titles = reading.Functions.SelectMany(f => f.CreatableVgpuTypes.Or([])).DistinctBy(t => t.Id).ToDictionary(t => t.Id, t => t.Name, StringComparer.Ordinal);
        foreach (var function in reading.Functions)
        {
            if (function.CreatableVgpuTypes.HasValue)
            {
                all.AddRange(!function.VgpuType.TryGet(out var type) ? function.CreatableVgpuTypes.Value.Select(Of)
                    : IsOurs(files, function, type) ? [Of(new VgpuType(type, titles.GetValueOrDefault(type, ""))) with { Free = Observed.Read(holders.Of(function.Address).Count == 0 ? 1 : 0) }]
                    : []);
            }
            else if (function.VirtualFunctions.TryGet(out var virtuals) && virtuals.DeviceId != 0 && function.Driver.Or("") != "nvidia")
            {
                var held = reading.Functions.Count(v => v.PhysicalFunction.Or(default) == function.Address && v.PhysicalFunction.HasValue && holders.Of(v.Address).Count > 0);
                all.Add(new SliceProfile
                {
                    Name = KvmBackings.ProfileOf(function.Id with { Device = virtuals.DeviceId }, null),
                    Free = Observed.Read((virtuals.Enabled == 0 ? virtuals.Total : virtuals.Enabled) - held),
                    MigrationSupported = Observed<bool>.Absent,
                });
            }
        }

        return Observed.Read<IReadOnlyList<SliceProfile>>([.. all.GroupBy(p => p.Name, StringComparer.Ordinal).Select(Join).OrderBy(p => p.Name, StringComparer.Ordinal)]);
    }

    private static bool IsOurs(IHostFiles files, PciFunction function, string type) => OwnTraces.Boot(files, function.Address, function.Id).Any(b => b.Field == "boot-vgpu-type" && b.Value.Or("") == type);

    private static SliceProfile Join(IGrouping<string, SliceProfile> same)
    {
        var first = same.First();
        var unread = same.Select(p => p.Free).FirstOrDefault(f => !f.HasValue);
        return first with { Free = same.All(p => p.Free.HasValue) ? Observed.Read(same.Sum(p => p.Free.Value)) : unread };
    }
}
