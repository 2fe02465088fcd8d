using Barelane.Core.Facts;

namespace Barelane.Kvm.Sysfs;

/// <summary>Reads the state of the IOMMU. The kernel's command line proves nothing: many kernels switch it on by themselves, and firmware may forbid it.</summary>
internal static class IommuReader
{
    private const string Units = "/sys/class/iommu";
    private const string Groups = "/sys/kernel/iommu_groups";
    private const string Tables = "/sys/firmware/acpi/tables";
    private const string Unsafe = "/sys/module/vfio_iommu_type1/parameters/allow_unsafe_interrupts";

    public static IEnumerable<HostPath> Paths() =>
    [
        new(Units, HostPathKind.Names), new(Groups, HostPathKind.Names), new(Tables, HostPathKind.Names), new("/proc/interrupts"), new(Unsafe),
        new(Units + "/*/intel-iommu/cap"), new(Units + "/*/amd-iommu", HostPathKind.Presence),
    ];

    public static IommuFacts Read(IHostFiles files)
    {
        var units = files.List(Units);
        var groups = files.List(Groups);
        var tables = files.List(Tables);
        return new IommuFacts
        {
            IsActive = IsActive(units, groups),
            IsInFirmware = units.Or([]).Count > 0 ? Observed.Read(true)
                : tables.HasValue ? Observed.Read(tables.Value.Any(t => t is "DMAR" or "IVRS"))
                : tables.State == ObservedState.Absent ? Observed<bool>.Absent : tables.Map(_ => false),
            RemapsInterrupts = Interrupts(files.ReadText("/proc/interrupts")),
            AllowsUnsafeInterrupts = files.Switch(Unsafe) is { State: ObservedState.Absent } ? Observed.Read(false) : files.Switch(Unsafe),
            AddressBits = Width(files, units.Or([])),
        };
    }

    private static Observed<bool> IsActive(Observed<IReadOnlyList<string>> units, Observed<IReadOnlyList<string>> groups) =>
        !units.IsKnown ? units.Map(_ => false)
        : !groups.IsKnown ? groups.Map(_ => false)
        : Observed.Read(units.Or([]).Count > 0 && groups.Or([]).Count > 0);

    /// <summary>Interrupt chips are called <c>IR-…</c> where their interrupts are remapped; visible to everybody.</summary>
    private static Observed<bool> Interrupts(Observed<string> text) => !text.TryGet(out var table)
        ? text.State == ObservedState.Absent ? Observed<bool>.Unreadable("'/proc/interrupts' is not there.") : text.Map(_ => false)
        : table.Contains(" IR-", StringComparison.Ordinal) ? Observed.Read(true)
        : table.Contains("PCI-MSI", StringComparison.Ordinal) || table.Contains("IO-APIC", StringComparison.Ordinal) ? Observed.Read(false)
        : Observed<bool>.Unreadable("'/proc/interrupts' names no interrupt chip that Barelane knows (IO-APIC, PCI-MSI).");

    /// <summary>The narrowest unit counts. Intel: MGAW of the capability register, bits 16 to 21, plus one.</summary>
    private static Observed<int> Width(IHostFiles files, IReadOnlyList<string> units)
    {
        var narrowest = Observed<int>.Absent;
        foreach (var unit in units)
        {
            var cap = files.Hex($"{Units}/{unit}/intel-iommu/cap");
            if (cap.HasValue)
            {
                var bits = (int)((cap.Value >> 16) & 0x3f) + 1;
                narrowest = Observed.Read(Math.Min(narrowest.Or(64), bits));
            }
            else if (!cap.IsKnown)
            {
                return cap.Map(_ => 0);
            }
        }

        return narrowest;
    }
}
