namespace Barelane.VSphere.Wire;

/// <summary>Where a VM is to go. What is null stays.</summary>
internal sealed record RelocateSpec
{
    public ManagedObjectRef? Folder { get; init; }

    public ManagedObjectRef? Datastore { get; init; }

    public ManagedObjectRef? Pool { get; init; }

    public ManagedObjectRef? Host { get; init; }

    public void Write(VimWriter writer, string element)
    {
        writer.Open(element);
        writer.Write("folder", Folder);
        writer.Write("datastore", Datastore);
        writer.Write("pool", Pool);
        writer.Write("host", Host);
        writer.Close();
    }
}
