namespace Barelane.VSphere.Wire;

/// <summary>A named group of VMs or of hosts, for rules; the members say which. An edit replaces all members.</summary>
internal sealed record ClusterGroupChange(ArrayOperation Operation, string Name)
{
    /// <summary>VirtualMachine or HostSystem, all of one type.</summary>
    public IReadOnlyList<ManagedObjectRef> Members { get; init; } = [];

    /// <summary>Whether it is a group of VMs; otherwise it is one of hosts.</summary>
    public bool OfVms { get; init; }

    public void Write(VimWriter writer)
    {
        writer.Open("groupSpec");
        writer.Write("operation", ArrayChange.NameOf(Operation));
        if (Operation == ArrayOperation.Remove)
        {
            writer.WriteAny("removeKey", "string", Name);
        }
        else
        {
            writer.Open("info", OfVms ? "ClusterVmGroup" : "ClusterHostGroup");
            writer.Write("name", Name);
            writer.Write("userCreated", true);
            writer.WriteAll(OfVms ? "vm" : "host", Members);
            writer.Close();
        }

        writer.Close();
    }
}
