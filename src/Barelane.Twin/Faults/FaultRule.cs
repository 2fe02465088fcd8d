namespace Barelane.Twin.Faults;

/// <summary>
/// A planted fault: which calls it meets, after how many it strikes and how often, and what happens then. Counts are used
/// and not probabilities, so that a test is the same each time.
/// </summary>
public sealed record FaultRule
{
    /// <summary>The method, such as 'ReconfigVM_Task', or '*' for any.</summary>
    public string Method { get; init; } = "*";

    /// <summary>The type of the object it is called on, such as 'HostSystem', or '*' for any.</summary>
    public string ObjectType { get; init; } = "*";

    /// <summary>
    /// The name of the object, or '*' for any. An object without a name goes by its parent's: a HostPciPassthruSystem by its
    /// host's.
    /// </summary>
    public string ObjectName { get; init; } = "*";

    /// <summary>For <see cref="FaultAction.Unreadable"/>: the property path, such as 'config.pciPassthruInfo'.</summary>
    public string? Property { get; init; }

    /// <summary>How many matching calls pass before it strikes.</summary>
    public int Skip { get; init; }

    /// <summary>How often it strikes then; null for always.</summary>
    public int? Times { get; init; } = 1;

    /// <summary>What happens.</summary>
    public FaultAction Action { get; init; }

    /// <summary>The vim25 type of the fault.</summary>
    public string FaultType { get; init; } = "SystemError";

    /// <summary>The fault's message.</summary>
    public string Message { get; init; } = "A general system error occurred: planted fault.";

    /// <summary>How long, in our time.</summary>
    public TimeSpan Delay { get; init; }
}
