using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Language;
using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Cmdlets;

/// <summary>Devices for VMs (windows-powershell-docs; deploying-graphics-devices-using-dda.md; what changes at each step: azure-stack-docs, gpu-manage-via-device.md).</summary>
internal static class AssignableCmdlets
{
    private const string Primordial = "Primordial";

    public static IEnumerable<HostCmdlet> All { get; } =
    [
        new("Hyper-V", "Dismount-VMHostAssignableDevice", "InstancePath LocationPath Force Confirm", Dismount),
        new("Hyper-V", "Mount-VMHostAssignableDevice", "InstancePath LocationPath Confirm", Mount),
        new("Hyper-V", "Get-VMHostAssignableDevice", "InstancePath:2022 LocationPath:2022 ResourcePoolName:2022", Get),
        new("Hyper-V", "Add-VMAssignableDevice", "VMName VM InstancePath LocationPath ResourcePoolName Confirm", Add),
        new("Hyper-V", "Get-VMAssignableDevice", "VMName VM InstancePath LocationPath", GetOfVm),
        new("Hyper-V", "Remove-VMAssignableDevice", "VMAssignableDevice VMName InstancePath LocationPath Confirm", Remove),
    ];

    public static PsObject Shape(FakeHost host, FakeDevice device) => new PsObject("Microsoft.HyperV.PowerShell.VMHostAssignableDevice")
        .With("InstanceID", device.DismountedId).With("LocationPath", device.LocationPath).With("ComputerName", host.Name).With("IsDeleted", false);

    /// <summary>The device that a call names by its location path or instance path.</summary>
    public static FakeDevice Named(FakeHost host, CmdletCall call)
    {
        var (place, instance) = (call.Text("LocationPath"), call.Text("InstancePath"));
        return host.Devices.Find(d => !d.IsGone && (place.Length > 0 ? string.Equals(d.LocationPath, place, StringComparison.OrdinalIgnoreCase)
            : string.Equals(d.InstanceId, instance, StringComparison.OrdinalIgnoreCase) || string.Equals(d.DismountedId, instance, StringComparison.OrdinalIgnoreCase)))
            ?? throw host.Fail.Missing("device-missing", place.Length > 0 ? place : instance, host.Name);
    }

    private static void Dismount(FakeHost host, CmdletCall call, object? input)
    {
        Selecting.Admit(host);
        var device = Named(host, call);
        if (device.IsDismounted)
        {
            throw host.Fail.Missing("device-missing", device.LocationPath, host.Name);
        }

        if (device.DeviceType == 5)
        {
            throw host.Fail.Failed("bus-control");
        }

        // Win32 docs, Msvm_AssignableDeviceService: 32774 System is in use. A device with a running driver has to be disabled first.
        if (!device.IsDisabled && device.Problem == 0)
        {
            throw host.Fail.Of("OperationFailed", "NotSpecified", "in-use", device.LocationPath);
        }

        // -Force clears RequireAcsSupport and RequireDeviceMitigations; what firmware keeps for itself stays out of reach.
        if (device.Reserved == true || (!call.Switch("Force") && (device.AcsUp == 0 || !device.HasMitigation)))
        {
            throw host.Fail.Failed("directives");
        }

        device.IsDisabled = true;
        if (host.Switches.DismountedAppearsLate)
        {
            host.Later(TimeSpan.FromMilliseconds(400), () => device.IsDismounted = true);
        }
        else
        {
            device.IsDismounted = true;
        }
    }

    private static void Mount(FakeHost host, CmdletCall call, object? input)
    {
        Selecting.Admit(host);
        var device = Named(host, call);
        if (!device.IsDismounted)
        {
            throw host.Fail.Missing("device-missing", device.LocationPath, host.Name);
        }

        if (device.Vm is not null || device.Pool is not null)
        {
            throw host.Fail.Of("OperationFailed", "NotSpecified", "in-use", device.LocationPath);
        }

        device.Instance = host.Switches.MountChangesInstance ? "5" + device.Instance[1..] : device.Instance;
        (device.IsDismounted, device.IsDisabled, device.HasPhantom) = (false, host.Switches.ComesBackDisabled, host.Switches.LeavesPhantoms);
        if (host.Switches.MountReportsAnError)
        {
            throw host.Fail.Of("OperationFailed", "NotSpecified", "in-use", device.LocationPath);
        }
    }

    private static void Get(FakeHost host, CmdletCall call, object? input)
    {
        Selecting.Admit(host);
        foreach (var device in host.Devices.Where(d => d is { IsDismounted: true, IsGone: false } && (!call.Has("ResourcePoolName") || string.Equals(d.Pool ?? Primordial, call.Text("ResourcePoolName"), StringComparison.OrdinalIgnoreCase))
            && (!call.Has("LocationPath") || string.Equals(d.LocationPath, call.Text("LocationPath"), StringComparison.OrdinalIgnoreCase))))
        {
            call.Emit(Shape(host, device));
        }
    }

    private static void Add(FakeHost host, CmdletCall call, object? input)
    {
        foreach (var vm in Selecting.Vms(host, call, input))
        {
            if (!vm.IsOff && !host.Switches.AddsToRunningVms)
            {
                throw host.Fail.State("state", vm.Name);
            }

            if (vm.StopAction != 2)
            {
                throw host.Fail.Invalid("stop-action", vm.Name);
            }

            if (vm.DynamicMemory && (host.Switches.DynamicMemoryRefusedAltogether || vm.MemoryStartup != vm.MemoryMinimum))
            {
                throw host.Fail.Invalid("memory");
            }

            if (call.Has("ResourcePoolName"))
            {
                var pool = call.Text("ResourcePoolName");
                vm.Devices.Add(new AssignedDevice { Id = Next(vm), Pool = host.Pools.Contains(pool) ? pool : throw host.Fail.Missing("pool-missing", pool) });
                if (!host.Switches.PooledIsEmptyUntilStart && host.Devices.Find(d => d.Pool == pool && d.Vm is null) is { } free)
                {
                    (vm.Devices[^1].InstanceId, vm.Devices[^1].LocationPath) = (free.DismountedId, free.LocationPath);
                }

                continue;
            }

            var device = Named(host, call);
            if (!device.IsDismounted || device.Vm is not null || device.Pool is not null)
            {
                throw host.Fail.Missing("device-missing", device.LocationPath, host.Name);
            }

            device.Vm = vm.Id;
            vm.Devices.Add(new AssignedDevice { Id = Next(vm), InstanceId = device.DismountedId, LocationPath = device.LocationPath });
        }
    }

    private static void GetOfVm(FakeHost host, CmdletCall call, object? input)
    {
        foreach (var vm in Selecting.Vms(host, call, input))
        {
            foreach (var device in vm.Devices.Where(d => Is(call, "LocationPath", d.LocationPath)))
            {
                call.Emit(VmShapes.Assigned(host, vm, device));
            }
        }
    }

    private static bool Is(CmdletCall call, string name, string value) => !call.Has(name) || string.Equals(call.Text(name), value, StringComparison.OrdinalIgnoreCase);

    private static void Remove(FakeHost host, CmdletCall call, object? input)
    {
        Selecting.Admit(host);
        var given = call.Has("VMAssignableDevice") ? call["VMAssignableDevice"] : call.HasInput && !call.Has("VM") ? input : null;
        if (call.Has("VMAssignableDevice") && given is null)
        {
            throw call.Fail("ParameterArgumentValidationErrorNullNotAllowed", "InvalidData", "Cannot validate argument on parameter 'VMAssignableDevice'. The argument is null. Provide a valid value for the argument, and then try running the command again.");
        }

        var vms = given is null ? Selecting.Vms(host, call, input) : [Selecting.ById(host, Guid.Parse(Selecting.Member(given, "VMId")))];
        foreach (var vm in vms)
        {
            VmCmdlets.RequireOff(host, vm);
            var found = vm.Devices.Find(d => given is not null ? Selecting.Member(given, "Id").EndsWith(d.Id.ToString(), StringComparison.OrdinalIgnoreCase) : Is(call, "LocationPath", d.LocationPath))
                ?? throw host.Fail.Missing("device-missing", call.Text("LocationPath"), host.Name);
            vm.Devices.Remove(found);
            if (host.At(found.LocationPath) is { } device && device.Vm == vm.Id)
            {
                device.Vm = null;
            }
        }
    }

    private static Guid Next(FakeVm vm) => new(vm.Devices.Count + 1, 0x0da, 0, vm.Id.ToByteArray()[8..]);
}
