namespace Barelane.Knowledge.Diagnosis;

/// <summary>A line that says something.</summary>
/// <param name="Input">The file, or how the input is called.</param>
/// <param name="Line">The line, from 1; null in a binary file.</param>
/// <param name="Text">The line as it stands there, cut where it is very long.</param>
public sealed record Sighting(string Input, long? Line, string Text)
{
    /// <summary>Where it stands: <c>vmware.log:17</c>.</summary>
    public string Place => Line is { } line ? FormattableString.Invariant($"{Input}:{line}") : Input;
}
