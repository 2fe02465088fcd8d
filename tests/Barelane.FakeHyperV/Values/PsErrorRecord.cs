namespace Barelane.FakeHyperV.Values;

/// <summary>An error as PowerShell has it: the record that $_ is inside of catch.</summary>
internal sealed record PsErrorRecord
{
    /// <summary>The first part of the fully qualified id.</summary>
    public required string Id { get; init; }

    /// <summary>An ErrorCategory.</summary>
    public required string Category { get; init; }

    public required string Message { get; init; }

    /// <summary>The exception's .NET type.</summary>
    public string Type { get; init; } = "System.Management.Automation.RuntimeException";

    /// <summary>The exception's HRESULT; COR_E_EXCEPTION unless the exception has one of its own.</summary>
    public int HResult { get; init; } = unchecked((int)0x80131501);

    /// <summary>What it is about.</summary>
    public object? Target { get; init; }

    /// <summary>The class of the cmdlet, which ends the fully qualified id; empty where the language itself fails.</summary>
    public string Cmdlet { get; init; } = "";

    /// <summary>The cmdlet's name.</summary>
    public string Activity { get; init; } = "";

    /// <summary>Whether it ends the whole script wherever it comes from, as <c>throw</c> does.</summary>
    public bool EndsScript { get; init; }

    public string FullyQualifiedErrorId => Cmdlet.Length == 0 ? Id : $"{Id},{Cmdlet}";

    public override string ToString() => Message;
}
