namespace Barelane.VSphere.Wire;

/// <summary>Which privileges are granted and which are not on one object.</summary>
internal sealed record EntityPrivileges(ManagedObjectRef Entity, IReadOnlyList<string> Granted, IReadOnlyList<string> Missing)
{
    public static EntityPrivileges Read(VimReader reader)
    {
        var entity = default(ManagedObjectRef);
        var granted = new List<string>();
        var missing = new List<string>();
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "entity":
                    entity = reader.ReadRef();
                    break;
                case "privAvailability":
                    var (id, isGranted) = ReadAvailability(reader);
                    (isGranted ? granted : missing).Add(id);
                    break;
            }
        }

        return new EntityPrivileges(entity, granted, missing);
    }

    private static (string Id, bool Granted) ReadAvailability(VimReader reader)
    {
        var id = string.Empty;
        var granted = false;
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "privId":
                    id = reader.ReadPooled();
                    break;
                case "isGranted":
                    granted = reader.ReadBoolean();
                    break;
            }
        }

        return (id, granted);
    }
}
