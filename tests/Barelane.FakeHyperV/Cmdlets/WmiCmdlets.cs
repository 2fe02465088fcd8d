using System.Globalization;
using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Cmdlets;

/// <summary>
/// Get-WmiObject, for the one setting of a VM that no cmdlet sets (windows-driver-docs, display/gpu-paravirtualization.md, SetHighMmioBase.ps1; win32 docs, HyperV_v2: ModifySystemSettings answers 0, 4096 for a job, or a number
/// of what is wrong, 32775 for a wrong state).
/// </summary>
internal static class WmiCmdlets
{
    public static HostCmdlet Get { get; } = new("Management", "Get-WmiObject", "Class Namespace", (host, call, _) =>
    {
        Selecting.Admit(host);
        switch (call.Text("Class").ToLowerInvariant())
        {
            case "msvm_virtualsystemsettingdata":
                foreach (var vm in host.Vms)
                {
                    call.Emit(new PsObject("System.Management.ManagementObject#root\\virtualization\\v2\\Msvm_VirtualSystemSettingData").With("VirtualSystemIdentifier", vm.Id.ToString().ToUpperInvariant())
                        .With("VirtualSystemType", "Microsoft:Hyper-V:System:Realized").With("HighMmioGapBase", vm.HighMmioBase));
                }

                break;
            case "msvm_virtualsystemmanagementservice":
                call.Emit(new PsObject("System.Management.ManagementObject#root\\virtualization\\v2\\Msvm_VirtualSystemManagementService").With("Machine", host));
                break;
            default:
                throw PsException.Of("GetWMIManagementException", "InvalidType", "Invalid class ");
        }
    });

    /// <summary>An object's text in the form of CIM's DTD 2.0, as far as it is read here.</summary>
    public static string Text(PsObject settings) => $"<INSTANCE VirtualSystemIdentifier=\"{Conversion.ToText(settings["VirtualSystemIdentifier"])}\" HighMmioGapBase=\"{Conversion.ToText(settings["HighMmioGapBase"])}\"/>";

    /// <summary>Writes settings back.</summary>
    public static PsObject Modify(PsObject service, string text)
    {
        var host = (FakeHost)service["Machine"]!;
        var parts = text.Split('"');
        var vm = host.Vm(Guid.Parse(parts[1]));
        var answer = vm is null ? 32779u : !vm.IsOff ? 32775u : 0u;
        if (answer == 0)
        {
            vm!.HighMmioBase = ulong.Parse(parts[3], CultureInfo.InvariantCulture);
            host.Changes.Add($"ModifySystemSettings {vm.Name} HighMmioGapBase {parts[3]}");
        }

        return new PsObject("System.Management.ManagementBaseObject").With("ReturnValue", answer);
    }
}
