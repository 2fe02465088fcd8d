using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>What host steps watch of a host.</summary>
internal sealed class HostRow
{
    public static readonly PropertySet<HostRow> Properties = new PropertySet<HostRow>("HostSystem", _ => new HostRow())
        .Add("runtime.connectionState", (row, reader) => row.ConnectionState = reader.ReadPooled())
        .Add("runtime.inMaintenanceMode", (row, reader) => row.InMaintenance = reader.ReadBoolean())
        .Add("runtime.bootTime", (row, reader) => row.BootTime = reader.ReadDateTime());

    public string ConnectionState { get; private set; } = "";

    public bool InMaintenance { get; private set; }

    public DateTimeOffset? BootTime { get; private set; }
}
