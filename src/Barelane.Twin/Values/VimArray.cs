namespace Barelane.Twin.Values;

/// <summary>A repeated element, or an array standing as a property value.</summary>
internal sealed class VimArray(IReadOnlyList<object> items)
{
    public IReadOnlyList<object> Items { get; } = items;

    /// <summary>An array of the items, or null when there are none: an optional array that is empty stays absent.</summary>
    public static VimArray? OrNull<T>(IEnumerable<T> items)
        where T : notnull
    {
        var list = items.Select(item => (object)item).ToArray();
        return list.Length == 0 ? null : new VimArray(list);
    }

    public static VimArray Of<T>(IEnumerable<T> items)
        where T : notnull => new([.. items.Select(item => (object)item)]);
}
