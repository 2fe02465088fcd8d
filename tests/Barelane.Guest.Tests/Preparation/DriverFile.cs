using System.Security.Cryptography;
using System.Text;
using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Guest.Preparation;

namespace Barelane.Guest.Tests.Preparation;

/// <summary>A driver's file that exists only in memory.</summary>
internal sealed class DriverFile(string name, string content)
{
    public static DriverFile Deb(string name = "nvidia-driver.deb", string version = "550.1") => new(name, $"Package: nvidia-driver\nVersion: {version}\n");

    /// <summary>What is read when it is sent; another text than at first stands for a file that was exchanged.</summary>
    public string Content { get; set; } = content;

    public GuestDriverFile Planned { get; } = new(name) { Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content))), Bytes = content.Length };

    public string Value => GuestFields.ValueOf(Planned.Name, Planned.Sha256);

    public GuestAccount Account(string vm = "a", bool remoteDesktop = false, bool keep = false) => new(
        vm,
        new GuestPreparation { Driver = Planned, RemoteDesktopHardware = remoteDesktop, KeepDriver = keep },
        (site, of, token) => site.OpenGuestAsync(of, new GuestCredential("root", "secret"), token),
        _ => new MemoryStream(Encoding.UTF8.GetBytes(Content)));
}
