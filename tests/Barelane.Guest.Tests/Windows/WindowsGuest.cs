using System.Text;
using System.Text.Json.Nodes;
using Barelane.Core.Adapters;
using Barelane.Guest.Windows;

namespace Barelane.Guest.Tests.Windows;

/// <summary>A Windows Server with one A40 that works; tests take it apart.</summary>
internal static class WindowsGuest
{
    public const string SmiList = "nvidia-smi.exe --query-gpu=index,name,uuid,pci.bus_id,driver_version,memory.total --format=csv,noheader,nounits";
    public const string SmiDetails = "nvidia-smi.exe -q";

    public const string Svga = """
        {"id":"PCI\\VEN_15AD&DEV_0405&SUBSYS_040515AD&REV_00\\3&61AAA01&0&78","name":"VMware SVGA 3D","class":"Display","compatible":"PCI\\CC_0300","code":0,"service":"vm3dmp","provider":"VMware, Inc.","version":"9.17.4.2","date":"2022-11-30"}
        """;

    public static string Devices { get; } = ScriptedGuest.Line(WindowsScript.Program, WindowsScript.Devices.Arguments);

    public static string RemoteDesktop { get; } = ScriptedGuest.Line(WindowsScript.Program, WindowsScript.RemoteDesktop.Arguments);

    public static string Security { get; } = ScriptedGuest.Line(WindowsScript.Program, WindowsScript.Security.Arguments);

    public static string Direct3D { get; } = ScriptedGuest.Line(WindowsScript.Program, WindowsScript.Direct3D.Arguments);

    public static string Adapters(params string[] lines) => Answer(new JsonObject { ["adapters"] = string.Concat(lines.Select(l => l + "\n")) }.ToJsonString());

    public static string Card(
        string code = "0",
        string service = "nvlddmkm",
        string provider = "NVIDIA",
        string name = "NVIDIA A40",
        string setupClass = "Display") => $$"""
        {"id":"PCI\\VEN_10DE&DEV_2235&SUBSYS_145A10DE&REV_A1\\4&3B2F7B7B&0&00A8","name":"{{name}}","class":"{{setupClass}}","compatible":"PCI\\CC_0302","code":{{code}},"service":"{{service}}","provider":"{{provider}}","version":"31.0.15.3713","date":"2023-10-24"}
        """;

    public static string Answer(string json) => $"<<<BARELANE {Convert.ToBase64String(Encoding.UTF8.GetBytes(json))} BARELANE>>>\r\n";

    public static string List(params string[] devices) => Answer($$"""{"devices":[{{string.Join(',', devices)}}]}""");

    public static string Settings(int productType, string hardware, string denied = "0") =>
        Answer($$"""{"productType":{{productType}},"denied":{{denied}},"deniedByPolicy":null,"hardware":{{hardware}},"wddm":null,"encode":1}""");

    public static ScriptedGuest Working() => new ScriptedGuest(GuestFamily.Windows)
        .Says(Devices, List(Svga, Card()))
        .Says(SmiList, "0, NVIDIA A40, GPU-8c9b1c62-5a2f-4d0e-9d0c-6f4e3b2a1f00, 00000000:0B:00.0, 537.13, 46068\r\n")
        .Says(SmiDetails, "==============NVSMI LOG==============\r\n    License Status : N/A\r\n")
        .Says(Direct3D, Adapters("5549\t1029\t0\t45056\tVMware SVGA 3D", "4318\t8757\t0\t45312\tNVIDIA A40"))
        .Says(Security, Answer("""{"bitLocker":0,"tpm":true,"vbs":0,"codeIntegrity":false,"updateDrivers":1}"""))
        .Says(RemoteDesktop, Settings(3, "1"));
}
