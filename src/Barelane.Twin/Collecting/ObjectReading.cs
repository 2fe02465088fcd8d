using Barelane.Twin.Values;

namespace Barelane.Twin.Collecting;

/// <summary>What was read of one object.</summary>
internal sealed class ObjectReading
{
    public List<(string Path, VimTyped Value)> Values { get; } = [];

    /// <summary>MissingProperty objects.</summary>
    public List<VimObject> Missing { get; } = [];
}
