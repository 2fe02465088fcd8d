using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Tests.Wire;

/// <summary>An object with its name, and what of it could not be read.</summary>
internal sealed class NamedRow(ManagedObjectRef self)
{
    public ManagedObjectRef Self => self;

    public string Name { get; private set; } = string.Empty;

    public Dictionary<string, VimFault> Unreadable { get; } = [];

    public static PropertySet<NamedRow> Set(string type) =>
        new PropertySet<NamedRow>(type, self => new NamedRow(self))
            .Add("name", (row, reader) => row.Name = reader.ReadString())
            .OnMissing((row, path, why) => row.Unreadable[path] = why);
}
