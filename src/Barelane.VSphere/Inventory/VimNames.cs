namespace Barelane.VSphere.Inventory;

/// <summary>Names of managed objects: the server writes '%', '/' and '\' in them as escapes.</summary>
internal static class VimNames
{
    /// <summary>The name as people gave it.</summary>
    public static string ForPeople(string name) => !name.Contains('%', StringComparison.Ordinal)
        ? name
        : name.Replace("%2f", "/", StringComparison.OrdinalIgnoreCase).Replace("%5c", "\\", StringComparison.OrdinalIgnoreCase).Replace("%25", "%", StringComparison.Ordinal);
}
