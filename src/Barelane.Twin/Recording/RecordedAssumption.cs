namespace Barelane.Twin.Recording;

/// <summary>A fact that whoever recorded the site could not read, and what the twin takes it for.</summary>
public sealed class RecordedAssumption
{
    /// <summary>The object by its name in the record, such as 'esx-01' or 'esx-01 0000:3b:00.0'.</summary>
    public string Object { get; set; } = string.Empty;

    /// <summary>The fact, such as 'whether an earlier change waits for a reboot'.</summary>
    public string Fact { get; set; } = string.Empty;

    /// <summary>What the twin does without it, such as 'no'.</summary>
    public string Assumed { get; set; } = string.Empty;

    /// <summary>Why it is not known, as a sentence.</summary>
    public string Reason { get; set; } = string.Empty;
}
