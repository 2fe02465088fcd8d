using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Language;
using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Cmdlets;

/// <summary>GPU partitions, whose cmdlets GPU-P and GPU-PV share (windowsserverdocs, gpu-partitioning.md; recorded output: Easy-GPU-PV #138, ExHyperV #67).</summary>
internal static class PartitionCmdlets
{
    private const string Limits = "MinPartitionVRAM MaxPartitionVRAM OptimalPartitionVRAM MinPartitionEncode MaxPartitionEncode OptimalPartitionEncode MinPartitionDecode MaxPartitionDecode OptimalPartitionDecode MinPartitionCompute MaxPartitionCompute OptimalPartitionCompute";

    public static IEnumerable<HostCmdlet> All { get; } =
    [
        new("Hyper-V", "Get-VMHostPartitionableGpu", "Name", Get) { Since = 2022 },
        new("Hyper-V", "Set-VMHostPartitionableGpu", "Name PartitionCount", Set) { Since = 2022 },
        new("Hyper-V", "Get-VMPartitionableGpu", "Name", Get) { Since = 2019, Until = 2019 },
        new("Hyper-V", "Set-VMPartitionableGpu", "Name PartitionCount", Set) { Since = 2019, Until = 2019 },
        new("Hyper-V", "Add-VMGpuPartitionAdapter", $"VMName VM InstancePath:2022 {Limits} Confirm", Add) { Since = 2019 },
        new("Hyper-V", "Get-VMGpuPartitionAdapter", "VMName VM AdapterId", (host, call, input) =>
        {
            foreach (var (vm, partition) in Found(host, call, input))
            {
                call.Emit(VmShapes.Partition(host, vm, partition));
            }
        }) { Since = 2019 },
        new("Hyper-V", "Set-VMGpuPartitionAdapter", $"VMName VM AdapterId {Limits} Confirm", Change) { Since = 2019 },
        new("Hyper-V", "Remove-VMGpuPartitionAdapter", "VMName VM AdapterId Confirm", Remove) { Since = 2019 },
    ];

    /// <summary>A card as the module shows it, and WMI's Msvm_PartitionableGpu.</summary>
    public static PsObject Shape(FakeHost host, FakePartitionableGpu gpu, string type)
    {
        var used = (ulong)host.Vms.SelectMany(v => v.Partitions).Count(p => p.RunsOn == gpu.Name);
        var shape = new PsObject(type).With("Name", gpu.Name).With("ValidPartitionCounts", gpu.ValidCounts.Select(c => (object?)(ushort)c).ToArray()).With("PartitionCount", (ushort)gpu.Count);
        foreach (var (kind, total) in ((string, ulong)[])[("VRAM", gpu.Vram), ("Encode", gpu.Encode), ("Decode", gpu.Decode), ("Compute", gpu.Compute)])
        {
            // Real partitions have fixed shares; paravirtual ones take what they like.
            var each = gpu.IsParavirtual ? total : total / (ulong)gpu.Count;
            shape.With("Total" + kind, total).With("Available" + kind, gpu.IsParavirtual ? total : total - (each * used));
            if (kind == "VRAM" && host.Edition.Build >= 26100)
            {
                shape["SupportsIncomingLiveMigration"] = gpu.SupportsLiveMigration;
            }

            shape.With($"MinPartition{kind}", gpu.IsParavirtual ? 0UL : each).With($"MaxPartition{kind}", each).With($"OptimalPartition{kind}", each);
        }

        return shape.With("ComputerName", host.Name).With("IsDeleted", false);
    }

    /// <summary>Cards whose driver offers partitions and runs: a disabled or dismounted one is not among them.</summary>
    public static IEnumerable<FakePartitionableGpu> Offered(FakeHost host) =>
        host.Gpus.Where(g => host.Devices.Exists(d => string.Equals(d.InstanceId, g.InstanceId, StringComparison.OrdinalIgnoreCase) && d is { IsGone: false } && d.ProblemCode == 0));

    private static void Get(FakeHost host, CmdletCall call, object? input)
    {
        Selecting.Admit(host);
        foreach (var gpu in Offered(host).Where(g => !call.Has("Name") || string.Equals(g.Name, call.Text("Name"), StringComparison.OrdinalIgnoreCase)))
        {
            call.Emit(Shape(host, gpu, host.Edition.Module >= 2022 ? "Microsoft.HyperV.PowerShell.VMHostPartitionableGpu" : "Microsoft.HyperV.PowerShell.VMPartitionableGpu"));
        }
    }

    private static void Set(FakeHost host, CmdletCall call, object? input)
    {
        Selecting.Admit(host);
        var gpu = Offered(host).FirstOrDefault(g => string.Equals(g.Name, call.Text("Name"), StringComparison.OrdinalIgnoreCase)) ?? throw host.Fail.Missing("device-missing", call.Text("Name"), host.Name);
        var count = (int)call.Number("PartitionCount", ushort.MaxValue, "System.UInt16");
        if (!gpu.ValidCounts.Contains(count))
        {
            throw host.Fail.Invalid("count", count, gpu.Name);
        }

        if (host.Vms.Exists(v => v.Partitions.Exists(p => p.RunsOn == gpu.Name)))
        {
            throw host.Fail.Of("OperationFailed", "NotSpecified", "in-use", gpu.Name);
        }

        gpu.Count = count;
    }

    private static void Add(FakeHost host, CmdletCall call, object? input)
    {
        foreach (var vm in Selecting.Vms(host, call, input))
        {
            VmCmdlets.RequireOff(host, vm);
            if (vm.DynamicMemory && (host.Switches.DynamicMemoryRefusedAltogether || vm.MemoryStartup != vm.MemoryMinimum))
            {
                throw host.Fail.Invalid("memory");
            }

            if (vm.Checkpoints.Count > 0)
            {
                // reference §6 #39: Add fails on a VM with checkpoints.
                throw host.Fail.Failed("checkpoint", vm.Name);
            }

            var path = call.Text("InstancePath");
            if (path.Length > 0 && !Offered(host).Any(g => string.Equals(g.Name, path, StringComparison.OrdinalIgnoreCase)))
            {
                throw host.Fail.Missing("device-missing", path, host.Name);
            }

            var partition = new GpuPartition { Id = new Guid(vm.Partitions.Count + 1, 0x09a, 0, vm.Id.ToByteArray()[8..]), InstancePath = path };
            Limit(call, partition);
            vm.Partitions.Add(partition);
        }
    }

    private static void Change(FakeHost host, CmdletCall call, object? input)
    {
        foreach (var (vm, partition) in Found(host, call, input))
        {
            VmCmdlets.RequireOff(host, vm);
            Limit(call, partition);
        }
    }

    private static void Remove(FakeHost host, CmdletCall call, object? input)
    {
        foreach (var (vm, partition) in Found(host, call, input))
        {
            VmCmdlets.RequireOff(host, vm);
            vm.Partitions.Remove(partition);
        }
    }

    private static void Limit(CmdletCall call, GpuPartition partition)
    {
        foreach (var name in Limits.Split(' ').Where(call.Has))
        {
            partition.Limits[name] = call.Number(name, ulong.MaxValue, "System.UInt64");
        }
    }

    private static List<(FakeVm Vm, GpuPartition Partition)> Found(FakeHost host, CmdletCall call, object? input)
    {
        var found = Selecting.Vms(host, call, input).SelectMany(v => v.Partitions.Select(p => (v, p)))
            .Where(f => !call.Has("AdapterId") || call.Texts("AdapterId").Any(id => id.EndsWith(f.p.Id.ToString(), StringComparison.OrdinalIgnoreCase))).ToList();

        // Get finds nothing in silence; the others say so (Easy-GPU-PV #449).
        return found.Count > 0 || call.Cmdlet.Name.StartsWith("Get-", StringComparison.Ordinal) ? found : throw host.Fail.Missing("partition-missing");
    }
}
