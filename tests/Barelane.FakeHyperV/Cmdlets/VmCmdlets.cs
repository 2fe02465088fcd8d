using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Language;
using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Cmdlets;

/// <summary>VMs, their settings, their power (windows-powershell-docs, docset/winserver2025-ps/Hyper-V).</summary>
internal static class VmCmdlets
{
    public static IEnumerable<HostCmdlet> All { get; } =
    [
        new("Hyper-V", "Get-VM", "Name Id", Get),
        new("Hyper-V", "Set-VM", "Name VM AutomaticStopAction AutomaticStartAction GuestControlledCacheTypes LowMemoryMappedIoSpace HighMemoryMappedIoSpace CheckpointType AutomaticCheckpointsEnabled:2019 Notes Confirm", Set),
        new("Hyper-V", "Set-VMMemory", "VMName VM DynamicMemoryEnabled StartupBytes MinimumBytes MaximumBytes Confirm", SetMemory),
        new("Hyper-V", "Start-VM", "Name VM Confirm", Start),
        new("Hyper-V", "Stop-VM", "Name VM TurnOff Force Save Confirm", Stop),
        new("Hyper-V", "Get-VMHost", "", GetHost),
    ];

    /// <summary>A setting that has to be changed while the VM is off (docs: LowMemoryMappedIoSpace, HighMemoryMappedIoSpace, GuestControlledCacheTypes).</summary>
    internal static void RequireOff(FakeHost host, FakeVm vm)
    {
        if (!vm.IsOff)
        {
            throw host.Fail.State("state", vm.Name);
        }
    }

    private static void Get(FakeHost host, CmdletCall call, object? input)
    {
        Selecting.Admit(host);
        if (call.Has("Id"))
        {
            call.Emit(VmShapes.Of(host, Selecting.ById(host, (Guid)Casts.Convert("guid", call["Id"])!)));
            return;
        }

        foreach (var vm in call.Has("Name") ? call.Texts("Name").SelectMany(n => Selecting.Named(host, n, ofGetVm: true)) : host.Vms)
        {
            call.Emit(VmShapes.Of(host, vm));
        }
    }

    private static void Set(FakeHost host, CmdletCall call, object? input)
    {
        foreach (var vm in Selecting.Vms(host, call, input))
        {
            if (call.Has("GuestControlledCacheTypes") || call.Has("LowMemoryMappedIoSpace") || call.Has("HighMemoryMappedIoSpace"))
            {
                RequireOff(host, vm);
            }

            // All of a call holds or nothing.
            var stop = call.Has("AutomaticStopAction") ? Number(call, "AutomaticStopAction", Enums.StopAction) : vm.StopAction;
            var start = call.Has("AutomaticStartAction") ? Number(call, "AutomaticStartAction", Enums.StartAction) : vm.StartAction;
            var checkpoints = call.Has("CheckpointType") ? Number(call, "CheckpointType", Enums.CheckpointType) : vm.CheckpointType;
            var low = call.Has("LowMemoryMappedIoSpace") ? (uint)call.Number("LowMemoryMappedIoSpace", uint.MaxValue, "System.UInt32") : vm.LowMmio;
            var high = call.Has("HighMemoryMappedIoSpace") ? call.Number("HighMemoryMappedIoSpace", ulong.MaxValue, "System.UInt64") : vm.HighMmio;
            if (low is < 128u << 20 or > 3584u << 20)
            {
                // Msvm_VirtualSystemSettingData.LowMmioGapSize: 128 to 3584 MB (win32 docs, HyperV_v2).
                throw host.Fail.Invalid("state", vm.Name);
            }

            if (stop != 2 && vm.Devices.Count > 0)
            {
                throw host.Fail.Invalid("stop-action", vm.Name);
            }

            (vm.StopAction, vm.StartAction, vm.CheckpointType, vm.LowMmio, vm.HighMmio) = (stop, start, checkpoints, low, high);
            vm.GuestControlledCacheTypes = call.Has("GuestControlledCacheTypes") ? call.Switch("GuestControlledCacheTypes") : vm.GuestControlledCacheTypes;
            vm.AutomaticCheckpoints = call.Has("AutomaticCheckpointsEnabled") ? call.Switch("AutomaticCheckpointsEnabled") : vm.AutomaticCheckpoints;
            vm.Notes = call.Has("Notes") ? call.Text("Notes") : vm.Notes;
        }
    }

    private static void SetMemory(FakeHost host, CmdletCall call, object? input)
    {
        foreach (var vm in Selecting.Vms(host, call, input))
        {
            RequireOff(host, vm);
            var dynamic = call.Has("DynamicMemoryEnabled") ? call.Switch("DynamicMemoryEnabled") : vm.DynamicMemory;
            var startup = call.Has("StartupBytes") ? call.Number("StartupBytes", long.MaxValue, "System.Int64") : vm.MemoryStartup;
            var minimum = call.Has("MinimumBytes") ? call.Number("MinimumBytes", long.MaxValue, "System.Int64") : vm.MemoryMinimum;
            var maximum = call.Has("MaximumBytes") ? call.Number("MaximumBytes", long.MaxValue, "System.Int64") : vm.MemoryMaximum;
            if (dynamic && PowerOn.HasCard(vm) && (host.Switches.DynamicMemoryRefusedAltogether || startup != minimum))
            {
                throw host.Fail.Invalid("memory");
            }

            (vm.DynamicMemory, vm.MemoryStartup, vm.MemoryMinimum, vm.MemoryMaximum) = (dynamic, startup, minimum, maximum);
        }
    }

    private static void Start(FakeHost host, CmdletCall call, object? input)
    {
        foreach (var vm in Selecting.Vms(host, call, input))
        {
            if (vm.State == Enums.Running)
            {
                call.Warn("The virtual machine is already in the specified state.");
                continue;
            }

            PowerOn.Start(host, vm);
        }
    }

    private static void Stop(FakeHost host, CmdletCall call, object? input)
    {
        foreach (var vm in Selecting.Vms(host, call, input))
        {
            if (vm.IsOff)
            {
                call.Warn("The virtual machine is already in the specified state.");
                continue;
            }

            if (call.Switch("Save"))
            {
                vm.State = PowerOn.HasCard(vm) ? throw host.Fail.Failed("checkpoint", vm.Name) : Enums.Saved;
                continue;
            }

            if (!call.Switch("TurnOff") && !vm.GuestAnswers)
            {
                throw host.Fail.Failed("no-shutdown", vm.Name);
            }

            PowerOn.Stop(host, vm);
        }
    }

    private static void GetHost(FakeHost host, CmdletCall call, object? input)
    {
        Selecting.Admit(host);
        call.Emit(new PsObject("Microsoft.HyperV.PowerShell.VMHost")
            .With("LogicalProcessorCount", 64).With("IovSupport", host.Iov).With("IovSupportReasons", host.IovReasons.Count == 0 ? null : host.IovReasons.Cast<object?>().ToArray())
            .With("NumaSpanningEnabled", host.NumaSpanning).With("MemoryCapacity", (long)host.MemoryBytes).With("Name", host.Name).With("ComputerName", host.Name).With("IsDeleted", false));
    }

    private static int Number(CmdletCall call, string name, PsEnumType type) => call[name] is { } value && type.Parse(value is PsEnum e ? e.Name : Conversion.ToText(value)) is { } parsed && type.NameOf(parsed.Number) is not null ? (int)parsed.Number
        : throw call.Fail("CannotConvertArgumentNoMessage", "InvalidArgument", $"Cannot bind parameter '{name}'. Cannot convert value \"{call.Text(name)}\" to type \"{type.Name}\" due to enumeration values that are not valid. Specify one of the following enumeration values and try again. The possible enumeration values are \"{type.Members}\".");
}
