using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>Property sets that leave out what a server does not know.</summary>
internal static class PropertySets
{
    /// <summary>A set whose rows keep the reasons for what is missing.</summary>
    public static PropertySet<T> Of<T>(string type, Func<ManagedObjectRef, T> create)
        where T : PropertyRow => new PropertySet<T>(type, create).OnMissing((row, path, why) => row.Miss(path, why));

    /// <summary>Adds a property if the server knows it.</summary>
    public static PropertySet<T> Ask<T>(this PropertySet<T> set, ServerPaths paths, string path, Action<T, VimReader> read, string since = "4.0")
        where T : PropertyRow => paths.Offers(path, since) ? set.Add(path, read) : set;
}
