using Barelane.Core.Facts;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>What one answer tells about one object: the values it brought, and why others did not come.</summary>
internal abstract class PropertyRow(ManagedObjectRef self)
{
    private Dictionary<string, VimFault>? _missing;

    public ManagedObjectRef Self => self;

    /// <summary>Notes that the server did not give a property.</summary>
    public void Miss(string path, VimFault why) => (_missing ??= [])[path] = why;

    /// <summary>The fault in place of a property; null where it came or is absent.</summary>
    public VimFault? MissingOf(string path) => _missing?.GetValueOrDefault(path);

    /// <summary>The value; absent where the object has none or the API knows no such property; unreadable where the server withholds it.</summary>
    public Observed<T> Of<T>(string path, T? value)
        where T : struct => value is { } v ? Observed.Read(v) : Lack<T>(path);

    /// <inheritdoc cref="Of{T}(string, T?)"/>
    public Observed<T> Of<T>(string path, T? value)
        where T : class => value is { } v ? Observed.Read(v) : Lack<T>(path);

    /// <summary>The answer for a property without a value.</summary>
    public Observed<T> Lack<T>(string path) => MissingOf(path) is { } why && why.Type != "InvalidProperty"
        ? Observed<T>.Unreadable($"The server withholds '{path}': {why.Describe()}")
        : Observed<T>.Absent;
}
