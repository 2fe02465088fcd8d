using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Host;

/// <summary>What is checked when a VM starts, in the order in which Hyper-V is reported to come upon it (reference §6), and what starting does.</summary>
internal static class PowerOn
{
    /// <summary>Starts a VM that is off or saved.</summary>
    /// <exception cref="PsException">It does not start; nothing has changed.</exception>
    public static void Start(FakeHost host, FakeVm vm)
    {
        CheckMemory(host, vm);
        if (vm.HasRemoteFx && host.Edition.Build >= 17763)
        {
            throw host.Fail.Failed("remotefx-gone", vm.Name);
        }

        CheckMmio(host, vm);
        var picked = CheckDevices(host, vm);
        var cut = CheckPartitions(host, vm);
        foreach (var (assigned, device) in picked)
        {
            (assigned.InstanceId, assigned.LocationPath) = (device.DismountedId, device.LocationPath);
            device.Vm = vm.Id;
        }

        foreach (var (partition, gpu) in cut)
        {
            partition.RunsOn = gpu.Name;
        }

        (vm.State, vm.Started) = (Enums.Running, host.Time.GetUtcNow().UtcDateTime);
        Load(vm);
    }

    /// <summary>Stops one: devices of a pool go back to it, partitions are free again.</summary>
    public static void Stop(FakeHost host, FakeVm vm)
    {
        vm.State = Enums.Off;
        vm.Loaded.Clear();
        foreach (var assigned in vm.Devices.Where(d => d.Pool != "Primordial"))
        {
            if (host.At(assigned.LocationPath) is { } device && device.Vm == vm.Id)
            {
                device.Vm = null;
            }

            if (host.Switches.PooledIsEmptyUntilStart)
            {
                (assigned.InstanceId, assigned.LocationPath) = ("", "");
            }
        }

        vm.Partitions.ForEach(p => p.RunsOn = null);
    }

    /// <summary>A guest that has a partition loads the driver's libraries from the copies that it has.</summary>
    public static void Load(FakeVm vm)
    {
        vm.Loaded.Clear();
        vm.Loaded.UnionWith(vm.Partitions.Count == 0 ? [] : vm.Files.Keys.Where(f => f.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)));
    }

    public static bool HasCard(FakeVm vm) => vm.Devices.Count > 0 || vm.Partitions.Count > 0;

    /// <summary>Memory that running VMs leave, in bytes.</summary>
    public static ulong FreeMemory(FakeHost host)
    {
        var used = host.Vms.Where(v => v.State == Enums.Running).Aggregate(4ul << 30, (sum, v) => sum + v.MemoryStartup);
        return used >= host.MemoryBytes ? 0 : host.MemoryBytes - used;
    }

    private static void CheckMemory(FakeHost host, FakeVm vm)
    {
        if (vm.MemoryStartup > FreeMemory(host) || (!host.NumaSpanning && vm.MemoryStartup > host.NumaNodeBytes))
        {
            throw host.Fail.Of("OutOfMemory", "NotSpecified", "out-of-memory", vm.Name, vm.MemoryStartup >> 20);
        }

        // The platform wants both equal where a device or a partition is there; the documentation says that dynamic memory is not available at all.
        if (vm.DynamicMemory && HasCard(vm) && (host.Switches.DynamicMemoryRefusedAltogether || vm.MemoryStartup != vm.MemoryMinimum))
        {
            throw host.Fail.Invalid("memory");
        }
    }

    private static void CheckMmio(FakeHost host, FakeVm vm)
    {
        var end = (vm.HighMmioBase << 20) + vm.HighMmio;
        if (end > 1ul << host.PhysicalBits)
        {
            throw host.Fail.Invalid("upper-mmio", vm.Name, end - 4096, 1ul << host.PhysicalBits);
        }
    }

    private static List<(AssignedDevice Assigned, FakeDevice Device)> CheckDevices(FakeHost host, FakeVm vm)
    {
        var picked = new List<(AssignedDevice Assigned, FakeDevice Device)>();
        foreach (var assigned in vm.Devices)
        {
            var isPooled = assigned.Pool != "Primordial";
            var device = !isPooled ? host.At(assigned.LocationPath)
                : host.Devices.Find(d => d.Pool == assigned.Pool && d.IsDismounted && !d.IsGone && (d.Vm is null || d.Vm == vm.Id) && !picked.Exists(p => p.Device == d));
            if (device is null && isPooled)
            {
                throw host.Fail.Failed("pool-empty", vm.Name, Instance(assigned.Id));
            }

            // The card was put elsewhere, taken out, or given back to the host.
            if (device is null || !device.IsDismounted || (device.Vm is { } other && other != vm.Id))
            {
                throw host.Fail.Failed("element", vm.Name, Instance(assigned.Id));
            }

            if (host.Edition.IsClient || host.IommuDisabled || !host.Iov)
            {
                throw host.Fail.Failed("hypervisor-feature", vm.Name, Instance(assigned.Id));
            }

            picked.Add((assigned, device));
        }

        return picked;
    }

    private static List<(GpuPartition Partition, FakePartitionableGpu Gpu)> CheckPartitions(FakeHost host, FakeVm vm)
    {
        var taken = host.Vms.SelectMany(v => v.Partitions).Where(p => p.RunsOn is not null).GroupBy(p => p.RunsOn!).ToDictionary(g => g.Key, g => g.Count());
        var cut = new List<(GpuPartition Partition, FakePartitionableGpu Gpu)>();
        foreach (var partition in vm.Partitions)
        {
            var candidates = host.Gpus.Where(g => (partition.InstancePath.Length == 0 || string.Equals(g.Name, partition.InstancePath, StringComparison.OrdinalIgnoreCase))
                && taken.GetValueOrDefault(g.Name) < g.Count && host.Devices.Exists(d => string.Equals(d.InstanceId, g.InstanceId, StringComparison.OrdinalIgnoreCase) && d.ProblemCode == 0)).ToList();
            if (candidates.Count == 0)
            {
                throw host.Fail.Failed("insufficient", vm.Name, Instance(partition.Id));
            }

            var gpu = candidates.OrderBy(g => taken.GetValueOrDefault(g.Name)).First();
            if (!host.Edition.IsClient && !gpu.IsSecure && (Policy(host, "RequireSecureDeviceAssignment") || Policy(host, "RequireSupportedDeviceAssignment")))
            {
                throw host.Fail.Failed("policy", vm.Name, Instance(partition.Id), gpu.Name);
            }

            taken[gpu.Name] = taken.GetValueOrDefault(gpu.Name) + 1;
            cut.Add((partition, gpu));
        }

        return cut;
    }

    /// <summary>A policy of device assignment: on a server it holds unless it is set to 0 (windows-driver-docs-ddi, _DXGKARG_GETVIRTUALGPUPROFILE).</summary>
    private static bool Policy(FakeHost host, string name) => host.Registry.Get(@"SOFTWARE\Policies\Microsoft\Windows\HyperV", name) is not int value || value != 0;

    private static string Instance(Guid id) => id.ToString("D").ToUpperInvariant();
}
