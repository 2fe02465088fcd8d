using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Language;
using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Cmdlets;

/// <summary>What a VM is made of beside its settings.</summary>
internal static class VmPartCmdlets
{
    public static IEnumerable<HostCmdlet> All { get; } =
    [
        new("Hyper-V", "Get-VMProcessor", "VMName VM", (h, c, i) => Each(h, c, i, vm => new PsObject("Microsoft.HyperV.PowerShell.VMProcessor").With("Count", vm.Processors).With("ExposeVirtualizationExtensions", vm.ExposesVirtualization).With("VMName", vm.Name).With("VMId", vm.Id))),
        new("Hyper-V", "Set-VMProcessor", "VMName VM ExposeVirtualizationExtensions Confirm", SetProcessor),
        new("Hyper-V", "Get-VMFirmware", "VMName VM", (h, c, i) => Each(h, c, i, vm => vm.Generation == 1 ? throw h.Fail.Invalid("state", vm.Name) : new PsObject("Microsoft.HyperV.PowerShell.VMFirmware")
            .With("SecureBoot", Enums.OnOff.Of(vm.SecureBoot ? 0 : 1)).With("SecureBootTemplate", vm.SecureBootTemplate).With("VMName", vm.Name).With("VMId", vm.Id))),
        new("Hyper-V", "Set-VMFirmware", "VMName VM EnableSecureBoot SecureBootTemplate Confirm", SetFirmware),
        new("Hyper-V", "Get-VMSecurity", "VMName VM", (h, c, i) => Each(h, c, i, vm => new PsObject("Microsoft.HyperV.PowerShell.VMSecurity").With("TpmEnabled", vm.HasTpm).With("Shielded", false).With("EncryptStateAndVmMigrationTraffic", false))),
        new("Hyper-V", "Get-VMHardDiskDrive", "VMName VM", (h, c, i) => Each(h, c, i, VmShapes.Disk)),
        new("Hyper-V", "Get-VMNetworkAdapter", "VMName VM", (h, c, i) => Each(h, c, i, vm => new PsObject("Microsoft.HyperV.PowerShell.VMNetworkAdapter").With("Name", "Network Adapter").With("SwitchName", "Switch").With("VMName", vm.Name).With("VMId", vm.Id))),
        new("Hyper-V", "Get-VMMemory", "VMName VM", (h, c, i) => Each(h, c, i, vm => new PsObject("Microsoft.HyperV.PowerShell.VMMemory").With("DynamicMemoryEnabled", vm.DynamicMemory).With("Startup", (long)vm.MemoryStartup).With("Minimum", (long)vm.MemoryMinimum).With("Maximum", (long)vm.MemoryMaximum).With("VMName", vm.Name).With("VMId", vm.Id))),
    ];

    private static void Each(FakeHost host, CmdletCall call, object? input, Func<FakeVm, PsObject> shape)
    {
        foreach (var vm in Selecting.Vms(host, call, input))
        {
            call.Emit(shape(vm));
        }
    }

    private static void SetProcessor(FakeHost host, CmdletCall call, object? input)
    {
        foreach (var vm in Selecting.Vms(host, call, input))
        {
            VmCmdlets.RequireOff(host, vm);
            vm.ExposesVirtualization = call.Has("ExposeVirtualizationExtensions") ? call.Switch("ExposeVirtualizationExtensions") : vm.ExposesVirtualization;
        }
    }

    private static void SetFirmware(FakeHost host, CmdletCall call, object? input)
    {
        foreach (var vm in Selecting.Vms(host, call, input))
        {
            VmCmdlets.RequireOff(host, vm);
            vm.SecureBoot = call.Has("EnableSecureBoot") ? Operators.Same(call["EnableSecureBoot"], "On") : vm.SecureBoot;
            vm.SecureBootTemplate = call.Has("SecureBootTemplate") ? call.Text("SecureBootTemplate") : vm.SecureBootTemplate;
        }
    }
}
