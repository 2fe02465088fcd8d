namespace Barelane.VSphere.Wire;

/// <summary>The wish for passthrough of one device of a host.</summary>
/// <param name="Id">The device's id as the host writes it, '0000:8a:00.0'.</param>
/// <param name="Enabled">Whether the device is to be given up by the host.</param>
internal sealed record PassthruConfig(string Id, bool Enabled)
{
    /// <summary>Now instead of at the next reboot; hosts before 7.0 don't know it, so leave it unset there.</summary>
    public bool? ApplyNow { get; init; }

    /// <summary>The label that Dynamic DirectPath matches by; hosts before 7.0 U2 don't know it.</summary>
    public string? HardwareLabel { get; init; }

    public void Write(VimWriter writer)
    {
        writer.Open("config", "HostPciPassthruConfig");
        writer.Write("id", Id);
        writer.Write("passthruEnabled", Enabled);
        writer.Write("applyNow", ApplyNow);
        writer.Write("hardwareLabel", HardwareLabel);
        writer.Close();
    }
}
