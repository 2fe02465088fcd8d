namespace Barelane.HyperV.PowerShell;

/// <summary>The error that ended a script, as the host tells it. Only the message is in the host's language; the rest can be told apart by.</summary>
internal sealed record HostError
{
    /// <summary>The fully qualified error id, e.g. <c>InvalidParameter,Microsoft.HyperV.PowerShell.Commands.StartVM</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The category, e.g. <c>ObjectNotFound</c>.</summary>
    public string Category { get; init; } = "";

    /// <summary>The cmdlet that failed, e.g. <c>Start-VM</c>.</summary>
    public string Activity { get; init; } = "";

    /// <summary>What it was done to.</summary>
    public string Target { get; init; } = "";

    /// <summary>The message, in the host's language.</summary>
    public required string Message { get; init; }

    /// <summary>The exception's HRESULT; null where it has none.</summary>
    public int? HResult { get; init; }

    /// <summary>The first NTSTATUS or HRESULT that the message itself holds (<c>0xC035001E</c>); null where it holds none.</summary>
    public uint? Status { get; init; }

    /// <summary>The exception's type.</summary>
    public string Type { get; init; } = "";

    /// <summary>Whether the error has this id: whole, or its part before the comma.</summary>
    public bool Is(string id) => string.Equals(Id, id, StringComparison.OrdinalIgnoreCase)
        || string.Equals(Id.Split(',')[0], id, StringComparison.OrdinalIgnoreCase);
}
