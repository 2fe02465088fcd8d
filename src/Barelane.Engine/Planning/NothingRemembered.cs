using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Engine.Planning;

/// <summary>What is known of old values where there is no journal: nothing.</summary>
public sealed class NothingRemembered : IGivenValues
{
    /// <inheritdoc/>
    public IReadOnlyList<Want>? OldValues(string document, ObjectRef vm, string unit) => null;
}
