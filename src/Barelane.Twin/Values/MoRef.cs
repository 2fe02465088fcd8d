namespace Barelane.Twin.Values;

/// <summary>A managed object reference: the type and the id under which the server knows the object.</summary>
/// <param name="Type">The managed type, such as 'HostSystem'.</param>
/// <param name="Id">The id, such as 'host-12'; unique on one server.</param>
public readonly record struct MoRef(string Type, string Id)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Type}:{Id}";
}
