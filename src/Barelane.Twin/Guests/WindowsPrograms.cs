using System.Globalization;
using System.Text;
using Barelane.Twin.Model;

namespace Barelane.Twin.Guests;

/// <summary>
/// The programs of the simulated Windows guest. PowerShell is not interpreted: a script that reads PnP devices gets the
/// devices, one that reads the Remote Desktop settings gets those, in the form that both scripts print (base64 of JSON).
/// </summary>
internal static class WindowsPrograms
{
    public static GuestOutcome? Run(TwinVm vm, string program, IReadOnlyList<string> arguments) => program.ToUpperInvariant() switch
    {
        "NVIDIA-SMI" or "NVIDIA-SMI.EXE" when vm.Guest.HasGpuDriver => NvidiaSmi.Run(vm, arguments),
        "HOSTNAME" or "HOSTNAME.EXE" => GuestOutcome.Said(vm.Name + "\r\n"),
        "POWERSHELL" or "POWERSHELL.EXE" => PowerShell(vm, arguments),
        _ => null,
    };

    private static GuestOutcome PowerShell(TwinVm vm, IReadOnlyList<string> arguments)
    {
        var script = Script(arguments);
        if (script.Contains("Win32_PnPEntity", StringComparison.Ordinal))
        {
            return Marked(Devices(vm));
        }

        return script.Contains("fDenyTSConnections", StringComparison.Ordinal)
            ? Marked("""{"productType":3,"denied":0,"deniedByPolicy":null,"hardware":1,"wddm":null,"encode":1}""")
            : new GuestOutcome(1, string.Empty, "The simulated guest does not know this script.\r\n");
    }

    private static string Script(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i + 1 < arguments.Count; i++)
        {
            if (string.Equals(arguments[i], "-EncodedCommand", StringComparison.OrdinalIgnoreCase))
            {
                return Encoding.Unicode.GetString(Convert.FromBase64String(arguments[i + 1]));
            }
        }

        return string.Join(' ', arguments);
    }

    private static GuestOutcome Marked(string json) =>
        GuestOutcome.Said($"<<<BARELANE {Convert.ToBase64String(Encoding.UTF8.GetBytes(json))} BARELANE>>>\r\n");

    private static string Devices(TwinVm vm)
    {
        var devices = GuestFunction.Of(vm).Select(f => Device(vm, f)).Prepend(
            """{"id":"PCI\\VEN_15AD&DEV_0405&SUBSYS_040515AD&REV_00\\3&61AAA01&0&78","name":"VMware SVGA 3D","class":"Display","compatible":"PCI\\CC_0300","code":0,"service":"vm3dmp","provider":"VMware, Inc.","version":"9.17.7.5","date":"2024-05-02"}""");
        return $$"""{"devices":[{{string.Join(',', devices)}}]}""";
    }

    private static string Device(TwinVm vm, GuestFunction function)
    {
        var facts = function.Device.Facts;
        var id = string.Create(
            CultureInfo.InvariantCulture,
            $"""PCI\\VEN_{facts.VendorId}&DEV_{facts.DeviceId}&SUBSYS_{facts.SubDeviceId}{facts.SubVendorId}&REV_A1\\{function.Address[5..7]}""").ToUpperInvariant();
        return function.IsGpu && vm.Guest.HasGpuDriver
            ? $$"""{"id":"{{id}}","name":"{{function.DriverName}}","class":"Display","compatible":"PCI\\CC_{{facts.ClassId}}","code":0,"service":"nvlddmkm","provider":"NVIDIA","version":"31.0.15.5222","date":"2024-06-03"}"""
            : $$"""{"id":"{{id}}","name":"{{(function.IsGpu ? "3D Video Controller" : facts.DeviceName)}}","class":"","compatible":"PCI\\CC_{{facts.ClassId}}","code":28,"service":"","provider":"","version":"","date":null}""";
    }
}
