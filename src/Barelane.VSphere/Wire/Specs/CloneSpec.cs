namespace Barelane.VSphere.Wire;

/// <summary>How a VM or template is to be cloned: where to, and with what changes.</summary>
internal sealed record CloneSpec(RelocateSpec Location)
{
    public VirtualMachineConfigSpec? Config { get; init; }

    public void Write(VimWriter writer, string element)
    {
        writer.Open(element);
        Location.Write(writer, "location");
        writer.Write("template", false);
        Config?.Write(writer, "config");
        writer.Write("powerOn", false);
        writer.Close();
    }
}
