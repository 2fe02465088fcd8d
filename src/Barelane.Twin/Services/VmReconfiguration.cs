using System.Collections.Immutable;
using Barelane.Twin.Model;
using Barelane.Twin.Soap;
using Barelane.Twin.Values;

namespace Barelane.Twin.Services;

/// <summary>Makes the configuration that a VirtualMachineConfigSpec asks for out of the present one; nothing is changed in place.</summary>
internal static class VmReconfiguration
{
    private static readonly HashSet<string> Honoured = new(StringComparer.Ordinal)
    {
        "changeVersion", "name", "version", "uuid", "instanceUuid", "annotation", "guestId", "files", "flags", "numCPUs",
        "numCoresPerSocket", "memoryMB", "memoryHotAddEnabled", "cpuHotAddEnabled", "deviceChange", "cpuAllocation",
        "memoryAllocation", "extraConfig", "bootOptions", "firmware", "memoryReservationLockedToMax", "nestedHVEnabled",
        "deviceGroups", "fixedPassthruHotPlugEnabled",
    };

    /// <summary>Fields that can't change while the VM runs.</summary>
    private static readonly string[] OnlyWhileOff =
        ["version", "guestId", "flags", "bootOptions", "firmware", "nestedHVEnabled", "fixedPassthruHotPlugEnabled"];

    /// <summary>The privileges a spec takes (§2.2).</summary>
    public static IEnumerable<string> Privileges(TwinSite site, VimObject spec)
    {
        if (spec.Has("deviceChange"))
        {
            yield return "VirtualMachine.Config.AddRemoveDevice";
        }

        if (site.Switches.RawDevicePrivilegeDemanded && spec.Items<VimObject>("deviceChange").Any(c =>
            c.Text("operation") == "add" && c.Child("device")?.Type == "VirtualPCIPassthrough"))
        {
            yield return "VirtualMachine.Config.RawDevice";
        }

        foreach (var privilege in spec.Select(field => PrivilegeFor(field.Key)).OfType<string>().Distinct())
        {
            yield return privilege;
        }
    }

    /// <summary>The configuration asked for; throws the fault of the first thing that is wrong with the spec.</summary>
    public static TwinVmConfig Apply(TwinVm vm, VimObject spec)
    {
        var config = vm.Config;
        if (spec.Select(field => field.Key).FirstOrDefault(name => !Honoured.Contains(name)) is { } unknown)
        {
            throw VimFaults.NotSupported($"The twin does not simulate the field '{unknown}' of VirtualMachineConfigSpec.");
        }

        if (vm.Site.Switches.StrictChecks)
        {
            CheckVersion(vm, spec);
            CheckPower(vm, spec);
        }

        config = ApplyScalars(config, spec);
        config = ApplyMemory(config, spec);
        config = ApplyExtraConfig(config, spec, vm.Site.Switches.EmptyExtraConfigDeletes);
        return VmDeviceChanges.Apply(vm, config, spec);
    }

    private static string? PrivilegeFor(string field) => field switch
    {
        "changeVersion" or "deviceChange" or "deviceGroups" or "files" or "uuid" or "instanceUuid" => null,
        "name" => "VirtualMachine.Config.Rename",
        "annotation" => "VirtualMachine.Config.Annotation",
        "version" => "VirtualMachine.Config.UpgradeVirtualHardware",
        "numCPUs" or "numCoresPerSocket" => "VirtualMachine.Config.CPUCount",
        "memoryMB" => "VirtualMachine.Config.Memory",
        "cpuAllocation" or "memoryAllocation" or "memoryReservationLockedToMax" => "VirtualMachine.Config.Resource",
        "extraConfig" => "VirtualMachine.Config.AdvancedConfig",
        _ => "VirtualMachine.Config.Settings",
    };

    /// <summary>The compare-and-swap of ReconfigVM (§2.2).</summary>
    private static void CheckVersion(TwinVm vm, VimObject spec)
    {
        if (spec.Text("changeVersion") is { } expected && expected != vm.ChangeVersion)
        {
            throw VimFaults.Of(
                "ConcurrentAccess", $"The configuration of '{vm.Name}' was changed by someone else: it is at '{vm.ChangeVersion}', not at '{expected}'.");
        }
    }

    private static void CheckPower(TwinVm vm, VimObject spec)
    {
        var isMoreMemory = spec.Number("memoryMB") is { } memory && memory != vm.Config.MemoryMib
            && (!vm.Config.MemoryHotAdd || memory < vm.Config.MemoryMib);
        var isMoreCpus = spec.Number("numCPUs") is { } cpus && cpus != vm.Config.Cpus
            && (!vm.Config.CpuHotAdd || cpus < vm.Config.Cpus);
        if (vm.IsPoweredOn && (isMoreMemory || isMoreCpus || OnlyWhileOff.Any(spec.Has)))
        {
            throw VimFaults.InvalidPowerState("poweredOff", vm.PowerState);
        }
    }

    private static TwinVmConfig ApplyScalars(TwinVmConfig config, VimObject spec)
    {
        var flags = spec.Child("flags");
        var firmware = spec.Text("firmware") ?? config.Firmware;
        if (firmware is not ("bios" or "efi"))
        {
            throw VimFaults.InvalidArgument("firmware", $"The firmware is '{firmware}'; it must be 'bios' or 'efi'.");
        }

        return config with
        {
            Name = spec.Text("name") ?? config.Name,
            Uuid = spec.Text("uuid") ?? config.Uuid,
            InstanceUuid = spec.Text("instanceUuid") ?? config.InstanceUuid,
            HardwareVersion = spec.Text("version") ?? config.HardwareVersion,
            Annotation = spec.Text("annotation") is { } text ? (text.Length == 0 ? null : text) : config.Annotation,
            GuestId = spec.Text("guestId") ?? config.GuestId,
            Cpus = (int)(spec.Number("numCPUs") ?? config.Cpus),
            CoresPerSocket = (int)(spec.Number("numCoresPerSocket") ?? config.CoresPerSocket),
            CpuHotAdd = spec.Flag("cpuHotAddEnabled") ?? config.CpuHotAdd,
            MemoryHotAdd = spec.Flag("memoryHotAddEnabled") ?? config.MemoryHotAdd,
            Firmware = firmware,
            SecureBoot = spec.Child("bootOptions")?.Flag("efiSecureBootEnabled") ?? config.SecureBoot,
            VirtualIommu = flags?.Flag("vvtdEnabled") ?? config.VirtualIommu,
            VirtualizationBasedSecurity = flags?.Flag("vbsEnabled") ?? config.VirtualizationBasedSecurity,
            NestedHv = spec.Flag("nestedHVEnabled") ?? config.NestedHv,
            FixedPassthruHotPlug = spec.Flag("fixedPassthruHotPlugEnabled") ?? config.FixedPassthruHotPlug,
            Cpu = Share(config.Cpu, spec.Child("cpuAllocation")),
        };
    }

    /// <summary>
    /// The reservation follows the memory size while it is locked to it; unlocked again, it stays at what it was last and
    /// must be set back on its own.
    /// </summary>
    private static TwinVmConfig ApplyMemory(TwinVmConfig config, VimObject spec)
    {
        var memory = (int)(spec.Number("memoryMB") ?? config.MemoryMib);
        var locked = spec.Flag("memoryReservationLockedToMax") ?? config.MemoryReservationLocked;
        var share = Share(config.Memory, spec.Child("memoryAllocation"));
        if (!locked && share.Reservation > memory)
        {
            throw VimFaults.InvalidArgument(
                "memoryAllocation.reservation", $"The memory reservation of {share.Reservation} MB is more than the memory of {memory} MB.");
        }

        return config with
        {
            MemoryMib = memory,
            MemoryReservationLocked = locked,
            Memory = locked ? share with { Reservation = memory } : share,
        };
    }

    private static ResourceShare Share(ResourceShare share, VimObject? spec) => spec is null ? share : share with
    {
        Reservation = spec.Number("reservation") ?? share.Reservation,
        Expandable = spec.Flag("expandableReservation") ?? share.Expandable,
        Limit = spec.Number("limit") ?? share.Limit,
        Level = spec.Child("shares")?.Text("level") ?? share.Level,
        Shares = (int)(spec.Child("shares")?.Number("shares") ?? share.Shares),
    };

    private static TwinVmConfig ApplyExtraConfig(TwinVmConfig config, VimObject spec, bool emptyDeletes)
    {
        var extra = config.ExtraConfig;
        foreach (var option in spec.Items<VimObject>("extraConfig"))
        {
            extra = Set(extra, option.Text("key")!, option["value"] as string ?? string.Empty, emptyDeletes);
        }

        return config with { ExtraConfig = extra };
    }

    private static ImmutableArray<KeyValuePair<string, string>> Set(
        ImmutableArray<KeyValuePair<string, string>> extra, string key, string value, bool emptyDeletes)
    {
        var index = extra.ToList().FindIndex(p => string.Equals(p.Key, key, StringComparison.OrdinalIgnoreCase));
        if (value.Length == 0 && emptyDeletes)
        {
            return index < 0 ? extra : extra.RemoveAt(index);
        }

        return index < 0 ? extra.Add(new(key, value)) : extra.SetItem(index, new(extra[index].Key, value));
    }
}
