using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>What power steps watch of a VM.</summary>
internal sealed class VmRow
{
    public static readonly PropertySet<VmRow> Properties = new PropertySet<VmRow>("VirtualMachine", _ => new VmRow())
        .Add("runtime.powerState", (row, reader) => row.PowerState = reader.ReadPooled())
        .Add("guest.toolsRunningStatus", (row, reader) => row.Tools = reader.ReadPooled())
        .Add("guest.guestState", (row, reader) => row.GuestState = reader.ReadPooled());

    public string PowerState { get; private set; } = "";

    /// <summary><c>guestToolsRunning</c>, <c>guestToolsNotRunning</c>, …; empty where the server does not say.</summary>
    public string Tools { get; private set; } = "";

    public string GuestState { get; private set; } = "";
}
