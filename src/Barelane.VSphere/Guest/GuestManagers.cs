using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Guest;

/// <summary>The managers of guest operations.</summary>
internal sealed class GuestManagers
{
    public static readonly PropertySet<GuestManagers> Properties = new PropertySet<GuestManagers>("GuestOperationsManager", _ => new GuestManagers())
        .Add("authManager", (row, reader) => row.Authentication = reader.ReadRef())
        .Add("processManager", (row, reader) => row.Processes = reader.ReadRef())
        .Add("fileManager", (row, reader) => row.Files = reader.ReadRef());

    public ManagedObjectRef Authentication { get; private set; }

    public ManagedObjectRef Processes { get; private set; }

    public ManagedObjectRef Files { get; private set; }
}
