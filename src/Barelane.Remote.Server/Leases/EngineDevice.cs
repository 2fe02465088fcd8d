namespace Barelane.Remote.Server.Leases;

/// <summary>A device of an external engine.</summary>
public sealed record EngineDevice
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its memory, such as <c>48GiB</c>.</summary>
    public required string Memory { get; init; }
}
