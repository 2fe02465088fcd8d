namespace Barelane.Twin.Recording;

/// <summary>The guest of a VM: its system, its tools, and who may sign in for guest operations.</summary>
public sealed class RecordedGuest
{
    /// <summary>config.guestId, such as 'ubuntu64Guest' or 'windows2019srv_64Guest'.</summary>
    public string Id { get; set; } = "ubuntu64Guest";

    /// <summary>The full name of the system.</summary>
    public string FullName { get; set; } = "Ubuntu Linux (64-bit)";

    /// <summary>Whether VMware Tools are installed.</summary>
    public bool HasTools { get; set; } = true;

    /// <summary>Whether the tools run while the VM does; without them the guest can't be asked to shut down.</summary>
    public bool ToolsRun { get; set; } = true;

    /// <summary>The account of guest operations; null makes every sign-in fail.</summary>
    public string? User { get; set; } = "barelane";

    /// <summary>Its password.</summary>
    public string? Password { get; set; } = "guest-secret";

    /// <summary>Whether the NVIDIA driver is installed in it.</summary>
    public bool HasGpuDriver { get; set; } = true;

    /// <summary>Whether its vGPU driver has a licence.</summary>
    public bool IsLicensed { get; set; } = true;

    /// <summary>The IPv4 address the tools report; null for none.</summary>
    public string? IpAddress { get; set; }
}
