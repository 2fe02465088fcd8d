namespace Barelane.FakeHyperV.Host;

/// <summary>The host's driver store: a driver's package lies in a folder whose name changes with every version.</summary>
internal static class DriverStore
{
    /// <summary>The kernel driver's file of a device, as Win32_SystemDriver names it.</summary>
    public static string PathOf(FakeHost host, FakeDevice device) =>
        $@"{Folder(device)}\{device.Service}.sys";

    public static string Folder(FakeDevice device) =>
        $@"C:\Windows\System32\DriverStore\FileRepository\nv_dispi.inf_amd64_{Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(device.DriverVersion ?? "")))[..16].ToLowerInvariant()}";
}
