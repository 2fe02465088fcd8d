namespace Barelane.FakeHyperV.Host;

/// <summary>A planted fault: which call of which cmdlet it hits, and what it does.</summary>
public sealed record FaultRule
{
    /// <summary>The cmdlet's name; * for every one that changes something.</summary>
    public required string Cmdlet { get; init; }

    public required FaultAction Action { get; init; }

    /// <summary>How many matching calls pass before it strikes.</summary>
    public int Skip { get; init; }

    /// <summary>How often it strikes then; null for always.</summary>
    public int? Times { get; init; } = 1;

    /// <summary>For a refusal: the first part of the fully qualified id.</summary>
    public string Id { get; init; } = "OperationFailed";

    public string Category { get; init; } = "NotSpecified";

    public string Message { get; init; } = "The operation failed. (0x80004005)";
}
