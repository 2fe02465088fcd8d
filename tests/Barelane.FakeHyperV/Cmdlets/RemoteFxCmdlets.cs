using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Language;
using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Cmdlets;

/// <summary>What is left of RemoteFX: the cmdlets are still documented for 2025, the feature is gone (reference §3).</summary>
internal static class RemoteFxCmdlets
{
    public static IEnumerable<HostCmdlet> All { get; } =
    [
        new("Hyper-V", "Get-VMRemoteFXPhysicalVideoAdapter", "Name", Get),
        new("Hyper-V", "Disable-VMRemoteFXPhysicalVideoAdapter", "Name Confirm", Disable),
        new("Hyper-V", "Get-VMRemoteFx3dVideoAdapter", "VMName VM VMSnapshot", GetOfVm),
        new("Hyper-V", "Remove-VMRemoteFx3dVideoAdapter", "VMName VM Confirm", Remove),
    ];

    private static void Get(FakeHost host, CmdletCall call, object? input)
    {
        Selecting.Admit(host);
        foreach (var (name, enabled) in host.RemoteFx.Where(r => !call.Has("Name") || call.Texts("Name").Any(n => Operators.Like(r.Key, n))))
        {
            call.Emit(new PsObject("Microsoft.HyperV.PowerShell.VMRemoteFXPhysicalVideoAdapter").With("Name", name).With("GPUID", "PCI 16:0:0").With("Enabled", enabled).With("CompatibleForVirtualization", true)
                .With("TotalVideoMemory", 4294967296UL).With("ComputerName", host.Name).With("IsDeleted", false));
        }
    }

    private static void Disable(FakeHost host, CmdletCall call, object? input)
    {
        Selecting.Admit(host);
        var name = call.Text("Name");
        host.RemoteFx[name] = host.RemoteFx.ContainsKey(name) ? false : throw host.Fail.Missing("device-missing", name, host.Name);
    }

    private static void GetOfVm(FakeHost host, CmdletCall call, object? input)
    {
        foreach (var vm in Selecting.Vms(host, call, input).Where(v => v.HasRemoteFx))
        {
            call.Emit(VmShapes.RemoteFx(vm));
        }
    }

    private static void Remove(FakeHost host, CmdletCall call, object? input)
    {
        foreach (var vm in Selecting.Vms(host, call, input))
        {
            VmCmdlets.RequireOff(host, vm);
            vm.HasRemoteFx = vm.HasRemoteFx ? false : throw host.Fail.Missing("device-missing", "RemoteFX", host.Name);
        }
    }
}
