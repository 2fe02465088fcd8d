using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Language;
using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Cmdlets;

/// <summary>
/// Properties of a device node. PCI's own go by {3AB22E31-8264-4b4e-9AF5-A8D2D8E33E62} and a number (pciprop.h, SurveyDDA.ps1), with any number of blanks between; types as devpropdef.h names them.
/// </summary>
internal static class PnpProperties
{
    private const string Pci = "{3AB22E31-8264-4b4e-9AF5-A8D2D8E33E62}";

    public static void Put(FakeHost host, CmdletCall call, PnpNode node, IReadOnlyList<string> keys)
    {
        foreach (var key in keys)
        {
            var (type, data) = Of(node, key);
            if (type == "Empty" && !host.Switches.MissingPropertyIsEmptyRow)
            {
                call.Report(new PsErrorRecord { Id = "HRESULT 0x80041002", Category = "ObjectNotFound", Message = "Not found ", Type = "Microsoft.Management.Infrastructure.CimException", HResult = unchecked((int)0x80041002) });
                continue;
            }

            call.Emit(new PsObject("Microsoft.Management.Infrastructure.CimInstance#Win32_PnPDeviceProperty")
                .With("InstanceId", node.InstanceId).With("KeyName", key).With("Type", type).With("Data", data));
        }
    }

    private static (string Type, object? Data) Of(PnpNode node, string key)
    {
        var device = node.Device!;
        if (key.StartsWith(Pci, StringComparison.OrdinalIgnoreCase))
        {
            return node.IsDismountedNode ? Nothing : ByNumber(device, key[Pci.Length..].Trim());
        }

        var (bus, at) = (device.Bus, Place(device));
        return key switch
        {
            "DEVPKEY_Device_LocationPaths" => ("StringList", new object?[] { device.LocationPath, device.LocationPath.Replace("PCIROOT", "ACPI(_SB_)#ACPI", StringComparison.Ordinal) }),
            "DEVPKEY_Device_BusNumber" => ("UInt32", (uint)bus),
            "DEVPKEY_Device_Address" => ("UInt32", at),
            "DEVPKEY_Device_LocationInfo" => ("String", $"PCI bus {bus}, device {at >> 16}, function {at & 0xffff}"),
            "DEVPKEY_Device_InstanceId" => ("String", node.InstanceId),
            "DEVPKEY_Device_Parent" => ("String", $@"PCI\VEN_8086&DEV_2030&SUBSYS_00000000&REV_04\3&11583659&0&{bus:X2}"),
            "DEVPKEY_Device_ProblemStatus" when node.Problem != 0 => ("NTSTATUS", node.Problem == 28 ? 0xC0000490u : 0u),
            "DEVPKEY_Device_DriverVersion" when !node.IsDismountedNode => Text(device.DriverVersion),
            "DEVPKEY_Device_DriverInfPath" when !node.IsDismountedNode => Text(device.DriverInf),
            "DEVPKEY_Device_Driver" when !node.IsDismountedNode => Text(device.ClassKey),
            "DEVPKEY_Device_DriverProvider" when !node.IsDismountedNode => Text(device.DriverProvider),
            "DEVPKEY_Device_Service" => Text(node.Service),
            "DEVPKEY_Device_Numa_Node" => ("UInt32", bus < 128 ? 0u : 1u),
            _ => Nothing,
        };
    }

    private static (string Type, object? Data) Nothing => ("Empty", null);

    private static (string Type, object? Data) Text(string? value) => value is null ? Nothing : ("String", value);

    private static (string Type, object? Data) ByNumber(FakeDevice device, string number) => number switch
    {
        "1" when device.DeviceType is { } type => ("UInt32", type),
        "3" => ("UInt32", device.BaseClass),
        "4" => ("UInt32", device.SubClass),
        "5" => ("UInt32", 0u),
        "9" => ("UInt32", 4u),
        "10" => ("UInt32", 16u),
        "11" => ("UInt32", 4u),
        "12" => ("UInt32", 16u),
        "14" => ("UInt32", device.Interrupts.Any(i => i >= 0xFFFF0000) ? 6u : 1u),
        "15" => ("UInt32", 1u),
        "26" => ("UInt32", 0u),
        "29" => ("UInt32", device.AcsUp is > 0 ? 1u : 0u),
        "31" when device.AcsUp is { } acs => ("UInt32", acs),
        "34" when device.Reserved is { } reserved => ("Boolean", reserved),
        _ => Nothing,
    };

    /// <summary>Device number in the high word, function in the low one: the last PCI(DDFF) of the location path.</summary>
    private static uint Place(FakeDevice device)
    {
        var last = device.LocationPath[^5..^1];
        return (Convert.ToUInt32(last[..2], 16) << 16) | Convert.ToUInt32(last[2..], 16);
    }
}
