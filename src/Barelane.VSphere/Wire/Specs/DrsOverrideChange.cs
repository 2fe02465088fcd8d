namespace Barelane.VSphere.Wire;

/// <summary>How DRS treats one VM: 'fullyAutomated', 'partiallyAutomated', 'manual', or not at all.</summary>
internal sealed record DrsOverrideChange(ArrayOperation Operation, ManagedObjectRef Vm)
{
    public bool? Enabled { get; init; }

    public string? Behavior { get; init; }

    public void Write(VimWriter writer)
    {
        writer.Open("drsVmConfigSpec");
        writer.Write("operation", ArrayChange.NameOf(Operation));
        if (Operation == ArrayOperation.Remove)
        {
            writer.WriteAny("removeKey", Vm);
        }
        else
        {
            writer.Open("info");
            writer.Write("key", Vm);
            writer.Write("enabled", Enabled);
            writer.Write("behavior", Behavior);
            writer.Close();
        }

        writer.Close();
    }
}
