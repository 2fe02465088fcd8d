namespace Barelane.VSphere.Wire;

/// <summary>Names one object of a vSphere server: its managed type and its id on that server, which holds until the object is unregistered.</summary>
internal readonly record struct ManagedObjectRef(string Type, string Value)
{
    /// <summary>The only object whose id is known before the first call.</summary>
    public static ManagedObjectRef ServiceInstance { get; } = new("ServiceInstance", "ServiceInstance");

    /// <summary>Reads what <see cref="ToString"/> writes; a journal keeps task handles in this form.</summary>
    public static ManagedObjectRef Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < text.Length - 1
            ? new ManagedObjectRef(text[..colon], text[(colon + 1)..])
            : throw new FormatException($"'{text}' is no reference to a vSphere object; required is the form 'Task:task-40'.");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Type}:{Value}";
}
