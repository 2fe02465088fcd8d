namespace Barelane.FakeHyperV.Values;

/// <summary>A terminating error on its way up.</summary>
internal sealed class PsException(PsErrorRecord record) : Exception(record.Message)
{
    public PsErrorRecord Record { get; } = record;

    /// <summary>An error of the language itself; ids and texts as Windows PowerShell 5.1 has them in its resources.</summary>
    public static PsException Of(string id, string category, string message, object? target = null) =>
        new(new PsErrorRecord { Id = id, Category = category, Message = message, Target = target });
}
