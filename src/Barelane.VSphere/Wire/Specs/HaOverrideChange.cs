namespace Barelane.VSphere.Wire;

/// <summary>How HA treats one VM: its restart priority, 'disabled' for none.</summary>
internal sealed record HaOverrideChange(ArrayOperation Operation, ManagedObjectRef Vm)
{
    public string? RestartPriority { get; init; }

    public void Write(VimWriter writer)
    {
        writer.Open("dasVmConfigSpec");
        writer.Write("operation", ArrayChange.NameOf(Operation));
        if (Operation == ArrayOperation.Remove)
        {
            writer.WriteAny("removeKey", Vm);
        }
        else
        {
            writer.Open("info");
            writer.Write("key", Vm);
            writer.Open("dasSettings");
            writer.Write("restartPriority", RestartPriority);
            writer.Close();
            writer.Close();
        }

        writer.Close();
    }
}
